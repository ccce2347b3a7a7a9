package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.conferenceid.ConferenceException;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** What can be wrong around a store, and what it says then. */
class FaultsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("A wrong password is named, and nothing was changed")
  void shouldNameAWrongPassword(TestDatabase database) {
    String url = database.url().replaceFirst("password=right", "password=wrong");
    assertEveryStoreUnavailable(database, url, "check the user, the password");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("A server that is down is named, and nothing was changed")
  void shouldNameAnAbsentServer(TestDatabase database) throws Exception {
    int nobodys;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodys = socket.getLocalPort();
    }
    String url = database.url().replaceFirst("localhost:[0-9]+", "localhost:" + nobodys);
    assertEveryStoreUnavailable(database, url, "see that the database is up");
  }

  @Test
  @DisplayName("A file that cannot be opened is named, and nothing was changed")
  void shouldNameAnAbsentFolder() {
    String url = "jdbc:sqlite:" + folder.resolve("absent").resolve("ids.db");
    assertEveryStoreUnavailable(TestDatabase.SQLITE, url, "nothing was changed");
  }

  /** With a pool and without, with the dialect given and not. */
  private static void assertEveryStoreUnavailable(
      TestDatabase database, String url, String advice) {
    Dialect dialect = Dialect.valueOf(database.name());
    DataSource plain = plain(database, url);
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(url);
      pool.setInitializationFailTimeout(-1);
      pool.setConnectionTimeout(250);
      for (JdbcConferenceStore store :
          List.of(
              JdbcConferenceStore.of(pool),
              JdbcConferenceStore.builder(pool).dialect(dialect).build(),
              JdbcConferenceStore.of(plain),
              JdbcConferenceStore.builder(plain).dialect(dialect).build())) {
        assertUnavailable(store, advice);
      }
    }
  }

  private static DataSource plain(TestDatabase database, String url) {
    try {
      switch (database) {
        case SQLITE -> {
          SQLiteDataSource file = new SQLiteDataSource();
          file.setUrl(url);
          return file;
        }
        case POSTGRESQL -> {
          PGSimpleDataSource server = new PGSimpleDataSource();
          server.setUrl(url);
          return server;
        }
        default -> {
          return new MariaDbDataSource(url);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertUnavailable(JdbcConferenceStore store, String advice) {
    assertThat(refusal(store, advice))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(advice)
        .hasMessageContaining("nothing was changed");
  }

  /**
   * What a store says when it cannot be used. A pool whose time is over before its first connection
   * has failed, on a slow machine, cannot say why; it is asked again.
   */
  private static Throwable refusal(JdbcConferenceStore store, String reason) {
    Throwable thrown = catchThrowable(() -> store.find(Changes.AMELIE));
    while (saysNothing(thrown) && !thrown.getMessage().contains(reason)) {
      thrown = catchThrowable(() -> store.find(Changes.AMELIE));
    }
    return thrown;
  }

  private static boolean saysNothing(Throwable thrown) {
    return thrown instanceof StoreUnavailableException
        && thrown.getCause() instanceof SQLException timedOut
        && timedOut.getMessage().contains("request timed out")
        && timedOut.getCause() == null;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A missing schema is named, before and by the check")
  void shouldNameAMissingSchema(TestDatabase database) {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix("absent_").build();
    for (Throwable thrown :
        List.of(
            catchThrowable(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS)),
            catchThrowable(store::checkSchema))) {
      assertThat(thrown)
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining("create or migrate the schema")
          .hasMessageContaining("absent_schema");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "An older or newer schema is refused at the first use, and says which side to update")
  void shouldRefuseAnotherSchema(TestDatabase database) {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    database.execute(String.format(Locale.ROOT, "UPDATE %sschema SET version = 0", prefix));
    assertThatThrownBy(() -> find(database, prefix))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("version 0")
        .hasMessageContaining("run the later scripts");

    database.execute(String.format(Locale.ROOT, "UPDATE %sschema SET version = 99", prefix));
    assertThatThrownBy(() -> find(database, prefix))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("update the library");
  }

  private static void find(TestDatabase database, String prefix) {
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().find(Changes.AMELIE);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A missing column is found by the check")
  void shouldFindAMissingColumn(TestDatabase database) {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    store.createSchema(); // a second time does nothing
    store.checkSchema();
    database.execute(
        String.format(Locale.ROOT, "ALTER TABLE %saudit DROP COLUMN mail_problem", prefix));
    assertThatThrownBy(store::checkSchema)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("mail_problem");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A read-only database is named, and nothing was changed")
  void shouldNameAReadOnlyDatabase(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setDataSource(readOnly(database));
      pool.setReadOnly(database == TestDatabase.SQLITE); // its driver insists
      pool.setMaximumPoolSize(1);
      JdbcConferenceStore store = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
      assertThat(store.find(Changes.AMELIE)).isEmpty();
      assertThatThrownBy(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("read-only");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
  }

  private static DataSource readOnly(TestDatabase database) throws SQLException {
    switch (database) {
      case SQLITE -> {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        SQLiteDataSource file = new SQLiteDataSource(config);
        file.setUrl(database.url());
        return file;
      }
      case POSTGRESQL -> {
        PGSimpleDataSource server = new PGSimpleDataSource();
        server.setUrl(database.url());
        server.setOptions("-c default_transaction_read_only=on");
        return server;
      }
      default -> {
        return new MariaDbDataSource(database.url() + "&sessionVariables=tx_read_only=1");
      }
    }
  }

  @Test
  @DisplayName("A full disk is named, and leaves no change in halves")
  void shouldNameAFullDisk() {
    try (HikariDataSource pool =
        TestDatabase.newPool("jdbc:sqlite:" + folder.resolve("small.db"), 1)) {
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      store.createSchema();
      store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      pragma(pool, "max_page_count = 40");
      assertThatThrownBy(() -> resetMany(store))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("make room");

      pragma(pool, "max_page_count = 4000");
      long version = store.find(Changes.AMELIE).orElseThrow().version();
      assertThat(store.audit(AuditQuery.all().limit(1000)).items()).hasSize((int) version);
      assertThat(store.capacity().active()).isEqualTo(1);
      assertThat(store.capacity().quarantined()).isEqualTo(version - 1);
      assertThat(store.change(Changes.reset(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(ChangeResult.Done.class);
    }
  }

  private static void resetMany(JdbcConferenceStore store) {
    for (int i = 0; i < 1000; i++) {
      store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
    }
  }

  private static void pragma(HikariDataSource pool, String pragma) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + pragma);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("An exhausted pool is named, and nothing was changed")
  void shouldNameAnExhaustedPool() throws Exception {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(TestDatabase.SQLITE.url());
      pool.setMaximumPoolSize(1);
      pool.setConnectionTimeout(250);
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isValid(1)).isTrue();
        assertUnavailable(JdbcConferenceStore.of(pool), "pool is large enough");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A lock held by another transaction is a conflict that says what to do")
  void shouldTellToRollBack(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    // A pool of its own, because what is set on the second connection stays.
    try (HikariDataSource pool = TestDatabase.newPool(database.url(), 2);
        Connection first = pool.getConnection();
        Connection second = pool.getConnection()) {
      try (Statement statement = second.createStatement()) {
        statement.execute(
            switch (database) {
              case SQLITE -> "PRAGMA busy_timeout = 0";
              case POSTGRESQL -> "SET lock_timeout = 100";
              case MARIADB -> "SET innodb_lock_wait_timeout = 0";
            });
      }
      first.setAutoCommit(false);
      second.setAutoCommit(false);
      JdbcConferenceStore one = Fixture.joined(first).tablePrefix(prefix).build();
      JdbcConferenceStore two = Fixture.joined(second).tablePrefix(prefix).build();
      ChangeResult.Done done =
          (ChangeResult.Done) one.change(Changes.reset(Changes.AMELIE), Changes.IDS);
      assertThat(done.committed()).isFalse();

      assertThatThrownBy(() -> two.change(Changes.reset(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(TransactionConflictException.class)
          .hasMessageContaining("roll the transaction back first")
          .hasMessageContaining("same idempotency key");

      second.rollback();
      first.commit();
      assertThat(store.find(Changes.AMELIE).orElseThrow().id())
          .contains(done.event().newId().orElseThrow());
      if (database != TestDatabase.SQLITE) {
        assertThat(two.change(Changes.reset(Changes.AMELIE), Changes.IDS))
            .isInstanceOf(ChangeResult.Done.class);
        second.commit();
      }
      first.setAutoCommit(true);
      second.setAutoCommit(true);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Autocommit and isolation are as before after every operation, done or failed")
  void shouldRestoreTheConnection(TestDatabase database) throws Exception {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    try (Connection connection = database.pool().getConnection()) {
      int isolation = connection.getTransactionIsolation();
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();
      store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
      store.outbox().claim("worker", 10, Duration.ofMinutes(1));
      store.erase(Changes.AMELIE, Duration.ofDays(1));
      store.prune(Duration.ZERO);
      database.execute("DROP TABLE " + prefix + "audit");
      assertThatThrownBy(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> store.erase(Changes.AMELIE, Duration.ofDays(1)))
          .isInstanceOf(SchemaException.class);

      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getTransactionIsolation()).isEqualTo(isolation);
      assertThat(store.find(Changes.AMELIE)).as("nothing was left behind").isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("Every isolation works")
  void shouldWorkInEveryIsolation(TestDatabase database) {
    for (String isolation :
        List.of(
            "TRANSACTION_READ_COMMITTED",
            "TRANSACTION_REPEATABLE_READ",
            "TRANSACTION_SERIALIZABLE")) {
      try (HikariDataSource pool = new HikariDataSource()) {
        pool.setJdbcUrl(database.url());
        pool.setMaximumPoolSize(1);
        pool.setTransactionIsolation(isolation);
        String prefix = TestDatabase.newPrefix();
        JdbcConferenceStore strict = JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
        strict.createSchema();
        strict.change(Changes.enable(Changes.AMELIE), Changes.IDS);
        strict.change(Changes.reset(Changes.AMELIE), Changes.IDS);
        assertThat(strict.outbox().claim("worker", 10, Duration.ofMinutes(1))).hasSize(1);
        assertThat(strict.find(Changes.AMELIE).orElseThrow().version()).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Claiming in a transaction of the application is refused, with the reason")
  void shouldRefuseToClaimInATransaction(TestDatabase database) throws Exception {
    try (Connection connection = database.pool().getConnection()) {
      String prefix = TestDatabase.newPrefix();
      JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
      connection.setAutoCommit(false);
      JdbcConferenceStore store = Fixture.joined(connection).tablePrefix(prefix).build();
      assertThatThrownBy(() -> store.outbox().claim("worker", 1, Duration.ofMinutes(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("lease has to be committed");
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("Times are the database's, whatever this machine's clock says")
  void shouldUseTheDatabasesTime(TestDatabase database) throws Exception {
    JdbcConferenceStore store = database.newStore();
    Instant before = database.now();
    ChangeResult.Done done =
        (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    assertThat(done.event().at()).isBetween(before, database.now());
  }

  @Test
  @DisplayName("What the database said is kept where a pool wraps it: too many connections")
  void shouldKeepWhatAPoolWraps() {
    TestDatabase database = TestDatabase.POSTGRESQL;
    database.execute(
        "DROP ROLE IF EXISTS crowd", "CREATE ROLE crowd LOGIN PASSWORD 'right' CONNECTION LIMIT 0");
    database.execute("GRANT tester TO crowd");
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(database.url().replace("user=tester", "user=crowd"));
      pool.setInitializationFailTimeout(-1);
      pool.setConnectionTimeout(250);
      assertThat(refusal(JdbcConferenceStore.of(pool), "too many connections"))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("request timed out")
          .hasMessageContaining("too many connections for role")
          .hasRootCauseInstanceOf(SQLException.class)
          .rootCause()
          .hasMessageContaining("too many connections for role");
    }
  }

  @Test
  @DisplayName("An ID in a driver's messages is masked, in the message and in all causes")
  void shouldMaskIds() {
    SQLException driver =
        new SQLException("Key (id)=(4839201) already exists, at 1893456267308000", "23505");
    driver.initCause(new IllegalStateException("row 4839202"));
    driver.setNextException(new SQLException("row 4839203", new SQLException("row 4839204")));
    ConferenceException shown =
        ErrorKind.CONFLICT.exception("make the change RESET", driver, Purpose.KEYED, true);
    assertThat(shown)
        .hasMessageContaining("(*****01)")
        .hasMessageContaining("1893456267308000")
        .hasMessageContaining("row *****04");
    StringWriter trace = new StringWriter();
    shown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString())
        .contains("*****01", "*****02", "*****04")
        .doesNotContainPattern("48392[0-9]{2}");
    SQLException next = ((SQLException) shown.getCause()).getNextException();
    assertThat(next.getMessage()).isEqualTo("row *****03");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "Keys of one and of 255 characters, quotes and other planes come back as they went in")
  void shouldKeepAnyKey(TestDatabase database) {
    JdbcConferenceStore store = database.newStore();
    for (String key :
        List.of(
            "x",
            "\u00e9",
            "e\u0301",
            "'; DROP TABLE cid_user; --",
            "\\\"?",
            "A",
            "a",
            "\u263a\ufe0f",
            "\ud83d\ude00".repeat(127) + "x", // 255 UTF-16 units
            "\u4f1a".repeat(255), // 765 bytes in UTF-8
            "\"`$$%_[]:?",
            "\u00df",
            "ss",
            "{now} cid_")) {
      UserId user = UserId.of(key);
      RequestContext cause = RequestContext.NONE.by(key).reason(key).publicReason(key);
      Change change =
          Changes.keyed(Changes.of(EventKind.ENABLED, user, cause), key.length() > 100 ? "k" : key);
      ChangeResult.Done done = (ChangeResult.Done) store.change(change, Changes.IDS);
      assertThat(done.event().version()).isEqualTo(1);
      assertThat(store.audit(AuditQuery.all().ofUser(user)).items())
          .singleElement()
          .satisfies(entry -> assertThat(entry.event().user()).isEqualTo(user))
          .satisfies(entry -> assertThat(entry.context()).isEqualTo(cause))
          .satisfies(
              entry -> assertThat(entry.idempotencyKey()).isEqualTo(change.idempotencyKey()));
    }
  }

  @Test
  @DisplayName("NUL is refused before the database sees it, with the field and the rule")
  void shouldRefuseNul() {
    List<ThrowingCallable> makers =
        List.of(
            () -> UserId.of("a\0b"),
            () -> RequestContext.NONE.by("a\0b"),
            () -> RequestContext.NONE.reason("a\0b"),
            () -> RequestContext.NONE.publicReason("a\0b"),
            () -> new IdempotencyKey("a\0b"));
    for (ThrowingCallable maker : makers) {
      assertThatThrownBy(maker)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageNotContaining("\0");
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("OB-11: a mail server's answer with NUL and quotes is kept, NUL as U+FFFD")
  void shouldKeepAnyProblem(TestDatabase database) {
    JdbcConferenceStore store = database.newStore();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    Lease lease = store.outbox().claim("o'brien\"", 1, Duration.ofMinutes(1)).get(0);
    Settlement.Result failed = new Settlement.Failed("550 'no'\0\"such\" \ud83d\ude00");
    assertThat(store.outbox().settle(List.of(new Settlement(lease, failed)))).isEmpty();
    assertThat(store.audit(AuditQuery.all()).items())
        .singleElement()
        .extracting(AuditEntry::delivery)
        .isEqualTo(
            new DeliveryStatus(
                DeliveryState.FAILED, 1, Optional.of("550 'no'\ufffd\"such\" \ud83d\ude00")));
  }
}
