package org.conferenceid;

import java.time.Duration;
import org.conferenceid.spi.Change;

/** Checks on durations that come from outside: longer ones could not be counted in nanoseconds. */
final class Durations {
  private static final Duration LONGEST = Change.LONGEST_QUARANTINE;

  private Durations() {}

  /**
   * Checks a duration.
   *
   * @throws InvalidValueException if it is not positive, or is longer than 36500 days
   */
  static Duration require(String field, Duration value) {
    if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(
          field, "must be positive and at most 36500 days", value.toString());
    }
    return value;
  }

  /**
   * Checks a duration that may be zero.
   *
   * @throws InvalidValueException if it is negative, or is longer than 36500 days
   */
  static Duration requireNotNegative(String field, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(field, "must be from zero to 36500 days", value.toString());
    }
    return value;
  }
}
