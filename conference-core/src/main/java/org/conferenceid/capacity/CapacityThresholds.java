package org.conferenceid.capacity;

import java.time.Duration;
import org.conferenceid.InvalidValueException;

/**
 * From when on the space of IDs deserves a warning. Immutable; start from {@link #ofDefaults}.
 *
 * @param liveDensity the share of well-formed IDs that open a meeting from which on guessing pays;
 *     above 0, at most 1
 * @param occupancy the share of IDs that cannot be assigned from which on the space is nearly full;
 *     above 0, at most 1
 * @param notice how long before exhaustion at the present rate; positive
 */
public record CapacityThresholds(double liveDensity, double occupancy, Duration notice) {

  /**
   * Checks the parts.
   *
   * @param liveDensity the share of IDs that open a meeting
   * @param occupancy the share of IDs that cannot be assigned
   * @param notice how long before exhaustion
   * @throws InvalidValueException if one is out of its range
   */
  public CapacityThresholds {
    requireShare("live density", liveDensity);
    requireShare("occupancy", occupancy);
    if (notice.isNegative() || notice.isZero()) {
      throw new InvalidValueException("notice", "must be positive", notice.toString());
    }
  }

  private static void requireShare(String field, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new InvalidValueException(field, "must be above 0 and at most 1", "" + share);
    }
  }

  /**
   * A live density of 1 % (one guess in 100 hits: 90,000 organizers), an occupancy of 80 %, and 180
   * days.
   *
   * @return the thresholds
   */
  public static CapacityThresholds ofDefaults() {
    return new CapacityThresholds(0.01, 0.8, Duration.ofDays(180));
  }
}
