package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.Lookup;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases whose settings let the schema be made, and changes or messages fail later. */
class UnfitDatabaseTest {

  @ParameterizedTest
  @ValueSource(strings = {"LATIN1", "SQL_ASCII", "EUC_JP"})
  @DisplayName("A PostgreSQL database that cannot hold every text is named before tables are made")
  void shouldNameAnEncoding(String encoding) throws Exception {
    TestDatabase.POSTGRESQL.execute(
        String.format(
            Locale.ROOT,
            "CREATE DATABASE of_%1$s ENCODING '%1$s' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE"
                + " template0",
            encoding));
    String url = TestDatabase.POSTGRESQL.url().replace("/postgres?", "/of_" + encoding + "?");
    try (HikariDataSource pool = TestDatabase.newPool(url.toLowerCase(Locale.ROOT), 1)) {
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      assertUnfit(store::createSchema, encoding, "UTF8");
      assertThat(TestDatabase.tables(pool, "cid_%")).isEmpty();

      runScript(pool);
      assertUnfitAtAnyUse(store, encoding, "UTF8");
    } finally {
      TestDatabase.POSTGRESQL.execute("DROP DATABASE of_" + encoding);
    }
  }

  private static void runScript(DataSource pool) throws Exception {
    String script = "/" + Dialect.POSTGRESQL.schemaFolder() + "/conference_ids_1.sql";
    try (InputStream in = UnfitDatabaseTest.class.getResourceAsStream(script);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "user, user_key, varchar(255) CHARACTER SET latin1, latin1_swedish_ci",
    "audit, reason, varchar(500) CHARACTER SET utf8mb3, utf8mb3_general_ci",
    "id, owner, varchar(255) COLLATE utf8mb4_general_ci, utf8mb4_general_ci",
  })
  @DisplayName("A column of MariaDB's that cannot hold every text, or takes two keys for one")
  void shouldNameACollation(String table, String column, String type, String collation) {
    String prefix = TestDatabase.newPrefix();
    DataSource pool = TestDatabase.MARIADB.pool();
    JdbcConferenceStore.builder(pool).tablePrefix(prefix).build().createSchema();
    TestDatabase.MARIADB.execute(
        "ALTER TABLE " + prefix + table + " MODIFY " + column + " " + type);
    JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
    assertUnfitAtAnyUse(store, prefix + table + "." + column, collation, "utf8mb4_nopad_bin");
  }

  @Test
  @DisplayName("A binary log of statements, with which MariaDB refuses every change")
  void shouldNameTheBinaryLog() {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(TestDatabase.MARIADB.pool())
        .tablePrefix(prefix)
        .build()
        .createSchema();
    String url = TestDatabase.MARIADB.url() + "&sessionVariables=binlog_format=STATEMENT";
    try (HikariDataSource pool = TestDatabase.newPool(url, 1)) {
      JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
      assertUnfitAtAnyUse(store, "binlog_format", "STATEMENT", "ROW");
    }
  }

  @Test
  @DisplayName("A driver that repeats lost transactions by itself, and so makes a change twice")
  void shouldNameTransactionReplay() {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(TestDatabase.MARIADB.pool())
        .tablePrefix(prefix)
        .build()
        .createSchema();
    String url = TestDatabase.MARIADB.url() + "&transactionReplay=true";
    try (HikariDataSource pool = TestDatabase.newPool(url, 1)) {
      JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
      assertUnfitAtAnyUse(store, "transactionReplay", "twice", "leave it out");
    }
  }

  @Test
  @DisplayName("A format of the binary log does not matter where none is written")
  void shouldNotMindALogThatIsOff() {
    String url =
        TestDatabase.MARIADB.url() + "&sessionVariables=binlog_format=STATEMENT,sql_log_bin=0";
    try (HikariDataSource pool = TestDatabase.newPool(url, 1)) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(pool).tablePrefix(TestDatabase.newPrefix()).build();
      store.createSchema();
      ChangeResult.Done done =
          (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      assertThat(store.lookup(done.event().newId().orElseThrow()))
          .isInstanceOf(Lookup.Active.class);
    }
  }

  private static void assertUnfitAtAnyUse(JdbcConferenceStore store, String... named) {
    assertUnfit(store::createSchema, named);
    assertUnfit(store::checkSchema, named);
    assertUnfit(() -> store.find(Changes.AMELIE), named);
    assertUnfit(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS), named);
  }

  private static void assertUnfit(ThrowingCallable use, String... named) {
    assertThatThrownBy(use)
        .isInstanceOf(SchemaException.class)
        .satisfies(thrown -> assertThat(List.of(named)).allMatch(thrown.getMessage()::contains));
  }
}
