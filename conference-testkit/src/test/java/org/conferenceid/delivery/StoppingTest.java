package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.conferenceid.InvalidValueException;
import org.conferenceid.audit.DeliveryState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a dispatcher does when it is stopped, and after that. */
class StoppingTest extends StartedWorld {
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
    assertThat(mailStates()).containsOnly(DeliveryState.SENT);
  }

  @Test
  @DisplayName("B6: nor does what waited for its pace")
  void startsAgainAtItsPace() {
    startInstead(
        builder()
            .timeSource(time(() -> 0))
            .delivery(
                component ->
                    component.settings(DeliverySettings.builder().messagesPerSecond(1).build())));
    enable(AMELIE);
    enable(BRUNO);
    scheduler.polls.get(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT, DeliveryState.PENDING);
    assertThat(scheduler.later).hasSize(1);
    conferencing.dispatcher().stop();
    conferencing.dispatcher().start();
    scheduler.polls.get(1).run();
    assertThat(scheduler.later).hasSize(2);
    assertThat(scheduler.delays).containsOnly(Duration.ofSeconds(1));
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
      thread.join();
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
      "What the notifier has at a stop stays leased; what was behind it is put back at once")
  void stopsWhileADeliveryHangs() throws InterruptedException {
    PatientThreads threads = new PatientThreads();
    CountDownLatch begun = new CountDownLatch(1);
    startInstead(
        builder()
            .delivery(component -> component.executor(threads))
            .notifier(
                message -> {
                  begun.countDown();
                  threads.hang();
                  return notifier.deliver(message);
                }));
    enable(AMELIE);
    enable(BRUNO);
    Thread worker = new Thread(scheduler.polls.get(0));
    worker.start();
    begun.await();
    conferencing.dispatcher().stop(Duration.ZERO);
    assertThat(mailStates()).containsExactly(DeliveryState.LEASED, DeliveryState.PENDING);
    assertThat(mailOf(1).attempts()).isZero();

    threads.release();
    worker.join();
    assertThat(mailStates())
        .as("it ended after all")
        .contains(DeliveryState.SENT, DeliveryState.PENDING);
  }

  @Test
  @DisplayName("A stop waits for what the notifier has")
  void waitsForADelivery() throws InterruptedException {
    PatientThreads threads = new PatientThreads();
    CountDownLatch begun = new CountDownLatch(1);
    startInstead(
        builder()
            .delivery(component -> component.executor(threads))
            .notifier(
                message -> {
                  begun.countDown();
                  threads.hang();
                  return notifier.deliver(message);
                }));
    enable(AMELIE);
    Thread worker = new Thread(scheduler.polls.get(0));
    worker.start();
    begun.await();
    Thread stopper = new Thread(() -> conferencing.dispatcher().stop(Duration.ofDays(1)));
    stopper.start();
    await(() -> stopper.getState() == Thread.State.TIMED_WAITING);
    threads.release();
    stopper.join();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
    worker.join();
  }

  @Test
  @DisplayName("How long a stop waits is bounded")
  void refusesToWaitForEver() {
    for (Duration refused : List.of(Duration.ofMillis(-1), ChronoUnit.FOREVER.getDuration())) {
      assertThatThrownBy(() -> conferencing.dispatcher().stop(refused))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("time to wait must be from zero to 36500 days");
    }
  }
}
