package org.conferenceid.capacity;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast IDs are used up and become free again.
 *
 * @param period over how long
 * @param assigned how many IDs were assigned in the period before now, as far as the audit still
 *     tells
 * @param freed how many quarantines end in the period after now
 * @since 0.1.0
 */
public record AllocationRate(Duration period, long assigned, long freed) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param period over how long
   * @param assigned how many IDs were assigned in the period before now, as far as the audit still
   *     tells
   * @param freed how many quarantines end in the period after now
   */
  public AllocationRate {
    Objects.requireNonNull(period, "period");
  }
}
