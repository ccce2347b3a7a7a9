package org.conferenceid.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The library's threads: the application's where it gives executors, else daemons of its own. */
public final class Threads {
  private static final int IDLE_SECONDS = 10;
  private static final int MOST_CALL_EVENTS = 1_000;

  private final String name;
  private final @Nullable ScheduledExecutorService givenScheduler;
  private final @Nullable Executor givenCalls;

  /**
   * Takes what the application gives.
   *
   * @param name what the threads are for, which is in their names
   * @param scheduler where polling is done; {@code null} for threads of its own
   * @param calls where the application is called; {@code null} for threads of its own
   */
  public Threads(
      String name, @Nullable ScheduledExecutorService scheduler, @Nullable Executor calls) {
    this.name = name;
    this.givenScheduler = scheduler;
    this.givenCalls = calls;
  }

  /**
   * Returns where polling is done.
   *
   * @param workers how many threads it has, if it is not the application's
   * @return the application's, otherwise a new one
   */
  public ScheduledExecutorService scheduler(int workers) {
    return givenScheduler != null
        ? givenScheduler
        : Executors.newScheduledThreadPool(workers, daemons("conference-" + name + "-"));
  }

  /**
   * Lets go of what {@link #scheduler} gave.
   *
   * @param scheduler what it gave
   */
  public void stopped(ScheduledExecutorService scheduler) {
    if (scheduler != givenScheduler) {
      scheduler.shutdownNow();
    }
  }

  /**
   * Returns where the application is called. Threads come when needed and go when idle.
   *
   * @return the application's, otherwise a new one
   */
  public Executor calls() {
    return givenCalls != null ? givenCalls : asNeeded("conference-calls-of-" + name + "-");
  }

  /**
   * Returns where a limiter that is plugged in is called.
   *
   * @return a new executor
   */
  public static Executor guessLimiter() {
    return asNeeded("conference-limiter-");
  }

  /**
   * Returns where call listeners are called.
   *
   * @return a new executor
   */
  public static Executor callListeners() {
    return asNeeded("conference-call-listener-");
  }

  /** Threads come when needed and go when idle; whoever uses them bounds how many. */
  private static Executor asNeeded(String prefix) {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        daemons(prefix));
  }

  /**
   * Returns where call events wait and are handed to the listeners, one after the other.
   *
   * @return a new executor
   */
  public static Executor callEvents() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_CALL_EVENTS),
            daemons("conference-calls-"));
    one.allowCoreThreadTimeOut(true);
    return one;
  }

  private static ThreadFactory daemons(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
