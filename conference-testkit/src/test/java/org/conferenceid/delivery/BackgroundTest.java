package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.InvalidValueException;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a started dispatcher asks of a scheduler, which the test does or leaves undone. */
class BackgroundTest extends World {
  private final KeepingScheduler scheduler = new KeepingScheduler();

  @BeforeEach
  void start() {
    conferencing = builder().delivery(component -> component.scheduler(scheduler)).build();
    conferencing.dispatcher().start();
  }

  /** Another one on the same scheduler, which has forgotten the polls of the first. */
  private void startInstead(AudioConferencingBuilder other) {
    conferencing.close();
    scheduler.polls.clear();
    conferencing = other.delivery(component -> component.scheduler(scheduler)).build();
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
    conferencing
        .dispatcher()
        .resend(
            conferencing
                .administration()
                .audit(AuditQuery.all().withDelivery(DeliveryState.FAILED))
                .items()
                .get(0)
                .number());
    scheduler.soon.get(0).run();
    assertThat(mailStates()).containsExactly(DeliveryState.SENT);
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
  @DisplayName("A change is made though the application has shut its scheduler down")
  void outlivesItsScheduler() {
    scheduler.shutdownNow();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(mailStates()).containsOnly(DeliveryState.PENDING);
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
      thread.join(60_000);
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
  @DisplayName("B23: without a thread to deliver with, messages wait, and none is given up")
  void waitsForThreads() {
    AtomicLong nanos = new AtomicLong();
    conferencing =
        builder()
            .timeSource(time(nanos::get))
            .delivery(
                component ->
                    component.executor(
                        task -> {
                          throw new RejectedExecutionException();
                        }))
            .build();
    enable(AMELIE);
    for (int i = 0; i < 100; i++) {
      assertThat(conferencing.dispatcher().deliverDue().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(2));
      nanos.addAndGet(Duration.ofHours(2).toNanos());
    }
    assertThat(mailOf(0).problem()).contains("no thread to deliver with");
    assertThat(conferencing.dispatcher().status().hangingDeliveries()).isZero();
  }

  @Test
  @DisplayName("B1: messages can be delivered on the calling thread")
  void usesTheCallingThread() {
    conferencing = builder().delivery(component -> component.executor(Runnable::run)).build();
    enable(AMELIE);
    for (int i = 0; i < 40; i++) {
      reset(AMELIE);
      assertThat(conferencing.dispatcher().deliverDue().sent()).isEqualTo(1);
    }
  }

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
                      BackgroundTest.<RuntimeException>sneak(problem);
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

  private DispatcherStatus status() {
    return conferencing.dispatcher().status();
  }

  @SuppressWarnings("unchecked") // the cast is to no type at all
  private static <E extends Throwable> void sneak(Throwable problem) throws E {
    throw (E) problem;
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
            BackgroundTest.<RuntimeException>sneak(problem);
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
  @DisplayName("The status tells whether it runs, and how long ago its last round ended")
  void tellsItsStatus() {
    AtomicLong nanos = new AtomicLong();
    startInstead(builder().timeSource(time(nanos::get)));
    assertThat(status().isRunning()).isTrue();
    assertThat(status().sinceLastRound()).isEmpty();
    scheduler.polls.get(0).run();
    nanos.addAndGet(Duration.ofMinutes(3).toNanos());
    assertThat(status().sinceLastRound()).contains(Duration.ofMinutes(3));
    conferencing.dispatcher().stop();
    assertThat(status().isRunning()).isFalse();
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
    while (stopper.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
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
    IntStream.range(0, users)
        .mapToObj(i -> UserId.of("user" + i))
        .forEach(
            user -> {
              directory.put(user, BRUNO_BY_MAIL);
              one.administration().enable(user);
            });
    one.dispatcher().start();
    other.dispatcher().start();
    delivered.await();
    one.dispatcher().stop(Duration.ofDays(1));
    other.dispatcher().stop(Duration.ofDays(1));
    assertThat(notifier.notifications())
        .hasSize(users)
        .extracting(Notification::user)
        .doesNotHaveDuplicates();
    assertThat(
            conferencing
                .administration()
                .audit(AuditQuery.all().withDelivery(DeliveryState.SENT).limit(1000))
                .items())
        .hasSize(users);
  }
}
