package org.conferenceid.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A scheduler that keeps what is to be done, for the test to do. */
class KeepingScheduler extends ScheduledThreadPoolExecutor {
  /** What is to be done again and again, and how that is ended. */
  final List<Runnable> polls = new ArrayList<>();

  final List<ScheduledFuture<?>> endings = new ArrayList<>();

  /** What is to be done at once. */
  final List<Runnable> soon = new ArrayList<>();

  /** What is to be done after a delay. */
  final List<Runnable> later = new ArrayList<>();

  final List<Duration> delays = new ArrayList<>();

  KeepingScheduler() {
    super(1);
  }

  @Override
  public void execute(Runnable task) {
    if (isShutdown()) {
      throw new RejectedExecutionException();
    }
    soon.add(task);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    ScheduledFuture<?> never = never();
    later.add(task);
    delays.add(Duration.of(delay, unit.toChronoUnit()));
    return never;
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long initialDelay, long delay, TimeUnit unit) {
    endings.add(never());
    polls.add(task);
    return endings.get(endings.size() - 1);
  }

  private ScheduledFuture<?> never() {
    return super.schedule(() -> {}, 1, TimeUnit.DAYS);
  }
}
