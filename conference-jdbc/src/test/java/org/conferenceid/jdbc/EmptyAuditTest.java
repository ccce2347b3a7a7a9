package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A plan of PostgreSQL that was made while the audit was empty is used when it is large, too. */
class EmptyAuditTest {
  private final String prefix = TestDatabase.newPrefix();

  @Test
  @DisplayName("A reset without an idempotency key does not look for one in the audit")
  void shouldNotReadTheAudit() throws Exception {
    JdbcConferenceStore.builder(TestDatabase.POSTGRESQL.pool())
        .tablePrefix(prefix)
        .build()
        .createSchema();

    assertThat(scansOfTheAudit(null))
        .isNotEmpty()
        .allMatch(scan -> scan.contains("never executed"));
    assertThat(scansOfTheAudit("key")).anyMatch(scan -> !scan.contains("never executed"));
  }

  private List<String> scansOfTheAudit(String key) throws Exception {
    try (Connection connection = TestDatabase.POSTGRESQL.pool().getConnection()) {
      Session session =
          new Session(
              connection,
              new SqlTemplates(new Postgresql(), prefix, null),
              /* owned= */ true,
              false);
      return session
          .list(
              "EXPLAIN (ANALYZE) " + Postgresql.CHANGE,
              row -> row.getString(1),
              "amelie",
              key,
              "RESET",
              null,
              null,
              connection.createArrayOf("int4", new Integer[] {4839201}),
              1,
              null,
              null,
              null,
              "PENDING",
              null)
          .stream()
          .filter(line -> line.contains("Scan") && line.contains(prefix + "audit"))
          .toList();
    }
  }
}
