package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements that a driver sends for many rows at once, of which one fails in their middle. */
class BatchesTest {
  private static final List<UserId> USERS =
      IntStream.range(0, 6).mapToObj(i -> UserId.of("user " + i)).toList();

  /** What sends a batch, and on which rows. */
  private enum Batch {
    RESET("id", "id") {
      @Override
      void prepare(JdbcConferenceStore store) {
        changeAll(store, Changes::enable);
      }

      @Override
      void run(JdbcConferenceStore store, List<Lease> leases) {
        changeAll(store, Changes::reset);
      }
    },
    LEASE("audit", "number") {
      @Override
      void prepare(JdbcConferenceStore store) {
        changeAll(store, Changes::enable);
      }

      @Override
      void run(JdbcConferenceStore store, List<Lease> leases) {
        claim(store);
      }
    },
    SUPERSEDE("audit", "number") {
      @Override
      void prepare(JdbcConferenceStore store) {
        changeAll(store, Changes::enable);
        changeAll(store, Changes::reset); // what was queued before is not true any more
      }

      @Override
      void run(JdbcConferenceStore store, List<Lease> leases) {
        claim(store);
      }
    },
    SETTLE("audit", "number") {
      @Override
      void prepare(JdbcConferenceStore store) {
        changeAll(store, Changes::enable);
      }

      @Override
      List<Lease> leases(JdbcConferenceStore store) {
        return claim(store);
      }

      @Override
      void run(JdbcConferenceStore store, List<Lease> leases) {
        settle(store, leases, new Settlement.Sent());
      }
    },
    RESEND("audit", "number") {
      @Override
      void prepare(JdbcConferenceStore store) {
        changeAll(store, Changes::enable);
        settle(store, claim(store), new Settlement.Failed("no such user"));
      }

      @Override
      void run(JdbcConferenceStore store, List<Lease> leases) {
        store
            .outbox()
            .resend(
                store.audit(AuditQuery.all()).items().stream().map(one -> one.number()).toList());
      }
    };

    final String table;
    final String key;

    Batch(String table, String key) {
      this.table = table;
      this.key = key;
    }

    abstract void prepare(JdbcConferenceStore store);

    List<Lease> leases(JdbcConferenceStore store) {
      return List.of();
    }

    abstract void run(JdbcConferenceStore store, List<Lease> leases);

    private static void changeAll(JdbcConferenceStore store, Function<UserId, Change> change) {
      assertThat(store.changeAll(USERS.stream().map(change).toList(), Changes.IDS))
          .allMatch(ChangeResult.Done.class::isInstance);
    }

    private static List<Lease> claim(JdbcConferenceStore store) {
      return store.outbox().claim("worker", 100, Duration.ofMinutes(1));
    }

