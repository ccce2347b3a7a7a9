package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A connection belongs to the application, and is given back with all settings as they were. */
class SessionSettingsTest {
  /** SQLite has no list of values: what a connection keeps. */
  private static final List<String> PRAGMAS =
      List.of(
          "automatic_index",
          "busy_timeout",
          "cache_size",
          "cache_spill",
          "checkpoint_fullfsync",
          "defer_foreign_keys",
          "foreign_keys",
          "fullfsync",
          "ignore_check_constraints",
          "journal_size_limit",
          "locking_mode",
          "query_only",
          "read_uncommitted",
          "recursive_triggers",
          "reverse_unordered_selects",
          "secure_delete",
          "synchronous",
          "temp_store",
          "wal_autocheckpoint");

  /** What the server itself changes all the time. */
  private static final Set<String> MOVING =
      Set.of(
          "error_count",
          "identity",
          "insert_id",
          "last_gtid",
          "last_insert_id",
          "rand_seed1",
          "rand_seed2",
          "timestamp",
          "warning_count");

  @ParameterizedTest
  @CsvSource({
    "SQLITE, PRAGMA synchronous = OFF",
    "SQLITE, PRAGMA synchronous = NORMAL",
    "SQLITE, PRAGMA synchronous = EXTRA",
    "POSTGRESQL, SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    "POSTGRESQL, SET synchronous_commit = off",
    "MARIADB, SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    "MARIADB, SET sql_mode = 'ANSI'",
  })
  @DisplayName("Every setting is as before after every operation, done or failed")
  void shouldLeaveSettingsAsFound(TestDatabase database, String set) throws Exception {
    String prefix = TestDatabase.newPrefix();
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.execute(set);
      Map<String, String> before = settings(database, statement);
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();

      store.createSchema();
      store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
      store.changeAll(List.of(Changes.reset(Changes.AMELIE)), Changes.IDS);
      store.outbox().claim("worker", 10, Duration.ofMinutes(1));
      store.lookup(ConferenceId.parse("4839201"));
      store.audit(AuditQuery.all());
      store.erase(UserId.of("nobody"), Duration.ofDays(1));
      store.prune(Duration.ZERO);
      assertThat(settings(database, statement)).isEqualTo(before);

      statement.execute("ALTER TABLE " + prefix + "audit RENAME TO " + prefix + "gone");
      assertThatThrownBy(() -> store.change(Changes.reset(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> store.prune(Duration.ZERO)).isInstanceOf(SchemaException.class);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(settings(database, statement)).isEqualTo(before);
    }
  }

  private static Map<String, String> settings(TestDatabase database, Statement statement)
      throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    if (database == TestDatabase.SQLITE) {
      for (String name : PRAGMAS) {
        try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
          settings.put(name, row.next() ? row.getString(1) : "none");
        }
      }
      return settings;
    }
    String all = database == TestDatabase.POSTGRESQL ? "SHOW ALL" : "SHOW SESSION VARIABLES";
    try (ResultSet row = statement.executeQuery(all)) {
      while (row.next()) {
        if (!MOVING.contains(row.getString(1)) && !row.getString(1).startsWith("gtid_")) {
          settings.put(row.getString(1), row.getString(2));
        }
      }
    }
    return settings;
  }
}
