package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.KeptLog;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A mail server that takes nothing from us: a quota that is used up, a log-in that is wanted. */
class SlowDownTest extends DeliveryWorld {
  private static final String PROBLEM = "SMTP 554 5.7.1 at RCPT TO";

  private final KeptLog log = new KeptLog("org.conferenceid.delivery");
  private final List<Notification> tried = new ArrayList<>();
  private int accepts;

  /** Takes as many messages as are left. */
  private Delivery answer(Notification message) {
    tried.add(message);
    return accepts-- > 0 ? notifier.deliver(message) : REFUSAL;
  }

  @BeforeEach
  void build() {
    conferencing = timed().notifier(this::answer).build();
  }

  @AfterEach
  void closeLog() {
    log.close();
  }

  @Test
  @DisplayName("Of 1000 messages of which the server takes 300, none fails, and five are refused")
  void failsNone() {
    accepts = 300;
    enableMany(1000);
    assertThat(deliverAfter(Duration.ZERO)).isEqualTo(new DispatchReport(300, 0, 5, 0));
    assertThat(tried).hasSize(305);
    assertThat(withMail(DeliveryState.SENT)).hasSize(300);
    assertThat(withMail(DeliveryState.PENDING))
        .hasSize(700)
        .filteredOn(entry -> entry.delivery().attempts() == 0)
        .as("are put back untouched")
        .hasSize(695);
  }

  @Test
  @DisplayName("While nothing is taken a single message is tried, after a growing delay")
  void triesOne() {
    enableMany(20);
    deliverAfter(Duration.ZERO);
    assertThat(tried).hasSize(5);
    int expected = 5;
    for (int seconds : new int[] {30, 60, 120, 240}) {
      deliverAfter(Duration.ofSeconds(seconds).minusMillis(1));
      deliverAfter(Duration.ZERO);
      assertThat(tried).hasSize(expected);
      deliverAfter(Duration.ofMillis(1));
      deliverAfter(Duration.ZERO);
      assertThat(tried).hasSize(++expected);
    }
  }

  @Test
  @DisplayName("As soon as one message is accepted the others follow")
  void goesOn() {
    enableMany(20);
    deliverAfter(Duration.ZERO);
    accepts = 100;
    assertThat(deliverAfter(Duration.ofSeconds(30)).sent()).isEqualTo(20);
    assertThat(status().isHealthy()).isTrue();
  }

  @Test
  @DisplayName("The status tells what is refused, since when, and when the next message is tried")
  void isSeen() {
    enableMany(20);
    assertThat(status().isHealthy()).isTrue();
    assertThat(status().sinceLastRound()).isEmpty();
    deliverAfter(Duration.ZERO);
    nanos.addAndGet(Duration.ofSeconds(10).toNanos());

    DispatcherStatus status = status();
    assertThat(status.isHealthy()).isFalse();
    assertThat(status.refusal()).contains(PROBLEM);
    assertThat(status.refusedFor()).contains(Duration.ofSeconds(10));
    assertThat(status.nextTry()).contains(Duration.ofSeconds(20));
    assertThat(status.sinceLastRound()).contains(Duration.ofSeconds(10));
    assertThat(status.lastFailure()).isEmpty();
    assertThat(status).asString().contains(PROBLEM, "PT20S");
    deliverAfter(Duration.ofSeconds(20));
    assertThat(status().refusedFor()).contains(Duration.ofSeconds(30));
    assertThat(status().nextTry()).contains(Duration.ofMinutes(1));
  }

  @Test
  @DisplayName("It is logged once when messages begin to be refused, and once when they are taken")
  void isLoggedOnce() {
    enableMany(20);
    deliverAfter(Duration.ZERO);
    deliverAfter(Duration.ofSeconds(30));
    deliverAfter(Duration.ofSeconds(60));
    assertThat(log.at(Level.WARNING))
        .singleElement()
        .satisfies(line -> assertThat(line).contains(PROBLEM, "tried again in PT30S"));
    accepts = 100;
    deliverAfter(Duration.ofMinutes(5));
    assertThat(log.at(Level.WARNING)).hasSize(1);
    assertThat(log.at(Level.INFO))
        .containsExactly(
            "nothing is taken from us, one message is tried in PT30S",
            "messages are delivered again");
  }

  @Test
  @DisplayName(
      "A server that refuses every other message is no reason to slow down, or to log more")
  void toleratesSome() {
    conferencing =
        timed()
            .notifier(
                message -> {
                  tried.add(message);
                  return tried.size() % 2 == 0 ? new Delivery.Accepted() : REFUSAL;
                })
            .build();
    enableMany(40);
    assertThat(deliverAfter(Duration.ZERO)).isEqualTo(new DispatchReport(20, 0, 20, 0));
    assertThat(log.at(Level.WARNING)).hasSize(1);
    assertThat(log.at(Level.INFO)).hasSize(1);
  }

  @Test
  @DisplayName("Refusals that differ are no reason to slow down, and neither are other failures")
  void needsEqualOnes() {
    conferencing =
        timed()
            .notifier(
                message -> {
                  tried.add(message);
                  return tried.size() % 5 == 0
                      ? new Delivery.Unavailable("another")
                      : tried.size() > 50 ? new Delivery.Transient("SMTP 451") : REFUSAL;
                })
            .build();
    enableMany(60);
    assertThat(deliverAfter(Duration.ZERO).retried()).isEqualTo(60);
    assertThat(status().refusal()).isEmpty();
  }

  @Test
  @DisplayName("The attempts that a message was refused in do not count, once it is taken up again")
  void doesNotCountThem() {
    conferencing =
        timed()
            .notifier(this::answer)
            .delivery(component -> component.settings(givingUpAfter(1)))
            .build();
    enableMany(1);
    for (int i = 0; i < 30; i++) {
      assertThat(deliverAfter(Duration.ofSeconds(1)).failed()).isZero();
    }
    accepts = 1;
    assertThat(deliverAfter(Duration.ofSeconds(1)).sent()).isEqualTo(1);
  }
}