    private static void settle(
        JdbcConferenceStore store, List<Lease> leases, Settlement.Result result) {
      store.outbox().settle(leases.stream().map(l -> new Settlement(l, result)).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1: of a batch that a deadlock ends in its middle, nothing stays")
  void shouldLeaveNothingAfterADeadlock(Batch batch) throws Exception {
    TestDatabase database = TestDatabase.MARIADB; // the one whose driver sends ahead
    String prefix = TestDatabase.newPrefix();
    try (HikariDataSource pool = TestDatabase.newPool(database.url(), 1)) {
      shouldLeaveNothingAfterADeadlock(batch, database, prefix, pool);
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT @@autocommit")) {
        row.next();
        assertThat(row.getBoolean(1)).as("autocommit").isTrue();
      }
    }
  }

  private static void shouldLeaveNothingAfterADeadlock(
      Batch batch, TestDatabase database, String prefix, DataSource pool) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(pool).tablePrefix(prefix).patience(Given.noPatience()).build();
    store.createSchema();
    batch.prepare(store);
    List<Lease> leases = batch.leases(store);
    database.execute("CREATE TABLE " + prefix + "ballast (n INT) ENGINE = InnoDB");
    List<String> before = rows(database, prefix);
    List<Long> keys = keys(database, prefix, batch);

    try (Connection other = database.pool().getConnection()) {
      other.setAutoCommit(false);
      // The server ends the transaction that has done less.
      execute(
          other,
          """
          INSERT INTO cid_ballast WITH RECURSIVE n (i) AS (
            SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT i FROM n\
          """
              .replace("cid_", prefix));
      lock(other, prefix, batch, keys.get(2));
      CompletableFuture<Throwable> thrown =
          CompletableFuture.supplyAsync(() -> catchThrowable(() -> batch.run(store, leases)));
      awaitLockWait(database, thrown);
      lock(other, prefix, batch, keys.get(0));
      assertThat(thrown.get())
          .isInstanceOf(TransactionConflictException.class)
          .hasMessageContaining("Deadlock found");
      other.rollback();
      other.setAutoCommit(true);
    }

    assertThat(rows(database, prefix)).isEqualTo(before);
    batch.run(store, leases);
    assertThat(rows(database, prefix)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1: of a batch in which one row is refused, nothing stays")
  void shouldLeaveNothingAfterARefusal(TestDatabase database) throws Exception {
    for (Batch batch : Batch.values()) {
      String prefix = TestDatabase.newPrefix();
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
      store.createSchema();
      batch.prepare(store);
      List<Lease> leases = batch.leases(store);
      List<String> before = rows(database, prefix);
      long refused = keys(database, prefix, batch).get(2);
      String when = "BEFORE UPDATE";
      String condition = "NEW." + batch.key + " = " + refused;
      Given.refuse(database, prefix, batch.table, when, condition, "");

      Throwable thrown = catchThrowable(() -> batch.run(store, leases));
      assertThat(thrown)
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("nothing was changed");
      assertThat(rows(database, prefix)).as("%s", batch).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B6, CS-1: two runs at once over different users leave every user whole")
  void shouldKeepUsersWholeInTwoRunsAtOnce(TestDatabase database) {
    JdbcConferenceStore store = database.newStore();
    List<UserId> users = IntStream.range(0, 800).mapToObj(i -> UserId.of("user " + i)).toList();
    store.changeAll(users.stream().map(Changes::enable).toList(), Changes.IDS);
    int rounds = 3;
    CompletableFuture<?>[] runs =
        IntStream.range(0, 2)
            .mapToObj(
                run ->
                    CompletableFuture.runAsync(
                        () -> {
                          for (int from = 0; from < rounds * users.size(); from += 80) {
                            List<Change> chunk =
                                IntStream.range(from, from + 80)
                                    .filter(i -> i % 2 == run)
                                    .mapToObj(i -> Changes.reset(users.get(i % users.size())))
                                    .toList();
                            assertThat(store.changeAll(chunk, Changes.IDS))
                                .allMatch(ChangeResult.Done.class::isInstance);
                          }
                        }))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(runs).join();

    assertThat(store.findAll(users).values())
        .hasSize(users.size())
        .allSatisfy(
            organizer -> {
              assertThat(organizer.version()).isEqualTo(1 + rounds);
              assertThat(store.lookup(organizer.id().orElseThrow()))
                  .isInstanceOfSatisfying(
                      Lookup.Active.class,
                      active -> assertThat(active.owner()).isEqualTo(organizer.user()));
            });
    assertThat(store.capacity().active()).isEqualTo(users.size());
    assertThat(store.capacity().quarantined()).isEqualTo((long) rounds * users.size());
  }

  /** The first of the rows that a batch is about, in its order. */
  private static List<Long> keys(TestDatabase database, String prefix, Batch batch)
      throws SQLException {
    List<Long> keys = new ArrayList<>();
    String sql = "SELECT " + batch.key + " FROM " + prefix + batch.table + " ORDER BY 1";
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        keys.add(rows.getLong(1));
      }
    }
    return keys;
  }

  private static List<String> rows(TestDatabase database, String prefix) throws SQLException {
    List<String> all = new ArrayList<>();
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("user", "id", "audit")) {
        try (ResultSet rows =
            statement.executeQuery("SELECT * FROM " + prefix + table + " ORDER BY 1")) {
          while (rows.next()) {
            Object[] row = new Object[rows.getMetaData().getColumnCount()];
            for (int i = 0; i < row.length; i++) {
              row[i] = rows.getObject(i + 1);
            }
            all.add(table + Arrays.toString(row));
          }
        }
      }
    }
    return all;
  }

  private static void lock(Connection connection, String prefix, Batch batch, long key)
      throws SQLException {
    execute(
        connection,
        "SELECT 1 FROM "
            + prefix
            + batch.table
            + " WHERE "
            + batch.key
            + " = "
            + key
            + " FOR UPDATE");
  }

  private static void awaitLockWait(TestDatabase database, Future<?> work) throws SQLException {
    String waiting =
        "SELECT 1 FROM information_schema.global_status"
            + " WHERE variable_name = 'INNODB_ROW_LOCK_CURRENT_WAITS' AND variable_value > 0";
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      boolean found = false;
      while (!found && !work.isDone()) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        try (ResultSet rows = statement.executeQuery(waiting)) {
          found = rows.next();
        }
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
