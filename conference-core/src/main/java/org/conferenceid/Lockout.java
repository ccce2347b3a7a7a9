package org.conferenceid;

import java.time.Duration;
import java.util.Objects;

/**
 * A caller whose digits are not looked at for a while, because of failed attempts (B4, B20). {@code
 * toString} masks the number.
 *
 * @param caller who
 * @param remaining for how much longer; positive
 * @param failures how many attempts have failed; at least 1
 * @since 0.1.0
 */
public record Lockout(Caller caller, Duration remaining, int failures) {

  /**
   * Checks the values.
   *
   * @param caller who
   * @param remaining for how much longer
   * @param failures how many attempts have failed
   * @throws InvalidValueException if the time or the number is not positive
   */
  public Lockout {
    Objects.requireNonNull(caller, "caller");
    Objects.requireNonNull(remaining, "remaining");
    if (remaining.isNegative() || remaining.isZero()) {
      throw new InvalidValueException("remaining", "must be positive", remaining.toString());
    }
    if (failures < 1) {
      throw new InvalidValueException("failures", "must be at least 1", "" + failures);
    }
  }
}
