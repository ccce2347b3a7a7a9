package org.conferenceid.delivery;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spreads messages over time: each takes its share of a second. Time that is not used is saved up
 * to a tenth of a second and to the whole messages in it, so that a pause is not followed by a
 * rush.
 */
final class RateLimiter {
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long SAVED_NANOS = NANOS_PER_SECOND / 10;

  private final long nanosPerMessage;
  private final long most;
  private final LongSupplier nanoTime;
  private long saved;
  private long countedAt;

  RateLimiter(double messagesPerSecond, LongSupplier nanoTime) {
    this.nanosPerMessage = (long) Math.ceil(NANOS_PER_SECOND / messagesPerSecond);
    this.most =
        unlimited() ? 0 : (SAVED_NANOS + nanosPerMessage - 1) / nanosPerMessage * nanosPerMessage;
    this.nanoTime = nanoTime;
    this.saved = most;
    this.countedAt = nanoTime.getAsLong();
  }

  private boolean unlimited() {
    return nanosPerMessage == 0;
  }

  /**
   * Takes leave to send.
   *
   * @param max for so many messages at most
   * @return for how many
   */
  synchronized int take(int max) {
    if (unlimited()) {
      return max;
    }
    count();
    int taken = (int) Math.min(max, saved / nanosPerMessage);
    saved -= taken * nanosPerMessage;
    return taken;
  }

  /** Gives back what was taken and not used. */
  synchronized void giveBack(int messages) {
    saved += messages * nanosPerMessage;
  }

  /** How long it takes until as much is saved up as can be. */
  synchronized Duration untilFull() {
    count();
    return Duration.ofNanos(most - saved);
  }

  private void count() {
    long now = nanoTime.getAsLong();
    saved = Math.min(most, saved + now - countedAt);
    countedAt = now;
  }
}
