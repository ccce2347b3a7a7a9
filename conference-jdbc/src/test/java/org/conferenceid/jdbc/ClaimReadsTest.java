package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.ProgressHandler;

/**
 * How much a claim reads, as the database itself counts: rows on PostgreSQL and MariaDB, steps of
 * its virtual machine on SQLite.
 */
class ClaimReadsTest {
  private static final int FEW = 1000;
  private static final int MANY = 4000;
  private static final int TAKEN = 5;

  private final AtomicLong steps = new AtomicLong();
  private final List<Connection> open = new ArrayList<>();

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A claim reads as much with many messages that wait to be tried again as with few")
  void shouldNotReadTheBacklog(TestDatabase database) throws Exception {
    long few = readsOfAClaim(database, FEW, /* behind= */ false);
    assertThat(few).isPositive();
    assertThat(readsOfAClaim(database, MANY, /* behind= */ false)).isLessThanOrEqualTo(few);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A claim reads as much with many messages that wait for an earlier one as with few")
  void shouldNotReadWhatIsBehindAnother(TestDatabase database) throws Exception {
    long few = readsOfAClaim(database, FEW, /* behind= */ true);
    assertThat(few).isPositive();
    assertThat(readsOfAClaim(database, MANY, /* behind= */ true)).isLessThanOrEqualTo(few);
  }

  /**
   * What a claim reads that takes what is due, while others wait to be tried again. Claims before
   * it put aside what waits for an earlier message.
   */
  private long readsOfAClaim(TestDatabase database, int waiting, boolean behind) throws Exception {
    Connection connection = connect(database);
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(Fixture.always(connection)).tablePrefix(prefix).build();
    store.createSchema();
    connection.setAutoCommit(false);
    long inAnHour = EpochMicros.of(database.now().plus(Duration.ofHours(1)));
    fill(connection, prefix, "waiting", waiting, "ENABLED", inAnHour);
    if (behind) {
      fill(connection, prefix, "waiting", waiting, "INFO_REQUESTED", 0);
    }
    fill(connection, prefix, "due", 4 * TAKEN, "ENABLED", 0);
    connection.commit();
    analyze(connection, database, prefix);

    Session session =
        new Session(
            connection,
            new SqlTemplates(Dialect.valueOf(database.name()).database(), prefix, null),
            /* owned= */ true,
            /* alone= */ false);
    claim(session);
    connection.commit();
    long before = reads(connection, database, prefix);
    List<Lease> leases = claim(session);
    long reads = reads(connection, database, prefix) - before;
    connection.rollback();
    assertThat(leases).hasSize(TAKEN).allMatch(lease -> lease.user().value().startsWith("due"));
    return reads;
  }

  private static List<Lease> claim(Session session) throws SQLException {
    while (true) {
      Claim.Taken taken = new Claim(session, "worker", TAKEN, Duration.ofMinutes(5)).take();
      if (!taken.leases().isEmpty() || taken.finished()) {
        return taken.leases();
      }
      session.connection().commit();
    }
  }

  private Connection connect(TestDatabase database) throws SQLException {
    Connection connection = DriverManager.getConnection(database.url());
    open.add(connection);
    if (database == TestDatabase.SQLITE) {
      ProgressHandler.setHandler(
          connection,
          1,
          new ProgressHandler() {
            @Override
            protected int progress() {
              steps.incrementAndGet();
              return 0;
            }
          });
    }
    return connection;
  }

  private static void fill(
      Connection connection, String prefix, String user, int count, String kind, long due)
      throws SQLException {
    try (PreparedStatement users =
            connection.prepareStatement(
                "INSERT INTO "
                    + prefix
                    + "user (user_key, current_id, version, since) VALUES (?, ?, 1, 0)");
        PreparedStatement messages =
            connection.prepareStatement(
                """
                INSERT INTO cid_audit (user_key, kind, version, at, mail_state, mail_due, mail_turn,
                  mail_key)
                VALUES (?, ?, 1, 0, 'PENDING', ?, ?, 'key')"""
                    .replace("cid_", prefix))) {
      for (int i = 0; i < count; i++) {
        if (kind.equals("ENABLED")) {
          users.setString(1, UserId.of(user + i).value());
          users.setInt(2, 1_000_000 + i);
          users.addBatch();
        }
        messages.setString(1, user + i);
        messages.setString(2, kind);
        messages.setLong(3, due);
        messages.setLong(4, due);
        messages.addBatch();
      }
      users.executeBatch();
      messages.executeBatch();
    }
  }

  /** So that plans do not depend on when the server looks at the tables by itself. */
  private static void analyze(Connection connection, TestDatabase database, String prefix)
      throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of(prefix + "user", prefix + "audit")) {
        statement.execute(
            database == TestDatabase.MARIADB ? "ANALYZE TABLE " + table : "ANALYZE " + table);
      }
    }
    connection.setAutoCommit(false);
  }

  private long reads(Connection connection, TestDatabase database, String prefix)
      throws SQLException {
    return switch (database) {
      case SQLITE -> steps.get();
      case POSTGRESQL ->
          sum(
              connection,
              "SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables"
                  + " WHERE relname LIKE '"
                  + prefix.replace("_", "\\_")
                  + "%'");
      case MARIADB -> sum(connection, "SHOW SESSION STATUS LIKE 'Handler_read%'");
    };
  }

  private static long sum(Connection connection, String query) throws SQLException {
    long sum = 0;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        sum += rows.getLong(2);
      }
    }
    return sum;
  }
}
