package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.conferenceid.EventKind;
import org.conferenceid.StoreException;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A PostgreSQL server that wants each commit on a standby, which is not there. */
class StandbyTest {
  private static final TestDatabase DATABASE = TestDatabase.POSTGRESQL;
  private static final String NAME = "StandbyTest";
  private static final String CANCEL =
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '"
          + NAME
          + "' AND wait_event = 'SyncRep'";

  private final Change reset = Changes.keyed(EventKind.RESET, Changes.AMELIE, "key");
  private HikariDataSource pool;
  private JdbcConferenceStore store;

  @BeforeEach
  void start() {
    pool =
        TestDatabase.newPool(
            DATABASE.url() + "&ApplicationName=" + NAME + "&options=-c%20synchronous_commit=on", 2);
    store = JdbcConferenceStore.builder(pool).tablePrefix(TestDatabase.newPrefix()).build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
  }

  /** The server starts to want it some time after it was told so. */
  private void wantStandby() throws Exception {
    setStandby("SET synchronous_standby_names = 'nobody'");
    boolean waited = false;
    while (!waited) {
      waited = cancelled(this::commit);
    }
  }

  private void commit() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_logical_emit_message(true, '', '')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void setStandby(String setting) {
    DATABASE.execute("ALTER SYSTEM " + setting, "SELECT pg_reload_conf()");
  }

  @AfterEach
  void stop() {
    setStandby("RESET synchronous_standby_names");
    pool.close();
  }

  /** Runs something, and cancels its wait for the standby; returns false if it did not wait. */
  private static boolean cancelled(Runnable work) throws Exception {
    CompletableFuture<Void> running = CompletableFuture.runAsync(work);
    boolean waited = false;
    try (Connection connection = DATABASE.pool().getConnection();
        Statement statement = connection.createStatement()) {
      while (!running.isDone()) {
        try (ResultSet rows = statement.executeQuery(CANCEL)) {
          waited |= rows.next();
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
    running.get();
    return waited;
  }

  @Test
  @DisplayName("B1, B12: a change that may be on this server alone is not told as done")
  void shouldNotTellAChangeAsDone() throws Exception {
    shouldNotKnow(store -> store.change(reset, Changes.IDS), "same idempotency key");
    assertThat(store.change(reset, Changes.IDS))
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(done.replayed()).isTrue());
  }

  @Test
  @DisplayName("B1, B12: changes that may be on this server alone are not told as done")
  void shouldNotTellManyChangesAsDone() throws Exception {
    shouldNotKnow(store -> store.changeAll(List.of(reset), Changes.IDS), "same idempotency key");
    assertThat(store.changeAll(List.of(reset), Changes.IDS))
        .singleElement()
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(done.replayed()).isTrue());
  }

  @Test
  @DisplayName("B1, B12: nor is its repetition, which waits for the standby as well")
  void shouldNotTellARepetitionAsDone() throws Exception {
    wantStandby();
    assertNotKnown(store -> store.change(reset, Changes.IDS), "same idempotency key");
    assertNotKnown(store -> store.change(reset, Changes.IDS), "same idempotency key");
    assertNotKnown(store -> store.changeAll(List.of(reset), Changes.IDS), "same idempotency key");
  }

  @Test
  @DisplayName("CS-12: nor is the repetition of an erasure, though nothing is left here to erase")
  void shouldNotTellARepeatedErasureAsDone() throws Exception {
    wantStandby();
    assertNotKnown(store -> store.erase(Changes.AMELIE, Changes.QUARANTINE), "does no harm");
    assertThat(store.find(Changes.AMELIE)).isEmpty();
    assertNotKnown(store -> store.erase(Changes.AMELIE, Changes.QUARANTINE), "does no harm");
  }

  @Test
  @DisplayName(
      "OB-1: leases, settlements and an erasure that may be here alone are not told as done")
  void shouldNotTellOtherWritesAsDone() throws Exception {
    List<Lease> leases = store.outbox().claim("worker", 10, Duration.ofMinutes(1));
    List<Settlement> sent = List.of(new Settlement(leases.get(0), new Settlement.Sent()));
    shouldNotKnow(store -> store.outbox().settle(sent), "does no harm");
    shouldNotKnow(store -> store.erase(Changes.AMELIE, Changes.QUARANTINE), "does no harm");
    assertThat(store.erase(Changes.AMELIE, Changes.QUARANTINE)).isFalse();
  }

  private void shouldNotKnow(Consumer<JdbcConferenceStore> work, String advice) throws Exception {
    wantStandby();
    assertNotKnown(work, advice);
    setStandby("RESET synchronous_standby_names");
  }

  private void assertNotKnown(Consumer<JdbcConferenceStore> work, String advice) throws Exception {
    Throwable[] thrown = new Throwable[1];
    assertThat(cancelled(() -> thrown[0] = catchThrowable(() -> work.accept(store)))).isTrue();
    assertThat(thrown[0])
        .isExactlyInstanceOf(StoreException.class)
        .hasMessageContaining("not known")
        .hasMessageContaining(advice)
        .hasMessageContaining("synchronous replication");
  }
}
