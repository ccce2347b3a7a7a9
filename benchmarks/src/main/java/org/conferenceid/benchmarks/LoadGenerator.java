package org.conferenceid.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Repeats work on several threads, and tells how often and how quickly it was done. */
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

  /**
   * What was seen.
   *
   * @param perSecond how often the work was done in a second, by all threads together
   * @param p50 how many milliseconds half of the works took at most
   * @param p99 how many milliseconds all but a hundredth of the works took at most
   */
  record Load(double perSecond, double p50, double p99) {}

  /** Warms up, then measures. */
  static Load load(int threads, Scale scale, Maker maker) throws Exception {
    run(threads, scale.warmUp(), maker);
    return run(threads, scale.time(), maker);
  }

  private static Load run(int threads, Duration time, Maker maker) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Work> works = new ArrayList<>();
    try {
      for (int i = 0; i < threads; i++) {
        works.add(maker.make());
      }
      long start = System.nanoTime();
      List<Future<long[]>> runs = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Work work = works.get(i);
        SplittableRandom random = new SplittableRandom(start + i);
        runs.add(pool.submit(() -> repeat(start + time.toNanos(), work, random)));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> run : runs) {
        all = LongStream.concat(all, Arrays.stream(run.get()));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      long[] sorted = all.sorted().toArray();
      return new Load(sorted.length / seconds, quantile(sorted, 0.5), quantile(sorted, 0.99));
    } finally {
      pool.shutdownNow();
      for (Work work : works) {
        work.end();
      }
    }
  }

  /** The nanoseconds that each took. */
  private static long[] repeat(long end, Work work, SplittableRandom random) throws Exception {
    long[] taken = new long[1024];
    int count = 0;
    long before = System.nanoTime();
    do {
      work.once(random);
      long now = System.nanoTime();
      if (count == taken.length) {
        taken = Arrays.copyOf(taken, 2 * count);
      }
      taken[count++] = now - before;
      before = now;
    } while (before < end);
    return Arrays.copyOf(taken, count);
  }

  private static double quantile(long[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
  }
}
