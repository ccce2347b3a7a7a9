package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.PGStatement;

/**
 * What PostgreSQL answers where a pooler hands a transaction to a session in which others have
 * prepared their statements. Here those others are this test, on the store's own session.
 */
class PoolerTest {
  /** More than the statements of any test here; drivers name them S_1, S_2 and so on. */
  private static final int STATEMENTS = 60;

  private final String prefix = TestDatabase.newPrefix();
  private Connection session;
  private JdbcConferenceStore store;

  @BeforeEach
  void connect() throws SQLException {
    session = DriverManager.getConnection(TestDatabase.POSTGRESQL.url() + "&prepareThreshold=1");
    store = JdbcConferenceStore.builder(Fixture.always(session)).tablePrefix(prefix).build();
    store.createSchema();
    store.changeAll(List.of(Changes.enable(Changes.AMELIE)), Changes.IDS);
  }

  @AfterEach
  void close() throws SQLException {
    if (session != null) {
      session.close();
    }
  }

  /** In a block, so that the driver does not notice. */
  private void unnoticed(String sql) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      statement.execute("DO $$ BEGIN EXECUTE '" + sql + "'; END $$");
    }
  }

  private int lastName() throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
      try (ResultSet row =
          statement.executeQuery(
              "SELECT max(CAST(substring(name from 3) AS int)) FROM pg_prepared_statements")) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void prepareAll(int from, String parameters) throws SQLException {
    for (int i = from; i < STATEMENTS; i++) {
      unnoticed("PREPARE \"S_" + i + "\" " + parameters + " AS SELECT 1");
    }
  }

  private void assertPoolerNamed() throws SQLException {
    // In a transaction, where the driver does not help itself.
    List<Change> reset = List.of(Changes.reset(Changes.AMELIE));
    assertThatThrownBy(() -> store.changeAll(reset, Changes.IDS))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining("prepareThreshold=0");

    JdbcConferenceStore other =
        JdbcConferenceStore.builder(TestDatabase.POSTGRESQL.pool()).tablePrefix(prefix).build();
    assertThat(other.audit(AuditQuery.all()).items()).hasSize(1);
    assertThat(other.change(Changes.reset(Changes.AMELIE), Changes.IDS))
        .isInstanceOf(ChangeResult.Done.class);
  }

  @Test
  @DisplayName("A statement that another session has prepared is told with what to set")
  void shouldNameAStatementThatIsNotThere() throws SQLException {
    unnoticed("DEALLOCATE ALL");
    assertPoolerNamed(); // 26000
  }

  @Test
  @DisplayName("A name that somebody else has used in the session is told with what to set")
  void shouldNameAStatementThatIsThereAlready() throws SQLException {
    prepareAll(lastName() + 1, "");
    assertPoolerNamed(); // 42P05
  }

  @Test
  @DisplayName("A statement of another shape under the same name is told with what to set")
  void shouldNameAStatementOfAnotherShape() throws SQLException {
    unnoticed("DEALLOCATE ALL");
    prepareAll(1, "(int, int, int)");
    assertPoolerNamed(); // 08P01
  }
}
