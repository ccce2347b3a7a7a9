package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database refuses, and what is told then about what was changed. */
class RefusalsTest {
  private static final Change ENABLE = Changes.keyed(EventKind.ENABLED, Changes.AMELIE, "key");

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 57014, the database refused it", // a statement that is cancelled or takes too long
    "POSTGRESQL, 22P05, the database refused it", // a character that the encoding does not have
    "POSTGRESQL, 42P05, prepareThreshold=0", // a prepared statement that is there
    "POSTGRESQL, 26000, prepareThreshold=0", // ... or not
    "POSTGRESQL, XX000, the database refused it",
    "MARIADB, 1064, the database refused it", // syntax
    "MARIADB, 1317, the database refused it", // a statement that is cancelled
    "MARIADB, 1665, the database refused it", // a binary log that cannot have it
    "SQLITE, '', the database refused it",
  })
  @DisplayName("B1: what the server refuses before the commit has changed nothing, and says why")
  void shouldTellThatNothingWasChanged(TestDatabase database, String code, String advice) {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store = refusing(database, prefix, code);

    for (Throwable thrown :
        List.of(
            catchThrowable(() -> store.change(ENABLE, Changes.IDS)),
            catchThrowable(() -> store.changeAll(List.of(ENABLE), Changes.IDS)))) {
      assertThat(thrown)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining(advice)
          .hasMessageContaining("nothing was changed")
          .hasMessageContaining("as asked")
          .hasMessageNotContaining("idempotency key");
    }
    assertThat(store.find(Changes.AMELIE)).isEmpty();
    assertThat(store.capacity().active()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "POSTGRESQL, 25006, read-only",
    "MARIADB, 1290, read-only",
    "MARIADB, 1792, read-only",
    "MARIADB, 1836, read-only",
    "MARIADB, 1047, connection was lost", // a node that left its cluster
  })
  @DisplayName(
      "A server that cannot be used is not asked again, and its connection leaves the pool")
  void shouldLeaveAServerThatCannotBeUsed(TestDatabase database, String code, String advice)
      throws Exception {
    String prefix = TestDatabase.newPrefix();
    refusing(database, prefix, code);
    try (HikariDataSource pool = TestDatabase.newPool(database.url(), 1)) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(pool)
              .tablePrefix(prefix)
              .patience(Given.noPatience())
              .build();
      assertThat(store.find(Changes.AMELIE)).isEmpty();
      long before = connectionId(database, pool);
      assertThatThrownBy(() -> store.changeAll(List.of(ENABLE), Changes.IDS))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining(advice)
          .hasMessageContaining("nothing was changed");
      assertThat(connectionId(database, pool)).isNotEqualTo(before);
      assertThat(store.find(Changes.AMELIE)).isEmpty();
    }
  }

  @Test
  @DisplayName("B12: what a failing COMMIT has done is not known, and its key makes it harmless")
  void shouldNotKnowWhatAFailingCommitHasDone() {
    TestDatabase database = TestDatabase.POSTGRESQL;
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    database.execute(
        """
        CREATE FUNCTION cid_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'as asked'; END $$"""
            .replace("cid_", prefix),
        """
        CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON cid_audit DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION cid_refuse()"""
            .replace("cid_", prefix));

    assertThatThrownBy(() -> store.changeAll(List.of(ENABLE), Changes.IDS))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("not known")
        .hasMessageContaining("same idempotency key")
        .hasMessageContaining("as asked");

    database.execute("DROP TRIGGER refuse ON cid_audit".replace("cid_", prefix));
    assertThat(store.changeAll(List.of(ENABLE), Changes.IDS))
        .singleElement()
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(done.replayed()).isFalse());
  }

  @Test
  @DisplayName(
      "B12: a server that failed during COMMIT (1180) has perhaps done it, wherever it says so")
  void shouldNotKnowWhatFailedDuringCommit() {
    JdbcConferenceStore store = refusing(TestDatabase.MARIADB, TestDatabase.newPrefix(), "1180");

    assertThatThrownBy(() -> store.change(ENABLE, Changes.IDS))
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("not known")
        .hasMessageContaining("same idempotency key");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("A look-up that is cut off says so, and speaks of no idempotency key")
  void shouldNotSpeakOfKeysInALookUp(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    try (Wire wire = new Wire(database);
        Connection connection = DriverManager.getConnection(wire.through(database.url()))) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();
      store.find(Changes.AMELIE);
      wire.cutAnswer(1);
      assertThatThrownBy(() -> store.find(Changes.AMELIE))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("connection was lost")
          .hasMessageNotContaining("key");
    }
  }

  /** A store whose changes are refused with a code of the database. */
  private static JdbcConferenceStore refusing(TestDatabase database, String prefix, String code) {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool())
            .tablePrefix(prefix)
            .patience(Given.noPatience())
            .build();
    store.createSchema();
    Given.refuse(database, prefix, "audit", "BEFORE INSERT", "NEW.version > 0", code);
    return store;
  }

  private static long connectionId(TestDatabase database, HikariDataSource pool) throws Exception {
    String function = database == TestDatabase.MARIADB ? "connection_id()" : "pg_backend_pid()";
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + function)) {
      row.next();
      return row.getLong(1);
    }
  }
}
