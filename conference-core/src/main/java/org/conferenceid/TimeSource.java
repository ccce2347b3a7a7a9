package org.conferenceid;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Where the library learns how much time has passed, waits, and spreads what would otherwise come
 * at once: the one seam for tests that let time pass. It knows no time of day, because stores have
 * that. Must be safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface TimeSource {

  /**
   * Returns a time to compare with others of the same source, as {@link System#nanoTime} does.
   *
   * @return nanoseconds since some moment
   */
  long nanoTime();

  /**
   * Waits.
   *
   * @param time how long
   * @throws InterruptedException if the thread is interrupted before or meanwhile
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * Draws where in its range a randomly spread time lies.
   *
   * @return from 0 (inclusive) to 1 (exclusive)
   */
  double jitter();

  /**
   * Returns the machine's.
   *
   * @return always the same source
   */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }

  /** The machine's. */
  enum SystemTime implements TimeSource {
    /** The only one. */
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void sleep(Duration time) throws InterruptedException {
      Objects.requireNonNull(time, "time");
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    @Override
    public double jitter() {
      return ThreadLocalRandom.current().nextDouble();
    }
  }
}
