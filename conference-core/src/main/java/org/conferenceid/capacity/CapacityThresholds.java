package org.conferenceid.capacity;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.InvalidValueException;

/**
 * From when on the space of IDs deserves a warning. Immutable; start from {@link #ofDefaults}, and
 * change what shall differ.
 *
 * @since 0.1.0
 */
public final class CapacityThresholds {
  private static final CapacityThresholds DEFAULTS =
      new CapacityThresholds(0.01, 0.8, Duration.ofDays(180));

  private final double liveDensity;
  private final double occupancy;
  private final Duration notice;

  private CapacityThresholds(double liveDensity, double occupancy, Duration notice) {
    requireShare("live density", liveDensity);
    requireShare("occupancy", occupancy);
    if (notice.isNegative() || notice.isZero()) {
      throw new InvalidValueException("notice", "must be positive", notice.toString());
    }
    this.liveDensity = liveDensity;
    this.occupancy = occupancy;
    this.notice = notice;
  }

  private static void requireShare(String field, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new InvalidValueException(field, "must be above 0 and at most 1", "" + share);
    }
  }

  /**
   * Returns the defaults: a live density of 1 % (one guess in 100 hits: 90,000 organizers), an
   * occupancy of 80 %, and 180 days.
   *
   * @return the thresholds
   */
  public static CapacityThresholds ofDefaults() {
    return DEFAULTS;
  }

  /**
   * Sets the share of well-formed IDs that open a meeting from which on guessing pays.
   *
   * @param share above 0, at most 1
   * @return new thresholds
   * @throws InvalidValueException if it is out of its range
   */
  public CapacityThresholds liveDensity(double share) {
    return new CapacityThresholds(share, occupancy, notice);
  }

  /**
   * Sets the share of IDs that cannot be assigned from which on the space is nearly full.
   *
   * @param share above 0, at most 1
   * @return new thresholds
   * @throws InvalidValueException if it is out of its range
   */
  public CapacityThresholds occupancy(double share) {
    return new CapacityThresholds(liveDensity, share, notice);
  }

  /**
   * Sets how long before exhaustion at the present rate to warn.
   *
   * @param duration positive
   * @return new thresholds
   * @throws InvalidValueException if it is not positive
   */
  public CapacityThresholds notice(Duration duration) {
    return new CapacityThresholds(
        liveDensity, occupancy, Objects.requireNonNull(duration, "duration"));
  }

  /**
   * Returns the share of well-formed IDs that open a meeting from which on guessing pays.
   *
   * @return above 0, at most 1
   */
  public double liveDensity() {
    return liveDensity;
  }

  /**
   * Returns the share of IDs that cannot be assigned from which on the space is nearly full.
   *
   * @return above 0, at most 1
   */
  public double occupancy() {
    return occupancy;
  }

  /**
   * Returns how long before exhaustion at the present rate to warn.
   *
   * @return positive
   */
  public Duration notice() {
    return notice;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CapacityThresholds thresholds
        && Double.compare(liveDensity, thresholds.liveDensity) == 0
        && Double.compare(occupancy, thresholds.occupancy) == 0
        && notice.equals(thresholds.notice);
  }

  @Override
  public int hashCode() {
    return Objects.hash(liveDensity, occupancy, notice);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "CapacityThresholds[liveDensity=%s, occupancy=%s, notice=%s]",
        liveDensity,
        occupancy,
        notice);
  }
}
