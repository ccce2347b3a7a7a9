package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.conferenceid.StoreException;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A started dispatcher whose store, scheduler or threads fail (B23). */
class BackgroundFaultsTest extends StartedWorld {
  /** What the store or the notifier may throw in a round. */
  static Stream<Throwable> throwables() {
    return Stream.of(
        new StoreException("the database is away", null),
        new OutOfMemoryError("made up"),
        new StackOverflowError("made up"),
        new NoClassDefFoundError("made up"),
        new IOException("not declared"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  @DisplayName("B23: whatever the store throws, polling goes on, and the status shows it meanwhile")
  void outlivesItsStore(Throwable problem) {
    Queue<String> failing = new ArrayDeque<>(List.of("claim", "settle"));
    startInstead(
        builder()
            .store(
                new ForwardingStore(store) {
                  private void failAt(String method) {
                    if (failing.remove(method)) {
                      BackgroundFaultsTest.<RuntimeException>sneak(problem);
                    }
                  }

                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    failAt("claim");
                    return super.claim(worker, max, lease);
                  }

                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    failAt("settle");
                    return super.settle(settlements);
                  }
                }));
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      scheduler.polls.get(0).run();
      assertThat(status().lastFailure()).isPresent();
      assertThat(status().isHealthy()).isFalse();
    }
    scheduler.polls.get(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
    assertThat(notifier.notifications()).hasSize(1);
    assertThat(status().isHealthy()).isTrue();
  }

  @SuppressWarnings("unchecked") // the cast is to no type at all
  private static <E extends Throwable> void sneak(Throwable problem) throws E {
    throw (E) problem;
  }

  @Test
  @DisplayName("A change is made though the application has shut its scheduler down")
  void outlivesItsScheduler() {
    scheduler.shutdownNow();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(mailStates()).containsOnly(DeliveryState.PENDING);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  @DisplayName(
      "B23: whatever the scheduler throws, a change is made, and polls deliver its message")
  void outlivesAFaultyScheduler(Throwable problem) {
    KeepingScheduler faulty =
        new KeepingScheduler() {
          @Override
          public void execute(Runnable task) {
            BackgroundFaultsTest.<RuntimeException>sneak(problem);
          }
        };
    conferencing.close();
    conferencing = builder().delivery(component -> component.scheduler(faulty)).build();
    conferencing.dispatcher().start();
    enable(AMELIE);
    enable(BRUNO);
    faulty.polls.get(0).run();
    assertThat(mailStates()).containsOnly(DeliveryState.SENT);
    conferencing.close();
    faulty.shutdownNow();
  }

  @Test
  @DisplayName(
      "B23: a round that the scheduler drops does not keep later ones from being asked for")
  void outlivesADroppedNudge() {
    enable(AMELIE);
    scheduler.soon.clear();
    scheduler.polls.get(0).run();
    enable(BRUNO);
    assertThat(scheduler.soon).hasSize(1);
  }

  @Test
  @DisplayName("A dispatcher whose scheduler takes no polls has not started")
  void failsToStart() {
    conferencing.close();
    scheduler.shutdownNow();
    ScheduledExecutorService shut = Executors.newSingleThreadScheduledExecutor();
    shut.shutdownNow();
    conferencing = builder().delivery(component -> component.scheduler(shut)).build();
    assertThatThrownBy(conferencing.dispatcher()::start)
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(status().isRunning()).isFalse();
  }

  @Test
  @DisplayName("B23: without a thread to deliver with, messages wait, and none is given up")
  void waitsForThreads() {
    conferencing =
        timed()
            .delivery(
                component ->
                    component.executor(
                        task -> {
                          throw new RejectedExecutionException();
                        }))
            .build();
    enable(AMELIE);
    for (int i = 0; i < 100; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(2));
      nanos.addAndGet(Duration.ofHours(2).toNanos());
    }
    assertThat(mailOf(0).problem()).contains("no thread to deliver with");
    assertThat(status().hangingDeliveries()).isZero();
  }
}
