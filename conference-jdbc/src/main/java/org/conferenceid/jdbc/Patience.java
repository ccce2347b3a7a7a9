package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * How often and how long a transaction that lost against another is tried again. Pauses grow and
 * are random: where nobody waits for a lock, as between the nodes of a cluster, chance decides who
 * is next.
 *
 * @param nanoTime the time in nanoseconds since any moment
 * @param sleep pauses for that many nanoseconds
 * @param random draws a number below a bound
 */
record Patience(LongSupplier nanoTime, LongConsumer sleep, LongUnaryOperator random) {
  static final Patience DEFAULT =
      new Patience(
          System::nanoTime,
          LockSupport::parkNanos,
          bound -> ThreadLocalRandom.current().nextLong(bound));

  static final int MAX_TRIES = 100;
  static final Duration MAX_TIME = Duration.ofSeconds(30);
  private static final long FIRST_PAUSE = Duration.ofMillis(2).toNanos();
  private static final long MAX_PAUSE = Duration.ofMillis(100).toNanos();

  Tries start() {
    return new Tries(nanoTime.getAsLong());
  }

  /** The tries of one transaction. */
  final class Tries {
    private final long start;
    private int failed;
    private long maxPause = FIRST_PAUSE;

    private Tries(long start) {
      this.start = start;
    }

    /** Waits before another try; returns false if there were enough. */
    boolean again() {
      failed++;
      if (failed >= MAX_TRIES || nanoTime.getAsLong() - start >= MAX_TIME.toNanos()) {
        return false;
      }
      sleep.accept(1 + random.applyAsLong(maxPause));
      maxPause = Math.min(2 * maxPause, MAX_PAUSE);
      return true;
    }
  }
}
