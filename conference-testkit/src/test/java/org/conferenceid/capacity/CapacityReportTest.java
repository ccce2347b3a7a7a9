package org.conferenceid.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.behaviour.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapacityReportTest extends World {
  private static final Duration MONTH = Duration.ofDays(30);

  private static CapacityReport report(long active, long quarantined, long assigned, long freed) {
    return new CapacityReport(
        new Capacity(active, quarantined),
        new AllocationRate(MONTH, assigned, freed),
        CapacityThresholds.ofDefaults());
  }

  @Test
  @DisplayName(
      "B4: 100,000 organizers mean one hit in 90 guesses, and a warning; occupancy is small")
  void warnsOfGuessing() {
    CapacityReport dense = report(100_000, 0, 0, 0);
    assertThat(dense.guessesPerHit()).hasValue(90);
    assertThat(dense.warnings()).containsExactly(CapacityWarning.EASILY_GUESSED);
    assertThat(dense.capacity().occupancy()).isLessThan(0.02);

    assertThat(report(90_000, 0, 0, 0).warnings()).isNotEmpty();
    assertThat(report(89_999, 0, 0, 0).warnings()).isEmpty();
    assertThat(report(0, 0, 0, 0).guessesPerHit()).isEmpty();
  }

  @Test
  @DisplayName("B2: a space that is nearly full warns, though few IDs are live")
  void warnsOfOccupancy() {
    assertThat(report(1_000, 7_200_000, 0, 0).warnings())
        .containsExactly(CapacityWarning.NEARLY_FULL);
    assertThat(report(1_000, 7_100_000, 0, 0).warnings()).isEmpty();
  }

  @Test
  @DisplayName("B2: exhaustion is foretold at the present rate, less what becomes free")
  void foretellsExhaustion() {
    assertThat(report(0, 7_987_256, 600_000, 100_000).untilExhausted())
        .contains(Duration.ofDays(60));
    assertThat(report(0, 0, 500, 500).untilExhausted()).isEmpty();
    assertThat(report(0, 0, 1, 0).untilExhausted()).isEmpty();
    assertThat(report(0, 8_987_256, 0, 0).untilExhausted()).contains(Duration.ZERO);
  }

  @Test
  @DisplayName("B2: exhaustion in half a year warns, a day later does not")
  void warnsOfExhaustion() {
    long free = 8_987_256;
    assertThat(report(0, 0, free / 6 + 1, 0).warnings())
        .containsExactly(CapacityWarning.EXHAUSTED_SOON);
    assertThat(report(0, 0, free * 30 / 182, 0).warnings()).isEmpty();
  }

  @Test
  @DisplayName("B2: a threshold that is just reached warns")
  void warnsAtThresholds() {
    Capacity capacity = new Capacity(1_000, 2_000_000);
    CapacityThresholds occupied = thresholds(1, capacity.occupancy(), MONTH);
    assertThat(new CapacityReport(capacity, new AllocationRate(MONTH, 0, 0), occupied).warnings())
        .containsExactly(CapacityWarning.NEARLY_FULL);
    CapacityThresholds noticed = thresholds(1, 1, MONTH);
    AllocationRate allInAMonth = new AllocationRate(MONTH, capacity.free(), 0);
    assertThat(new CapacityReport(capacity, allInAMonth, noticed).warnings())
        .containsExactly(CapacityWarning.EXHAUSTED_SOON);
  }

  @Test
  @DisplayName("B2: the report counts what was assigned lately, and what becomes free soon")
  void countsAssignments() {
    enable(AMELIE);
    clock.advance(Duration.ofDays(31));
    enable(BRUNO);
    reset(AMELIE);
    assertThat(conferencing.administration().capacityReport().allocationRate())
        .isEqualTo(new AllocationRate(MONTH, 2, 0));
    clock.advance(Duration.ofDays(335));
    assertThat(conferencing.administration().capacityReport().allocationRate())
        .isEqualTo(new AllocationRate(MONTH, 0, 1));
    assertThat(conferencing.administration().capacityReport().capacity())
        .isEqualTo(new Capacity(2, 1));
  }

  @Test
  @DisplayName("B2: a full space is told as exhausted now")
  void tellsExhausted() {
    store.withholdAllBut(List.<ConferenceId>of());
    CapacityReport full = conferencing.administration().capacityReport();
    assertThat(full.untilExhausted()).contains(Duration.ZERO);
    assertThat(full.warnings())
        .containsExactlyInAnyOrder(CapacityWarning.NEARLY_FULL, CapacityWarning.EXHAUSTED_SOON);
  }

  @Test
  @DisplayName("Thresholds are the application's to set, in their ranges")
  void takesThresholds() {
    conferencing =
        builder()
            .administration(component -> component.capacityThresholds(thresholds(1e-7, 1, MONTH)))
            .build();
    enable(AMELIE);
    assertThat(conferencing.administration().capacityReport().warnings())
        .containsExactly(CapacityWarning.EASILY_GUESSED);
    for (double bad : new double[] {0, -1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> thresholds(bad, 1, MONTH))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("live density");
      assertThatThrownBy(() -> thresholds(1, bad, MONTH)).hasMessageContaining("occupancy");
    }
    assertThatThrownBy(() -> thresholds(1, 1, Duration.ZERO)).hasMessageContaining("notice");
  }

  private static CapacityThresholds thresholds(
      double liveDensity, double occupancy, Duration notice) {
    return CapacityThresholds.ofDefaults()
        .liveDensity(liveDensity)
        .occupancy(occupancy)
        .notice(notice);
  }
}
