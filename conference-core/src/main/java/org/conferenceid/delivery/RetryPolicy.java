package org.conferenceid.delivery;

import java.time.Duration;
import org.conferenceid.InvalidValueException;
import org.conferenceid.internal.Durations;
import org.conferenceid.spi.Outbox;

/**
 * When a message that could not be delivered is tried again: after a delay that doubles each time
 * up to a limit, spread at random so that many messages do not come back at once, until it is given
 * up. Immutable.
 *
 * @param firstDelay the delay after the first attempt; positive
 * @param longestDelay the limit that the doubling stops at, also with what is added at random; not
 *     shorter than the first delay, at most 7 days
 * @param spread the share by which a delay is shortened or lengthened at random; from 0 to 0.5
 * @param maxAttempts the number of attempts after which a message has failed; at least 1
 */
public record RetryPolicy(
    Duration firstDelay, Duration longestDelay, double spread, int maxAttempts) {
  private static final int MOST_DOUBLINGS = 30;

  /**
   * Checks the settings.
   *
   * @param firstDelay the delay after the first attempt
   * @param longestDelay the limit that the doubling stops at
   * @param spread the share by which a delay is shortened or lengthened at random
   * @param maxAttempts the number of attempts after which a message has failed
   * @throws InvalidValueException if one is out of its range
   */
  public RetryPolicy {
    Durations.require("first delay", firstDelay);
    Durations.requireInOutbox("longest delay", longestDelay);
    if (longestDelay.compareTo(firstDelay) < 0) {
      throw new InvalidValueException(
          "longest delay", "must not be shorter than the first", longestDelay.toString());
    }
    if (!(spread >= 0 && spread <= 0.5)) {
      throw new InvalidValueException("spread", "must be from 0 to 0.5", "" + spread);
    }
    if (maxAttempts < 1) {
      throw new InvalidValueException("attempts", "must be at least 1", "" + maxAttempts);
    }
  }

  /**
   * 30 seconds, doubling up to one hour, spread by 20 %, 48 attempts: a mail server may be away for
   * about a day and a half.
   *
   * @return the default policy
   */
  public static RetryPolicy ofDefaults() {
    return new RetryPolicy(Duration.ofSeconds(30), Duration.ofHours(1), 0.2, 48);
  }

  /**
   * The delay after a failed attempt.
   *
   * @param attempt which attempt failed, counting from 1
   * @param random a random number from 0 (inclusive) to 1 (exclusive)
   * @return the delay before the next attempt
   */
  public Duration delayAfter(int attempt, double random) {
    Duration doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    Duration base = doubled.compareTo(longestDelay) < 0 ? doubled : longestDelay;
    double factor = 1 - spread + 2 * spread * random;
    Duration delay = Duration.ofMillis(Math.round(base.toMillis() * factor));
    return delay.compareTo(Outbox.MAX_DELAY) < 0 ? delay : Outbox.MAX_DELAY;
  }
}
