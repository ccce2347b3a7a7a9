package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that lose against another, which holds what they want to change. */
class ConflictsTest {
  private final List<Long> pauses = new ArrayList<>();
  private long now;
  private LongConsumer whilePausing = nanos -> now += nanos;
  private HikariDataSource pool;
  private Connection other;
  private JdbcConferenceStore store;

  private void start(TestDatabase database) throws SQLException {
    String url = database.url();
    pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    pool.setMaximumPoolSize(2);
    pool.setConnectionInitSql(
        switch (database) {
          case SQLITE -> "PRAGMA busy_timeout = 0";
          case POSTGRESQL -> "SET lock_timeout = 1";
          case MARIADB -> "SET innodb_lock_wait_timeout = 0";
        });
    String prefix = TestDatabase.newPrefix();
    store =
        JdbcConferenceStore.builder(pool)
            .tablePrefix(prefix)
            .patience(new Patience(() -> now, this::pause, bound -> bound - 1))
            .build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    pauses.clear();
    other = database.pool().getConnection();
    other.setAutoCommit(false);
    try (Statement statement = other.createStatement()) {
      statement.execute("UPDATE " + prefix + "user SET version = version");
    }
  }

  private void pause(long nanos) {
    pauses.add(nanos);
    whilePausing.accept(nanos);
  }

  private void endOther() {
    try {
      other.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() throws SQLException {
    if (other != null) {
      other.rollback();
      other.setAutoCommit(true);
      other.close();
    }
    if (pool != null) {
      pool.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "A change that loses is tried again after pauses that grow, until the other has ended")
  void shouldTryAgainUntilTheOtherHasEnded(TestDatabase database) throws Exception {
    start(database);
    whilePausing =
        nanos -> {
          if (pauses.size() == 10) {
            endOther();
          }
        };
    assertThat(store.change(Changes.reset(Changes.AMELIE), Changes.IDS))
        .isInstanceOf(ChangeResult.Done.class);
    assertThat(pauses).hasSize(10).isSorted();
    assertThat(Duration.ofNanos(pauses.get(0))).isLessThanOrEqualTo(Duration.ofMillis(2));
    assertThat(Duration.ofNanos(pauses.get(9))).isEqualTo(Duration.ofMillis(100));
    assertThat(store.find(Changes.AMELIE).orElseThrow().version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A change that loses for ever is given up after 30 seconds")
  void shouldGiveUpAfterALimitOfTime(TestDatabase database) throws Exception {
    start(database);
    whilePausing = nanos -> now += Duration.ofSeconds(10).toNanos(); // as waiting for locks takes
    assertConflict(database, 3);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("A change that loses for ever is given up after 100 tries, if pauses are cut short")
  void shouldGiveUpAfterManyTries(TestDatabase database) throws Exception {
    start(database);
    whilePausing = nanos -> {};
    assertConflict(database, 99);
  }

  @Test
  @DisplayName("B1: what is left of a transaction that the server ended without a word is not kept")
  void shouldNoticeATransactionThatWasEnded() throws Exception {
    TestDatabase database = TestDatabase.MARIADB;
    String prefix = TestDatabase.newPrefix();
    SqlTemplates texts = new SqlTemplates(new Mariadb(), prefix, null);
    Transactions transactions =
        new Transactions(database.pool(), texts, Given.noPatience(), new Joining(null));
    database.execute("CREATE TABLE " + prefix + "id (id INT) ENGINE = InnoDB");

    assertThatThrownBy(
            () ->
                transactions.transaction(
                    "write",
                    session -> {
                      session.update("INSERT INTO cid_id VALUES (1)");
                      session.update("ROLLBACK"); // as a node of a cluster does
                      return session.update("INSERT INTO cid_id VALUES (2)");
                    }))
        .isInstanceOf(TransactionConflictException.class);
    assertThat(
            transactions.<Integer>read(
                "count",
                session ->
                    session
                        .first("SELECT count(*) AS n FROM cid_id", row -> row.getInt("n"))
                        .orElseThrow()))
        .isZero();
  }

  private void assertConflict(TestDatabase database, int expectedPauses) {
    boolean waitsForAnyWriter = database == TestDatabase.SQLITE;
    Class<?> expected =
        waitsForAnyWriter ? StoreUnavailableException.class : TransactionConflictException.class;
    assertThatThrownBy(() -> store.change(Changes.reset(Changes.AMELIE), Changes.IDS))
        .isInstanceOf(expected)
        .hasMessageContaining("nothing was changed")
        .hasMessageContaining(waitsForAnyWriter ? "busy_timeout" : "same idempotency key");
    assertThat(pauses.size()).isEqualTo(expectedPauses);
    assertThatThrownBy(() -> store.erase(Changes.AMELIE, Changes.QUARANTINE))
        .isInstanceOf(expected)
        .hasMessageContaining("nothing was changed")
        .hasMessageNotContaining("idempotency key");
  }
}
