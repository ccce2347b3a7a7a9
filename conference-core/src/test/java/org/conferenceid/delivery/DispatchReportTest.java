package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DispatchReportTest {
  @Test
  @DisplayName("A report adds up what it counts")
  void addsUp() {
    assertThat(new DispatchReport(1, 20, 300, 4000).total()).isEqualTo(4321);
  }
}
