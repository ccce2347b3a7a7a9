package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Delivery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attempts that count apart: that were not the fault of the message, or may have sent it. */
class PostponedDeliveriesTest extends DeliveryWorld {
  @Test
  @DisplayName(
      "A message that is put off for days because nothing is taken from us is not given up")
  void ofOursDoNotCount() {
    AtomicBoolean away = new AtomicBoolean(true);
    conferencing =
        builder().notifier(message -> away.get() ? REFUSAL : notifier.deliver(message)).build();
    enable(AMELIE);
    conferencing =
        timed().notifier(message -> away.get() ? REFUSAL : notifier.deliver(message)).build();
    for (int i = 0; i < 100; i++) {
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 1, 0));
      clock.advance(Duration.ofHours(1));
      nanos.addAndGet(Duration.ofHours(1).toNanos());
    }
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(
                DeliveryState.PENDING, 100, Optional.of("SMTP 554 5.7.1 at RCPT TO")));
    away.set(false);
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("A message that is put off because nothing is taken from us waits longer each time")
  void ofOursGrowApart() {
    conferencing = builder().notifier(answering(REFUSAL, REFUSAL, REFUSAL)).build();
    enable(AMELIE);
    for (int seconds : new int[] {30, 60, 120}) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("Attempts that were nobody's fault are not among those after which it is given up")
  void ofOursAreNotCountedWithOthers() {
    conferencing =
        builder()
            .notifier(answering(REFUSAL, BUSY, REFUSAL, BUSY, REFUSAL, BUSY))
            .delivery(component -> component.settings(givingUpAfter(3)))
            .build();
    enable(AMELIE);
    for (int i = 0; i < 5; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0).attempts()).isEqualTo(6);
  }

  @Test
  @DisplayName("A notifier can have a message given up earlier than the policy says, and not later")
  void mayHaveTheirOwnLimit() {
    Delivery policy = new Delivery.Transient("SMTP 550 5.7.1 after the content", 3);
    conferencing = builder().notifier(answering(policy, policy, policy)).build();
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
  }

  @Test
  @DisplayName("What was perhaps sent is tried three times, an hour apart, and says so in the end")
  void ofUnknownEndAreFew() {
    conferencing = builder().notifier(answering(UNKNOWN, UNKNOWN, UNKNOWN)).build();
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(1).minusMillis(1));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(
                DeliveryState.FAILED, 3, Optional.of("perhaps sent; no answer after the content")));
  }

  @Test
  @DisplayName("What was perhaps sent, and is refused later, still says that it was perhaps sent")
  void ofUnknownEndAreRemembered() {
    conferencing = builder().notifier(answering(UNKNOWN, NO_MAILBOX)).build();
    enable(AMELIE);
    deliver();
    clock.advance(Duration.ofHours(1));
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("perhaps sent; SMTP 550 5.1.1 at RCPT TO");
  }

  @Test
  @DisplayName("A dispatcher that died counts as perhaps sent: then one answer less is waited for")
  void ofTheDeadArePerhapsSent() {
    conferencing = builder().notifier(answering(UNKNOWN, UNKNOWN)).build();
    enable(AMELIE);
    assertThat(store.outbox().claim("dies", 1, Duration.ofMinutes(5))).hasSize(1);
    clock.advance(Duration.ofMinutes(5));
    assertThat(deliver().retried()).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(deliver().failed()).isEqualTo(1);
  }
}
