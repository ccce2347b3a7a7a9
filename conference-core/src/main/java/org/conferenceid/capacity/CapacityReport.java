package org.conferenceid.capacity;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How full the space of IDs is, where that leads, and whether it deserves a warning (B2, B4).
 *
 * @param capacity the figures of now
 * @param allocationRate how fast IDs are used up and become free
 * @param thresholds from when on to warn
 * @since 0.1.0
 */
public record CapacityReport(
    Capacity capacity, AllocationRate allocationRate, CapacityThresholds thresholds) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param capacity the figures of now
   * @param allocationRate how fast IDs are used up and become free
   * @param thresholds from when on to warn
   */
  public CapacityReport {
    Objects.requireNonNull(capacity, "capacity");
    Objects.requireNonNull(allocationRate, "allocationRate");
    Objects.requireNonNull(thresholds, "thresholds");
  }

  /** What is longer than this is no forecast. */
  private static final Duration FORESEEABLE = Duration.ofDays(36_500);

  /**
   * How many guesses hit an ID once, on average: what decides how safe the IDs are.
   *
   * @return empty while no ID is live
   */
  public OptionalLong guessesPerHit() {
    return capacity.active() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(1 / capacity.liveDensity()));
  }

  /**
   * When no ID will be left if IDs go on to be assigned as fast as in the period before now, and to
   * become free as fast as in the one after it.
   *
   * @return the time until then; zero if none is left now; empty if that is not in sight
   */
  public Optional<Duration> untilExhausted() {
    if (capacity.free() == 0) {
      return Optional.of(Duration.ZERO);
    }
    long net = allocationRate.assigned() - allocationRate.freed();
    if (net <= 0) {
      return Optional.empty();
    }
    double periods = (double) capacity.free() / net;
    double seconds = periods * allocationRate.period().toSeconds();
    return seconds > FORESEEABLE.toSeconds()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(Math.round(seconds)));
  }

  /**
   * What is not well.
   *
   * @return the warnings whose thresholds are reached; unmodifiable
   */
  public Set<CapacityWarning> warnings() {
    Set<CapacityWarning> warnings = EnumSet.noneOf(CapacityWarning.class);
    if (capacity.liveDensity() >= thresholds.liveDensity()) {
      warnings.add(CapacityWarning.EASILY_GUESSED);
    }
    if (capacity.occupancy() >= thresholds.occupancy()) {
      warnings.add(CapacityWarning.NEARLY_FULL);
    }
    if (untilExhausted().filter(left -> left.compareTo(thresholds.notice()) <= 0).isPresent()) {
      warnings.add(CapacityWarning.EXHAUSTED_SOON);
    }
    return Set.copyOf(warnings);
  }
}
