package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.behaviour.KeptLog;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Metrics;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Deliveries that do not end. */
class HangingDeliveriesTest extends DeliveryWorld {
  private final PatientThreads threads = new PatientThreads();
  private final Set<UserId> hanging = new HashSet<>(Set.of(AMELIE));

  @AfterEach
  void release() {
    threads.release();
  }

  private Delivery hang(Notification message) {
    if (hanging.contains(message.user())) {
      threads.hang();
    }
    return notifier.deliver(message);
  }

  private AudioConferencingBuilder impatient() {
    return builder()
        .notifier(this::hang)
        .delivery(component -> component.executor(threads))
        .delivery(
            component ->
                component.settings(
                    DeliverySettings.builder()
                        .deliveryTimeout(Duration.ofMillis(2))
                        .lease(Duration.ofMinutes(1))
                        .build()));
  }

  @Test
  @DisplayName("A notifier that hangs holds up nobody else's mail; perhaps it sent its own")
  void holdsUpNobodyElse() {
    conferencing = impatient().build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(mailOf(0).problem()).contains("no answer within PT0.002S");
    assertThat(mailStates()).containsExactly(DeliveryState.PENDING, DeliveryState.SENT);

    clock.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(deliver().total()).as("not within an hour").isZero();
  }

  @Test
  @DisplayName("A directory that hangs holds up nobody else's mail; its own is merely retried")
  void mayBeTheDirectory() {
    conferencing =
        impatient()
            .notifier(notifier)
            .directory(
                user -> {
                  if (hanging.remove(user)) {
                    threads.hang();
                  }
                  return directory.find(user);
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(mailOf(0).problem()).contains("not prepared within PT0.001S");
    clock.advance(Duration.ofSeconds(30));
    assertThat(deliver().sent()).isEqualTo(1);

    threads.release();
    assertThat(notifier.notifications()).as("one that comes back late sends nothing").hasSize(2);
  }

  @Test
  @DisplayName("What was delivered before one that hangs is not delivered again")
  void repeatsNothing() {
    conferencing = impatient().build();
    enable(BRUNO);
    enable(AMELIE);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(mailStates()).containsExactly(DeliveryState.SENT, DeliveryState.PENDING);
  }

  @Test
  @DisplayName("What was delivered before one that hangs is written down while it hangs")
  void isWrittenDownBefore() {
    List<List<DeliveryState>> seen = new ArrayList<>();
    conferencing =
        impatient()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    List<Lease> lost = super.settle(settlements);
                    seen.add(mailStates());
                    return lost;
                  }
                })
            .build();
    enable(BRUNO);
    enable(AMELIE);
    deliver();
    assertThat(seen.get(0)).containsExactly(DeliveryState.SENT, DeliveryState.LEASED);
  }

  @Test
  @DisplayName("What waits behind a delivery that hangs is put back for other workers meanwhile")
  void holdsNothingBack() {
    List<DeliveryState> behind = new ArrayList<>();
    conferencing =
        impatient()
            .store(
                new ForwardingStore(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    List<Lease> lost = super.settle(settlements);
                    behind.add(mailStates().get(1));
                    return lost;
                  }
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(behind.get(0)).isEqualTo(DeliveryState.PENDING);
    assertThat(mailOf(1).attempts()).isEqualTo(1);
  }

  @Test
  @DisplayName("S6: a delivery that hangs is seen by the metrics when it is given up, once")
  void isMeasured() {
    List<Metrics.MailOutcome> seen = new ArrayList<>();
    conferencing =
        impatient()
            .metrics(
                new Metrics() {
                  @Override
                  public void change(EventKind kind, ChangeOutcome outcome, Duration took) {}

                  @Override
                  public void mail(EventKind kind, MailOutcome outcome, Duration took) {
                    seen.add(outcome);
                  }

                  @Override
                  public void call(CallOutcome outcome, Duration took) {}
                })
            .build();
    enable(AMELIE);
    deliver();
    threads.release();
    await(() -> status().hangingDeliveries() == 0);
    assertThat(seen).containsExactly(Metrics.MailOutcome.RETRIED);
  }

  @Test
  @DisplayName("B1: a dispatcher that is interrupted leaves what the notifier has, and only that")
  void isInterrupted() {
    Thread dispatcher = Thread.currentThread();
    conferencing =
        builder()
            .notifier(
                message -> {
                  dispatcher.interrupt();
                  threads.hang();
                  return new Delivery.Accepted();
                })
            .delivery(component -> component.executor(threads))
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver().total()).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(mailOf(0)).isEqualTo(new DeliveryStatus(DeliveryState.LEASED, 1, Optional.empty()));
    assertThat(mailOf(1)).isEqualTo(new DeliveryStatus(DeliveryState.PENDING, 0, Optional.empty()));
  }

  @Test
  @DisplayName("B1: a dispatcher that is interrupted before the hand-over puts the message back")
  void isInterruptedBefore() {
    Thread dispatcher = Thread.currentThread();
    conferencing =
        builder()
            .directory(
                user -> {
                  dispatcher.interrupt();
                  threads.hang();
                  return directory.find(user);
                })
            .delivery(component -> component.executor(threads))
            .build();
    enable(AMELIE);
    assertThat(deliver().total()).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(mailOf(0)).isEqualTo(new DeliveryStatus(DeliveryState.PENDING, 0, Optional.empty()));
  }

  @Test
  @DisplayName(
      "B23: when 16 deliveries hang nothing more is sent until one ends; the status says so")
  void isBounded() {
    conferencing = impatient().build();
    List<UserId> users = users(20);
    hanging.addAll(users);
    users.forEach(this::enableKnown);
    enable(BRUNO);
    try (KeptLog log = new KeptLog("org.conferenceid.delivery")) {
      assertThat(deliver().retried()).isEqualTo(16);
      assertThat(deliver().total()).isZero();
      assertThat(mailStates()).doesNotContain(DeliveryState.LEASED, DeliveryState.SENT);
      assertThat(status().hangingDeliveries()).isEqualTo(16);
      assertThat(status().isPaused()).isTrue();
      assertThat(status().isHealthy()).isFalse();
      assertThat(log.at(Level.SEVERE)).hasSize(1);
    }
  }

  @Test
  @DisplayName("B23: messages are sent again when deliveries that hung have ended")
  void endsAtLast() {
    conferencing = impatient().build();
    enable(AMELIE);
    for (int i = 0; i < 16; i++) {
      store.outbox().resend(List.of(audit().get(0).number()));
      assertThat(deliver().total()).isEqualTo(1);
      clock.advance(Duration.ofDays(1));
      conferencing.administration().resets().reset(ResetRequest.of(AMELIE));
    }
    enable(BRUNO);
    assertThat(deliver().total()).isZero();

    threads.release();
    await(() -> status().hangingDeliveries() == 0);
    hanging.clear();
    assertThat(deliver().sent()).isEqualTo(2);
    assertThat(status().hangingDeliveries()).isZero();
    assertThat(status().isHealthy()).isTrue();
  }
}
