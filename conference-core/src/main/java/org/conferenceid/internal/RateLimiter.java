package org.conferenceid.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads pieces of work over time: each takes its share of a second. Time that is not used is
 * saved up to a limit, so that a pause is not followed by a rush. Safe for use by several threads.
 */
public final class RateLimiter {
  private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final long nanosPerPiece;
  private final long maxSaved;
  private final LongSupplier nanoTime;

  /** When the share of all that was taken has gone by. */
  private long next;

  /**
   * Makes a limiter.
   *
   * @param perSecond how many pieces a second; {@link Double#POSITIVE_INFINITY} for no limit
   * @param saved how much time is saved at most, which is rounded up to whole pieces
   * @param nanoTime measures the time
   */
  public RateLimiter(double perSecond, Duration saved, LongSupplier nanoTime) {
    this.nanosPerPiece = (long) Math.ceil(NANOS_PER_SECOND / perSecond);
    this.maxSaved =
        unlimited() ? 0 : (saved.toNanos() + nanosPerPiece - 1) / nanosPerPiece * nanosPerPiece;
    this.nanoTime = nanoTime;
    this.next = nanoTime.getAsLong();
  }

  private boolean unlimited() {
    return nanosPerPiece == 0;
  }

  /**
   * Takes leave for as many pieces as time has been saved for.
   *
   * @param max for so many at most
   * @return for how many
   */
  public synchronized int take(int max) {
    if (unlimited()) {
      return max;
    }
    long now = nanoTime.getAsLong();
    long owed = owed(now);
    int taken = (int) Math.min(max, (maxSaved - owed) / nanosPerPiece);
    next = now + owed + taken * nanosPerPiece;
    return taken;
  }

  /**
   * Takes leave for some pieces in any case.
   *
   * @param pieces for how many
   * @return how long to wait before they may begin
   */
  public synchronized Duration reserve(int pieces) {
    long now = nanoTime.getAsLong();
    long owed = owed(now);
    next = now + owed + pieces * nanosPerPiece;
    return Duration.ofNanos(owed);
  }

  /**
   * Gives back what was taken and not used.
   *
   * @param pieces for how many pieces
   */
  public synchronized void giveBack(int pieces) {
    next -= pieces * nanosPerPiece;
  }

  /**
   * Returns how long it takes until as much time is saved as can be.
   *
   * @return zero or more
   */
  public synchronized Duration untilFull() {
    return Duration.ofNanos(owed(nanoTime.getAsLong()));
  }

  private long owed(long now) {
    return Math.max(0, next - now);
  }
}
