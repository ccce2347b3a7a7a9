package org.conferenceid.calendar.follower;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

/** The rounds of a started follower: when they run, and how they are stopped. */
final class Background {
  private static final Logger log = LoggerFactory.getLogger(MeetingFollower.class);
  private static final int MAX_ROUNDS = 1_000;

  private final Rounds rounds;
  private final Threads threads;
  private final int workers;
  private final Duration interval;

  /** Rounds hold a permit each, so that {@link #stop} can wait for them. */
  private final Semaphore permits = new Semaphore(MAX_ROUNDS);

  private final AtomicBoolean nudged = new AtomicBoolean();
  private final List<Future<?>> polls = new ArrayList<>();
  private volatile @Nullable ScheduledExecutorService scheduler;

  Background(Rounds rounds, Threads threads, int workers, Duration interval) {
    this.rounds = rounds;
    this.threads = threads;
    this.workers = workers;
    this.interval = interval;
  }

  synchronized void start() {
    if (scheduler != null) {
      return;
    }
    ScheduledExecutorService started = threads.scheduler(workers);
    scheduler = started;
    nudged.set(false);
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
        stop(Duration.ZERO);
      }
    }
  }

  void nudge() {
    ScheduledExecutorService started = scheduler;
    if (started == null || !nudged.compareAndSet(false, true)) {
      return;
    }
    try {
      started.execute(() -> run(started));
    } catch (Throwable thrown) { // the next poll finds what is due
      nudged.set(false);
      log.debug("the scheduler took no task", thrown);
    }
  }

  /** Lets nothing out: a scheduled task that throws is never run again. */
  private void run(ScheduledExecutorService started) {
    nudged.set(false);
    permits.acquireUninterruptibly();
    try {
      FollowerReport unused = rounds.run(() -> scheduler == started);
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "a round of the follower", thrown);
    } finally {
      permits.release();
    }
  }

  synchronized void stop(Duration wait) {
    ScheduledExecutorService started = scheduler;
    if (started == null) {
      return;
    }
    scheduler = null;
    polls.forEach(poll -> poll.cancel(false));
    polls.clear();
    rounds.release();
    try {
      if (permits.tryAcquire(MAX_ROUNDS, wait.toNanos(), TimeUnit.NANOSECONDS)) {
        permits.release(MAX_ROUNDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.stopped(started);
  }
}
