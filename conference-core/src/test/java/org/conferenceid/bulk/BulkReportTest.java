package org.conferenceid.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BulkReportTest {
  @Test
  @DisplayName("A report adds up what it counts")
  void addsUp() {
    assertThat(new BulkReport(1, 20, 300, 4000, false).processed()).isEqualTo(4321);
  }
}
