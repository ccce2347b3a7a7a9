package org.conferenceid.internal;

import java.time.Duration;
import org.conferenceid.InvalidValueException;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Outbox;

/** Checks on durations that come from outside: longer ones could not be counted in nanoseconds. */
public final class Durations {
  private static final Duration LONGEST = Change.MAX_QUARANTINE;

  private Durations() {}

  /**
   * Checks a duration.
   *
   * @throws InvalidValueException if it is not positive, or is longer than 36500 days
   */
  public static Duration require(String field, Duration value) {
    return require(field, value, LONGEST);
  }

  /**
   * Checks how long a message is leased or put off.
   *
   * @throws InvalidValueException if it is not positive, or is longer than 7 days
   */
  public static Duration requireInOutbox(String field, Duration value) {
    return require(field, value, Outbox.MAX_DELAY);
  }

  private static Duration require(String field, Duration value, Duration longest) {
    if (value.isNegative() || value.isZero() || value.compareTo(longest) > 0) {
      throw new InvalidValueException(
          field, "must be positive and at most " + longest.toDays() + " days", value.toString());
    }
    return value;
  }

  /**
   * Checks a duration that may be zero.
   *
   * @throws InvalidValueException if it is negative, or is longer than 36500 days
   */
  public static Duration requireNotNegative(String field, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(field, "must be from zero to 36500 days", value.toString());
    }
    return value;
  }
}
