package org.conferenceid.bulk;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.conferenceid.internal.Sleeper;

/** Keeps a rate: waits before each portion until the one before has had its time. */
final class BatchRateLimiter {
  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final OptionalLong perSecond;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long next;

  BatchRateLimiter(OptionalLong perSecond, LongSupplier nanoTime, Sleeper sleeper) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.next = nanoTime.getAsLong();
  }

  /** Waits until so many may be handled. */
  void await(int many) throws InterruptedException {
    if (perSecond.isEmpty()) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (next - now > 0) {
      sleeper.sleep(Duration.ofNanos(next - now));
    } else {
      next = now; // time in which nothing was done is not made up for
    }
    next += many * NANOS_PER_SECOND / perSecond.getAsLong();
  }
}
