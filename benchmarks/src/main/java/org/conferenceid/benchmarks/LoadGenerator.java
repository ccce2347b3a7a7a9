package org.conferenceid.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Repeats work on several threads, and tells how often it was done in a second. */
final class LoadGenerator {
  private LoadGenerator() {}

  /** What one thread does again and again. */
  interface Work {
    void once(SplittableRandom random) throws Exception;

    /** Gives back what the work has. */
    default void end() throws Exception {}
  }

  /** What makes the work of one thread, which may have a connection of its own. */
  interface Maker {
    Work make() throws Exception;
  }

  static double perSecond(int threads, Duration time, Maker maker) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Work> works = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        works.add(maker.make());
      }
      long start = System.nanoTime();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Work work = works.get(i);
        SplittableRandom random = new SplittableRandom(start + i);
        counts.add(pool.submit(() -> countUntil(start + time.toNanos(), work, random)));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum * 1e9 / (System.nanoTime() - start);
    } finally {
      pool.shutdownNow();
      for (Work work : works) {
        work.end();
      }
    }
  }

  private static long countUntil(long end, Work work, SplittableRandom random) throws Exception {
    long count = 0;
    do {
      work.once(random);
      count++;
    } while (System.nanoTime() < end);
    return count;
  }
}
