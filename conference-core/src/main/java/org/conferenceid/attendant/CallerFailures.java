package org.conferenceid.attendant;

import org.jspecify.annotations.Nullable;

/** The failed attempts from one caller's number. Guarded by the limiter's lock. */
final class CallerFailures {
  private int count;
  private long lastAt;
  private long lastButOneAt;
  private long lockedUntil;

  /** The latest attempt, and the one that the lock-out is due to. */
  private @Nullable Object latest;

  private @Nullable Object locking;

  CallerFailures(long now) {
    this.lastAt = now;
    this.lockedUntil = now;
  }

  int count() {
    return count;
  }

  long lastAt() {
    return lastAt;
  }

  /** How long the lock-out lasts; 0 if there is none. */
  long lockedFor(long now) {
    return locking == null ? 0 : Math.max(0, lockedUntil - now);
  }

  /** Counts an attempt, with the lock-out that it brings, or 0. */
  void add(Object attempt, long now, long lockout) {
    count++;
    lastButOneAt = lastAt;
    lastAt = now;
    latest = attempt;
    locking = lockout > 0 ? attempt : null;
    lockedUntil = now + lockout;
  }

  /** Takes an attempt back, and the lock-out if there is no longer a reason for it. */
  void takeBack(Object attempt, int free) {
    count--;
    if (attempt.equals(latest)) {
      lastAt = lastButOneAt;
    }
    if (attempt.equals(locking) || count < free) {
      locking = null;
    }
  }
}
