package org.conferenceid.tck;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lets threads loose at the same moment, and waits for them, but not for ever. */
final class Race {
  private static final int LIMIT_SECONDS = 120;

  private Race() {}

  /** Runs what is made for racer 0, 1 and so on, and gives their results in this order. */
  static <T> List<T> of(int racers, IntFunction<Callable<T>> racer) {
    ExecutorService threads = Executors.newFixedThreadPool(racers);
    try {
      CountDownLatch atTheLine = new CountDownLatch(racers);
      List<Future<T>> running =
          IntStream.range(0, racers)
              .mapToObj(racer)
              .map(
                  run ->
                      threads.submit(
                          () -> {
                            atTheLine.countDown();
                            if (!atTheLine.await(LIMIT_SECONDS, SECONDS)) {
                              throw new TimeoutException("a racer did not get to the line");
                            }
                            return run.call();
                          }))
              .toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get(LIMIT_SECONDS, SECONDS));
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a racer failed", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("a racer did not end in " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the race was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
