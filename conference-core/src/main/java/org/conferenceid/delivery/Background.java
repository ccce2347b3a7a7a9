package org.conferenceid.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.internal.Threads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds of a started dispatcher: when they run, and how they are stopped. */
final class Background {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.delivery");
  private static final int MAX_ROUNDS = 1_000;

  private final Round.Parts parts;
  private final Threads threads;

  /** Rounds hold a permit each, so that {@link #stop} can wait for them. */
  private final Semaphore permits = new Semaphore(MAX_ROUNDS);

  /** The rounds that are under way. */
  private final Set<Round> rounds = ConcurrentHashMap.newKeySet();

  /** Whether a round has been asked for that has not begun yet. */
  private final AtomicBoolean nudged = new AtomicBoolean();

  /** Whether a round waits until messages may be sent again. */
  private final AtomicBoolean paced = new AtomicBoolean();

  private final List<@Nullable Future<?>> polls = new ArrayList<>();

  /** Where rounds run; {@code null} while it is stopped. */
  private volatile @Nullable ScheduledExecutorService scheduler;

  Background(Round.Parts parts, Threads threads) {
    this.parts = parts;
    this.threads = threads;
  }

  boolean isRunning() {
    return scheduler != null;
  }

  /** Starts, if it is not running. */
  synchronized void start() {
    if (scheduler != null) {
      return;
    }
    ScheduledExecutorService started = threads.scheduler(parts.settings.workers());
    scheduler = started;
    nudged.set(false); // what a stopped one had been told may never have come to be done
    paced.set(false);
    boolean polling = false;
    try {
      long interval = parts.settings.pollInterval().toNanos();
      for (int i = 0; i < parts.settings.workers(); i++) {
        polls.add(
            started.scheduleWithFixedDelay(() -> run(started), 0, interval, TimeUnit.NANOSECONDS));
      }
      polling = true;
    } finally {
      if (!polling) {
        stop(Duration.ZERO);
      }
    }
  }

  /** Asks for a round at once, if it is running. */
  void nudge() {
    ScheduledExecutorService started = scheduler;
    if (started == null || !nudged.compareAndSet(false, true)) {
      return;
    }
    try {
      started.execute(() -> run(started));
    } catch (Throwable thrown) { // the next poll finds what is due
      nudged.set(false);
      ApplicationCode.run(
          log, () -> "the log", () -> log.debug("the scheduler took no task", thrown));
    }
  }

  /** Lets nothing out: a scheduled task that throws is never run again. */
  private void run(ScheduledExecutorService started) {
    nudged.set(false);
    Thread thread = Thread.currentThread();
    Round round = new Round(parts, () -> scheduler == started && !thread.isInterrupted());
    permits.acquireUninterruptibly();
    rounds.add(round);
    boolean failedBefore = parts.failed();
    try {
      if (!round.run()) {
        goOnAtPace(started);
      }
      if (failedBefore) {
        ApplicationCode.run(log, () -> "the log", () -> log.info("the store can be used again"));
      }
    } catch (Throwable thrown) {
      ApplicationCode.run(log, () -> "the log", () -> tell(thrown, failedBefore));
    } finally {
      rounds.remove(round);
      permits.release();
    }
  }

  private static void tell(Throwable thrown, boolean again) {
    if (again) {
      log.error("the store still fails: {}", thrown.toString());
    } else {
      log.error("the store fails, messages are delivered when it can be used again", thrown);
    }
  }

  /** One waits for all workers: each round takes as much as may be sent, and polls do the rest. */
  private void goOnAtPace(ScheduledExecutorService started) {
    if (!paced.compareAndSet(false, true)) {
      return;
    }
    try {
      Future<?> unused = // a round lets no exception out
          started.schedule(
              () -> {
                paced.set(false);
                run(started);
              },
              parts.rateLimiter.untilFull().toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (Throwable thrown) {
      paced.set(false);
      ApplicationCode.run(
          log, () -> "the log", () -> log.debug("the scheduler took no task", thrown));
    }
  }

  /** Stops, if it is running, and waits for what the notifier has in hand. */
  synchronized void stop(Duration wait) {
    ScheduledExecutorService started = scheduler;
    if (started == null) {
      return;
    }
    scheduler = null;
    try {
      polls.forEach(Background::cancel);
      polls.clear();
      rounds.forEach(this::putBack);
      if (permits.tryAcquire(MAX_ROUNDS, wait.toNanos(), TimeUnit.NANOSECONDS)) {
        permits.release(MAX_ROUNDS);
      } else {
        log.warn("a delivery has not ended in {}: its message is perhaps sent twice", wait);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.stopped(started);
    }
  }

  private static void cancel(@Nullable Future<?> poll) {
    try {
      if (poll != null) {
        poll.cancel(false);
      }
    } catch (Throwable thrown) { // it does nothing any more
      ApplicationCode.run(
          log, () -> "the log", () -> log.debug("a poll was not cancelled", thrown));
    }
  }

  private void putBack(Round round) {
    try {
      parts.settlements.write(round.release());
    } catch (Throwable thrown) {
      ApplicationCode.run(
          log,
          () -> "the log",
          () -> log.warn("messages are put back when their leases end", thrown));
    }
  }
}
