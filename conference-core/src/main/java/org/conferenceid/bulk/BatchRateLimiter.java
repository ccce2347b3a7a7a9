package org.conferenceid.bulk;

import java.time.Duration;
import java.util.OptionalLong;
import org.conferenceid.TimeSource;

/** Keeps a rate: waits before each portion until the one before has had its time. */
final class BatchRateLimiter {
  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final OptionalLong perSecond;
  private final TimeSource timeSource;
  private long next;

  BatchRateLimiter(OptionalLong perSecond, TimeSource timeSource) {
    this.perSecond = perSecond;
    this.timeSource = timeSource;
    this.next = timeSource.nanoTime();
  }

  /** Waits until so many may be handled. */
  void await(int many) throws InterruptedException {
    if (perSecond.isEmpty()) {
      return;
    }
    long now = timeSource.nanoTime();
    if (next - now > 0) {
      timeSource.sleep(Duration.ofNanos(next - now));
    } else {
      next = now; // time in which nothing was done is not made up for
    }
    next += many * NANOS_PER_SECOND / perSecond.getAsLong();
  }
}
