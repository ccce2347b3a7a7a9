package org.conferenceid.attendant;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether a part of the application that failed may be asked again: after a pause, by one call at a
 * time. The first answer ends the outage.
 */
final class Outage {
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final LongSupplier nanoTime;
  private int begun;
  private boolean under;
  private boolean probing;
  private long askAgainAt;

  Outage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  synchronized boolean isUnderWay() {
    return under;
  }

  /** Returns how many outages have begun so far. */
  synchronized int begun() {
    return begun;
  }

  /**
   * Returns whether to ask now. Then {@link #worked}, {@link #failed} or {@link #noAnswer} follows.
   */
  synchronized boolean mayAsk() {
    if (!under) {
      return true;
    }
    if (probing || nanoTime.getAsLong() - askAgainAt < 0) {
      return false;
    }
    probing = true;
    return true;
  }

  /** Returns whether an outage ends with that. */
  synchronized boolean worked() {
    boolean ends = probing;
    under &= !ends;
    probing = false;
    return ends;
  }

  /** Returns whether an outage begins with that. */
  synchronized boolean failed() {
    boolean begins = !under;
    begun += begins ? 1 : 0;
    under = true;
    probing = false;
    askAgainAt = nanoTime.getAsLong() + PAUSE.toNanos();
    return begins;
  }

  /** The call was interrupted, which tells nothing. */
  synchronized void noAnswer() {
    probing = false;
  }
}
