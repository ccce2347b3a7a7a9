package org.conferenceid.guard;

import java.time.Duration;
import org.conferenceid.InvalidValueException;

/** Checks on durations that come from outside: longer ones could not be counted in nanoseconds. */
public final class Durations {
  private static final Duration MAX = Duration.ofDays(36_500);

  private Durations() {}

  /**
   * Checks a duration.
   *
   * @param field what it is, in a user's words
   * @param value the duration
   * @return the duration
   * @throws InvalidValueException if it is not positive, or is longer than 36500 days
   */
  public static Duration require(String field, Duration value) {
    return require(field, value, MAX);
  }

  /**
   * Checks a duration that has a limit of its own.
   *
   * @param field what it is, in a user's words
   * @param value the duration
   * @param max the limit, in whole days
   * @return the duration
   * @throws InvalidValueException if it is not positive, or is longer than the limit
   */
  public static Duration require(String field, Duration value, Duration max) {
    if (value.isNegative() || value.isZero() || value.compareTo(max) > 0) {
      throw new InvalidValueException(
          field, "must be positive and at most " + max.toDays() + " days", value.toString());
    }
    return value;
  }

  /**
   * Checks a duration that may be zero.
   *
   * @param field what it is, in a user's words
   * @param value the duration
   * @return the duration
   * @throws InvalidValueException if it is negative, or is longer than 36500 days
   */
  public static Duration requireNotNegative(String field, Duration value) {
    if (value.isNegative() || value.compareTo(MAX) > 0) {
      throw new InvalidValueException(field, "must be from zero to 36500 days", value.toString());
    }
    return value;
  }
}
