package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a started dispatcher asks of a scheduler, which the test does or leaves undone. */
class BackgroundTest extends StartedWorld {
  @Test
  @DisplayName("Each worker polls")
  void polls() {
    startInstead(
        builder()
            .delivery(
                component -> component.settings(DeliverySettings.builder().workers(3).build())));
    assertThat(scheduler.polls).hasSize(3);
    enable(AMELIE);
    scheduler.polls.get(2).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
    assertThat(scheduler.later).as("without a limit nothing has to wait").isEmpty();
  }

  @Test
  @DisplayName("B1: what a change queues is delivered at once, by one round however many they are")
  void isNudged() {
    enable(AMELIE);
    enable(BRUNO);
    assertThat(scheduler.soon).hasSize(1);
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsOnly(DeliveryState.SENT);
    reset(AMELIE);
    assertThat(scheduler.soon).hasSize(2);
    scheduler.soon.get(1).run();
    assertThat(mailStates()).containsOnly(DeliveryState.SENT);
  }

  @Test
  @DisplayName("B1: what a bulk reset queues is delivered at once")
  void isNudgedByBulkResets() {
    enable(AMELIE);
    scheduler.soon.remove(0).run();
    conferencing
        .administration()
        .bulkResets()
        .reset(BulkReset.of("run", List.of(AMELIE)), result -> {});
    assertThat(scheduler.soon).isNotEmpty();
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT, DeliveryState.SENT);
  }

  @Test
  @DisplayName("B10: what is sent again is sent at once")
  void isNudgedByResending() {
    AtomicReference<Delivery> answer =
        new AtomicReference<>(new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO"));
    startInstead(builder().notifier(message -> answer.get()));
    enable(AMELIE);
    scheduler.soon.remove(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.FAILED);

    answer.set(new Delivery.Accepted());
    conferencing.dispatcher().resend(withMail(DeliveryState.FAILED).get(0).number());
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
  }

  @Test
  @DisplayName("B1: messages can be delivered on the calling thread")
  void usesTheCallingThread() {
    conferencing = builder().delivery(component -> component.executor(Runnable::run)).build();
    enable(AMELIE);
    for (int i = 0; i < 40; i++) {
      reset(AMELIE);
      assertThat(deliver().sent()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("The status tells whether it runs, and how long ago its last round ended")
  void tellsItsStatus() {
    startInstead(timed());
    assertThat(status().isRunning()).isTrue();
    assertThat(status().sinceLastRound()).isEmpty();
    scheduler.polls.get(0).run();
    nanos.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(status().sinceLastRound()).contains(Duration.ofMinutes(3));
    conferencing.dispatcher().stop();
    assertThat(status().isRunning()).isFalse();
  }

  @Test
  @DisplayName("B1: several workers and dispatchers on one store share the work: each message once")
  void sharesTheWork() throws InterruptedException {
    int users = 200;
    CountDownLatch delivered = new CountDownLatch(users);
    Notifier counting =
        message -> {
          Delivery accepted = notifier.deliver(message);
          delivered.countDown();
          return accepted;
        };
    DeliverySettings settings =
        DeliverySettings.builder().workers(3).batch(7).pollInterval(Duration.ofMillis(1)).build();
    var generator = ConferenceIdGenerator.secure();
    var one =
        builder()
            .notifier(counting)
            .delivery(component -> component.settings(settings))
            .administration(component -> component.generator(generator))
            .build();
    var other =
        builder()
            .notifier(counting)
            .delivery(component -> component.settings(settings))
            .administration(component -> component.generator(generator))
            .build();
    conferencing = one;
    enableMany(users);
    one.dispatcher().start();
    other.dispatcher().start();
    delivered.await();
    one.dispatcher().stop(Duration.ofDays(1));
    other.dispatcher().stop(Duration.ofDays(1));
    assertThat(notifier.notifications())
        .hasSize(users)
        .extracting(Notification::user)
        .doesNotHaveDuplicates();
    assertThat(withMail(DeliveryState.SENT)).hasSize(users);
  }
}
