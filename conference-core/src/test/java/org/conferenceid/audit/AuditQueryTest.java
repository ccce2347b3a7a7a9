package org.conferenceid.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AuditQueryTest {
  @Test
  void auditQueriesAreBounded() {
    assertThatThrownBy(() -> AuditQuery.all().limit(0)).hasMessageContaining("from 1 to 1000");
    assertThatThrownBy(() -> AuditQuery.all().limit(1001)).hasMessageContaining("from 1 to 1000");
    assertThat(AuditQuery.all().limit(1000).limit()).isEqualTo(1000);
  }
}
