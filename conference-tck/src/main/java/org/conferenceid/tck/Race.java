package org.conferenceid.tck;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads loose at the same moment, and waits for all of them, also when one fails: a store
 * that is closed while a racer still works in it can take the whole process down. It does not wait
 * for ever.
 */
final class Race {
  private static final int LIMIT_SECONDS = 120;
  private static final int AFTERWARDS_SECONDS = 30;

  private Race() {}

  /** Runs what is made for racer 0, 1 and so on, and gives their results in this order. */
  static <T> List<T> of(int racers, IntFunction<Callable<T>> racer) {
    CountDownLatch atTheLine = new CountDownLatch(racers);
    List<Callable<T>> line =
        IntStream.range(0, racers).mapToObj(racer).map(run -> fromTheLine(atTheLine, run)).toList();
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      return results(threads.invokeAll(line, LIMIT_SECONDS, SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the race was interrupted", e);
    } finally {
      end(threads);
    }
  }

  private static <T> Callable<T> fromTheLine(CountDownLatch atTheLine, Callable<T> run) {
    return () -> {
      atTheLine.countDown();
      if (!atTheLine.await(LIMIT_SECONDS, SECONDS)) {
        throw new TimeoutException("a racer did not get to the line");
      }
      return run.call();
    };
  }

  /** Tells of the first racer that failed, and adds the others. */
  private static <T> List<T> results(List<Future<T>> ended) throws InterruptedException {
    List<T> results = new ArrayList<>();
    @Nullable AssertionError failure = null;
    for (int racer = 0; racer < ended.size(); racer++) {
      String name = "racer " + (racer + 1) + " of " + ended.size();
      try {
        results.add(ended.get(racer).get());
      } catch (ExecutionException e) {
        failure = with(failure, new AssertionError(failed(name, e.getCause()), e.getCause()));
      } catch (CancellationException e) {
        String late = name + " did not end in " + LIMIT_SECONDS + " s: a deadlock?";
        failure = with(failure, new AssertionError(late, e));
      }
    }
    if (failure != null) {
      throw failure;
    }
    return results;
  }

  private static String failed(String racer, @Nullable Throwable why) {
    return why instanceof AssertionError ? racer + ": " + why.getMessage() : racer + " met " + why;
  }

  private static AssertionError with(@Nullable AssertionError first, AssertionError next) {
    if (first == null) {
      return next;
    }
    first.addSuppressed(next);
    return first;
  }

  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(AFTERWARDS_SECONDS, SECONDS)) {
        throw new AssertionError("a racer goes on though it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
