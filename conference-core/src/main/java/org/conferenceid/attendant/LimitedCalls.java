package org.conferenceid.attendant;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the application's code on other threads, with a limit of time for each call and a bound on
 * the calls under way. A call that ignores its interruption keeps its thread (B23).
 */
final class LimitedCalls {
  private final Executor executor;
  private final Duration limit;
  private final Semaphore free;
  private final Consumer<TimeoutException> onTimeout;

  /**
   * Takes the threads, and the limits.
   *
   * @param onTimeout is told that a call takes too long, before another call can get its place
   */
  LimitedCalls(
      Executor executor, int maxAtOnce, Duration limit, Consumer<TimeoutException> onTimeout) {
    this.executor = executor;
    this.limit = limit;
    this.onTimeout = onTimeout;
    this.free = new Semaphore(maxAtOnce);
  }

  /**
   * Waits for an answer.
   *
   * @param ifLate gets an answer that comes when nobody waits for it any more
   * @throws TimeoutException if there is none in time, or no thread gets free in time
   * @throws ExecutionException with whatever the code throws, or the executor
   */
  <T> T call(Callable<T> code, Consumer<? super T> ifLate)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (!free.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw noticed(new TimeoutException("no thread got free within " + limit));
    }
    Task<T> task = new Task<>(code, ifLate);
    try {
      start(task);
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS).get();
    } catch (TimeoutException e) {
      TimeoutException late = noticed(new TimeoutException("no answer within " + limit));
      task.giveUp();
      throw late;
    } catch (InterruptedException e) {
      task.giveUp();
      throw e;
    }
  }

  private TimeoutException noticed(TimeoutException late) {
    onTimeout.accept(late);
    return late;
  }

  private void start(Task<?> task) throws ExecutionException {
    try {
      executor.execute(task::runAndFree);
    } catch (Throwable e) {
      task.giveUp();
      throw new ExecutionException(null, e);
    }
  }

  /** What came of a call. */
  private record Outcome<T>(@Nullable T answer, @Nullable Throwable thrown) {

    static <T> Outcome<T> of(Callable<T> code) {
      try {
        return new Outcome<>(code.call(), null);
      } catch (Throwable thrown) {
        return new Outcome<>(null, thrown);
      }
    }

    /** Without a message, because what was thrown may fail to make one. */
    T get() throws ExecutionException {
      if (answer == null) {
        throw new ExecutionException(null, thrown);
      }
      return answer;
    }
  }

  private final class Task<T> extends FutureTask<Outcome<T>> {
    private final Consumer<? super T> ifLate;
    private final AtomicBoolean begun = new AtomicBoolean();

    Task(Callable<T> code, Consumer<? super T> ifLate) {
      super(() -> Outcome.of(code));
      this.ifLate = ifLate;
    }

    void runAndFree() {
      if (begun.compareAndSet(false, true)) {
        try {
          run();
        } finally {
          free.release();
        }
      }
    }

    void giveUp() {
      cancel(true);
      if (begun.compareAndSet(false, true)) { // it will never run
        free.release();
      }
    }

    @Override
    protected void set(Outcome<T> outcome) {
      super.set(outcome);
      T answer = outcome.answer;
      if (isCancelled() && answer != null) {
        ifLate.accept(answer);
      }
    }
  }
}
