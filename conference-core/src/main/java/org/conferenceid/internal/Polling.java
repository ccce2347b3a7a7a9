package org.conferenceid.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.conferenceid.guard.ApplicationCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Rounds of work in the background: each worker's at an interval, one at once when somebody asks
 * for it, and none once it is stopped.
 */
public final class Polling {
  private static final int MAX_ROUNDS = 1_000;

  private final Threads threads;
  private final int workers;
  private final Duration interval;
  private final Logger log;
  private final Consumer<BooleanSupplier> round;

  /** Rounds hold a permit each, so that {@link #stop} can wait for them. */
  private final Semaphore permits = new Semaphore(MAX_ROUNDS);

  /** Whether a round has been asked for that has not begun yet. */
  private final AtomicBoolean nudged = new AtomicBoolean();

  /** Whether a round waits for its time. */
  private final AtomicBoolean delayed = new AtomicBoolean();

  private final List<@Nullable Future<?>> polls = new ArrayList<>();

  /** Where rounds run; {@code null} while it is stopped. */
  private volatile @Nullable ScheduledExecutorService scheduler;

  /**
   * Prepares, and starts nothing.
   *
   * @param threads where rounds run
   * @param workers how many run side by side
   * @param interval how long a worker pauses
   * @param log learns of faults
   * @param round the work, which is told whether it may go on
   */
  public Polling(
      Threads threads,
      int workers,
      Duration interval,
      Logger log,
      Consumer<BooleanSupplier> round) {
    this.threads = threads;
    this.workers = workers;
    this.interval = interval;
    this.log = log;
    this.round = round;
  }

  /**
   * Returns whether it was started, and not stopped since.
   *
   * @return whether rounds run
   */
  public boolean isRunning() {
    return scheduler != null;
  }

  /** Starts, if it is not running. */
  public synchronized void start() {
    if (scheduler != null) {
      return;
    }
    ScheduledExecutorService started = threads.scheduler(workers);
    scheduler = started;
    nudged.set(false); // what a stopped one had been told may never have come to be done
    delayed.set(false);
    boolean polling = false;
    try {
      for (int i = 0; i < workers; i++) {
        polls.add(
            started.scheduleWithFixedDelay(
                () -> run(started), 0, interval.toNanos(), TimeUnit.NANOSECONDS));
      }
      polling = true;
    } finally {
      if (!polling) {
        boolean unused = stop(Duration.ZERO, () -> {});
      }
    }
  }

  /** Asks for a round at once, if it is running. */
  public void nudge() {
    ScheduledExecutorService started = scheduler;
    if (started != null && nudged.compareAndSet(false, true)) {
      ask(nudged, () -> started.execute(() -> run(started)));
    }
  }

  /**
   * Asks for a round later, if it is running. One at most waits.
   *
   * @param delay when
   */
  public void later(Duration delay) {
    ScheduledExecutorService started = scheduler;
    if (started != null && delayed.compareAndSet(false, true)) {
      Runnable task =
          () -> {
            delayed.set(false);
            run(started);
          };
      ask(
          delayed,
          () -> {
            Future<?> unused = // a round lets no exception out
                started.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
          });
    }
  }

  private void ask(AtomicBoolean asked, Runnable asking) {
    try {
      asking.run();
    } catch (Throwable thrown) { // the next poll does what is to be done
      asked.set(false);
      ApplicationCode.run(
          log, () -> "the log", () -> log.debug("the scheduler took no task", thrown));
    }
  }

  /** Lets nothing out: a scheduled task that throws is never run again. */
  private void run(ScheduledExecutorService started) {
    nudged.set(false);
    Thread thread = Thread.currentThread();
    permits.acquireUninterruptibly();
    try {
      round.accept(() -> scheduler == started && !thread.isInterrupted());
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "a round", thrown);
    } finally {
      permits.release();
    }
  }

  /**
   * Stops, if it is running.
   *
   * @param wait how long to wait at most for the rounds that are under way
   * @param release makes these end early
   * @return whether they have ended
   */
  public synchronized boolean stop(Duration wait, Runnable release) {
    ScheduledExecutorService started = scheduler;
    if (started == null) {
      return true;
    }
    scheduler = null;
    try {
      polls.forEach(this::cancel);
      polls.clear();
      release.run();
      boolean ended = permits.tryAcquire(MAX_ROUNDS, wait.toNanos(), TimeUnit.NANOSECONDS);
      if (ended) {
        permits.release(MAX_ROUNDS);
      }
      return ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true; // of which nothing is known
    } finally {
      threads.stopped(started);
    }
  }

  private void cancel(@Nullable Future<?> poll) {
    try {
      if (poll != null) {
        poll.cancel(false);
      }
    } catch (Throwable thrown) { // it does nothing any more
      ApplicationCode.run(
          log, () -> "the log", () -> log.debug("a poll was not cancelled", thrown));
    }
  }
}
