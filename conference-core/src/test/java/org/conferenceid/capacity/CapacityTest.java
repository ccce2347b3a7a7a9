package org.conferenceid.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.conferenceid.ConferenceIdPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  @DisplayName("B2, B4: exhaustion counts active and quarantined IDs, guessing only active ones")
  void capacityTellsOccupancyAndDensity() {
    Capacity capacity = new Capacity(90_000, ConferenceIdPolicy.ISSUABLE - 100_000);
    assertThat(capacity.free()).isEqualTo(10_000);
    assertThat(capacity.occupancy()).isCloseTo(0.99889, org.assertj.core.data.Offset.offset(1e-5));
    assertThat(capacity.liveDensity()).isEqualTo(0.01);
    assertThat(new Capacity(0, 0).occupancy()).isZero();
    assertThat(new Capacity(ConferenceIdPolicy.ISSUABLE, 5).free()).isZero();
  }
}
