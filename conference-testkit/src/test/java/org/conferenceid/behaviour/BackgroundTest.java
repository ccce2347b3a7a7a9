package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.AuditQuery;
import org.conferenceid.BulkReset;
import org.conferenceid.DeliverySettings;
import org.conferenceid.MailState;
import org.conferenceid.spi.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a started dispatcher asks of a scheduler, which the test does or leaves undone. */
class BackgroundTest extends World {
  private final KeepingScheduler scheduler = new KeepingScheduler();

  @BeforeEach
  void start() {
    conferencing = builder().scheduler(scheduler).build();
    conferencing.dispatcher().start();
  }

  /** Another one on the same scheduler, which has forgotten the polls of the first. */
  private void startInstead(AudioConferencingBuilder other) {
    conferencing.close();
    scheduler.polls.clear();
    conferencing = other.scheduler(scheduler).build();
    conferencing.dispatcher().start();
  }

  @AfterEach
  void stop() {
    conferencing.close();
    scheduler.shutdownNow();
  }

  @Test
  @DisplayName("Each worker polls")
  void polls() {
    startInstead(builder().delivery(DeliverySettings.builder().workers(3).build()));
    assertThat(scheduler.polls).hasSize(3);
    enable(AMELIE);
    scheduler.polls.get(2).run();
    assertThat(mailStates()).containsExactly(MailState.SENT);
    assertThat(scheduler.later).as("without a limit nothing has to wait").isEmpty();
  }

  @Test
  @DisplayName("B1: what a change queues is delivered at once, by one round however many they are")
  void isNudged() {
    enable(AMELIE);
    enable(BRUNO);
    assertThat(scheduler.soon).hasSize(1);
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsOnly(MailState.SENT);
    reset(AMELIE);
    assertThat(scheduler.soon).hasSize(2);
    scheduler.soon.get(1).run();
    assertThat(mailStates()).containsOnly(MailState.SENT);
  }

  @Test
  @DisplayName("B1: what a bulk reset queues is delivered at once")
  void isNudgedByBulkResets() {
    enable(AMELIE);
    scheduler.soon.remove(0).run();
    conferencing.bulkResets().reset(BulkReset.of("run", List.of(AMELIE)), result -> {});
    assertThat(scheduler.soon).isNotEmpty();
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsExactly(MailState.SENT, MailState.SENT);
  }

  @Test
  @DisplayName("B10: what is sent again is sent at once")
  void isNudgedByResending() {
    AtomicReference<Delivery> answer =
        new AtomicReference<>(new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO"));
    startInstead(builder().notifier(message -> answer.get()));
    enable(AMELIE);
    scheduler.soon.remove(0).run();
    assertThat(mailStates()).containsExactly(MailState.FAILED);

    answer.set(new Delivery.Accepted());
    conferencing
        .dispatcher()
        .resend(
            conferencing
                .audit(AuditQuery.all().withMail(MailState.FAILED))
                .items()
                .get(0)
                .number());
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsExactly(MailState.SENT);
  }

  @Test
  @DisplayName("Closing ends the polls, and leaves the application its scheduler")
  void isClosed() {
    conferencing.close();
    assertThat(scheduler.endings).hasSize(1).allMatch(Future::isCancelled);
    assertThat(scheduler.isShutdown()).isFalse();
    enable(AMELIE);
    assertThat(scheduler.soon).isEmpty();
  }

  @Test
  @DisplayName("What was asked of a stopped dispatcher does not keep a new start from its work")
  void startsAgain() {
    enable(AMELIE);
    scheduler.soon.clear(); // lost with the scheduler's threads, say
    conferencing.dispatcher().stop();
    conferencing.dispatcher().start();
    assertThat(scheduler.polls).hasSize(2);
    enable(BRUNO);
    assertThat(scheduler.soon).hasSize(1);
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsOnly(MailState.SENT);
  }

  @Test
  @DisplayName("B6: nor does what waited for its pace")
  void startsAgainAtItsPace() {
    startInstead(
        builder()
            .nanoTime(() -> 0)
            .delivery(DeliverySettings.builder().messagesPerSecond(1).build()));
    enable(AMELIE);
    enable(BRUNO);
    scheduler.polls.get(0).run();
    assertThat(mailStates()).containsExactly(MailState.SENT, MailState.PENDING);
    assertThat(scheduler.later).hasSize(1);
    conferencing.dispatcher().stop();
    conferencing.dispatcher().start();
    scheduler.polls.get(1).run();
    assertThat(scheduler.later).hasSize(2);
    assertThat(scheduler.delays).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("A change is made though the application has shut its scheduler down")
  void outlivesItsScheduler() {
    scheduler.shutdownNow();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(mailStates()).containsOnly(MailState.PENDING);
  }

  @Test
  @DisplayName("Who stops it keeps being interrupted")
  void keepsTheInterruption() {
    Thread.currentThread().interrupt();
    conferencing.dispatcher().stop();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  @DisplayName("Threads of its own end with it")
  void endsItsThreads() throws InterruptedException {
    conferencing.close();
    List<Thread> before = dispatchers();
    conferencing = builder().build();
    conferencing.dispatcher().start();
    List<Thread> started = dispatchers();
    started.removeAll(before);
    assertThat(started).isNotEmpty();
    conferencing.close();
    for (Thread thread : started) {
      thread.join(30_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  private static List<Thread> dispatchers() {
    return new ArrayList<>(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("conference-dispatcher-"))
            .toList());
  }

  @Test
  @DisplayName(
      "B1: without a thread to deliver with, messages wait; and no such attempt uses one up")
  void waitsForThreads() {
    conferencing =
        builder()
            .deliveryExecutor(
                task -> {
                  throw new RejectedExecutionException();
                })
            .build();
    enable(AMELIE);
    for (int i = 0; i < 40; i++) {
      assertThat(conferencing.dispatcher().deliverDue().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(2));
    }
    assertThat(mailOf(0).problem()).contains("no thread to deliver with");
  }

  @Test
  @DisplayName("B1: however often messages are sent, no thread is used up")
  void usesNoThreadUp() {
    conferencing = builder().deliveryExecutor(Runnable::run).build();
    enable(AMELIE);
    for (int i = 0; i < 40; i++) {
      reset(AMELIE);
      assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    }
  }
}
