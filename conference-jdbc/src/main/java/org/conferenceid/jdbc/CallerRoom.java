package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.attendant.GuessLimits;

/**
 * Whether the table may get more rows. This node counts them now and then, and counts itself what
 * it adds; so several nodes together may add a little too many in between.
 */
final class CallerRoom {
  private static final Duration COUNT_AGAIN = Duration.ofMinutes(1);

  private final GuessLimits limits;
  private final AtomicBoolean counting = new AtomicBoolean();
  private boolean counted;
  private boolean full;
  private long countedAt;
  private final int[] failing = new int[2];
  private final int[] known = new int[2];

  CallerRoom(GuessLimits limits) {
    this.limits = limits;
  }

  /** What counts the rows, and removes those that say nothing any more. */
  interface Counter {
    void count(CallerRoom room);
  }

  /** Whether there is room for a caller whose attempts are counted. */
  boolean isThere(boolean attested, long now, Counter counter) {
    if (shouldCount(attested, now) && counting.compareAndSet(false, true)) {
      try {
        counter.count(this);
        counted(now);
      } finally {
        counting.set(false);
      }
    }
    synchronized (this) {
      return failing[kind(attested)] < limits.trackedCallers();
    }
  }

  private synchronized boolean shouldCount(boolean attested, long now) {
    if (!counted || now - countedAt >= COUNT_AGAIN.toNanos()) {
      return true;
    }
    if (full) {
      return now - countedAt >= LocalDenials.MEMORY.toNanos();
    }
    return failing[kind(attested)] >= limits.trackedCallers()
        || known[kind(attested)] >= limits.trackedCallers();
  }

  private synchronized void counted(long now) {
    counted = true;
    countedAt = now;
    full = Math.max(failing[0], failing[1]) >= limits.trackedCallers();
  }

  /** Sets what was counted. */
  synchronized void set(boolean attested, int failingCallers, int knownCallers) {
    failing[kind(attested)] = failingCallers;
    known[kind(attested)] = knownCallers;
  }

  synchronized void addFailing(boolean attested) {
    failing[kind(attested)]++;
  }

  synchronized void addKnown(boolean attested) {
    known[kind(attested)]++;
  }

  private static int kind(boolean attested) {
    return attested ? 1 : 0;
  }
}
