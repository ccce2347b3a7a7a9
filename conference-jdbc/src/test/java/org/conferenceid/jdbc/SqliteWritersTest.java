package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite has one writer at a time, in this process or another; the others wait for their turn. */
class SqliteWritersTest {
  private static final int CONNECTIONS = 4;
  private static final int WRITERS = 6;

  /** Milliseconds that no machine needs. */
  private static final int PATIENT = 600_000;

  @TempDir Path folder;
  private String url;
  private Connection otherProcess;

  @BeforeEach
  void open() throws Exception {
    url = "jdbc:sqlite:" + folder.resolve("w.db");
    otherProcess = DriverManager.getConnection(url);
  }

  @AfterEach
  void close() throws Exception {
    otherProcess.close();
  }

  private void otherProcess(String sql) throws Exception {
    try (Statement statement = otherProcess.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Connections that are there already, so that nobody waits for one to be opened. */
  private HikariDataSource pool(int busyTimeout) throws Exception {
    HikariDataSource pool = TestDatabase.newPool(url + "?busy_timeout=" + busyTimeout, CONNECTIONS);
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      all.add(pool.getConnection());
    }
    for (Connection connection : all) {
      connection.close();
    }
    return pool;
  }

  /** A store that does not try again when the time of SQLite or of the queue is over. */
  private static JdbcConferenceStore impatient(HikariDataSource pool) {
    AtomicLong now = new AtomicLong();
    Patience none =
        new Patience(
            () -> now.getAndAdd(Patience.MAX_TIME.toNanos()), nanos -> {}, bound -> bound - 1);
    return JdbcConferenceStore.builder(pool).patience(none).build();
  }

  @Test
  @DisplayName(
      "S2: while another process holds the file, waiting writers leave callers a connection")
  void shouldLeaveConnectionsToReaders() throws Exception {
    try (HikariDataSource pool = pool(PATIENT)) {
      pool.setConnectionTimeout(1000);
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      store.createSchema();
      ChangeResult.Done enabled =
          (ChangeResult.Done) store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
      otherProcess("BEGIN IMMEDIATE");

      List<Thread> threads = new ArrayList<>();
      List<FutureTask<Object>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        UserId user = UserId.of("user " + i);
        writers.add(new FutureTask<>(() -> store.change(Changes.enable(user), Changes.IDS)));
        threads.add(new Thread(writers.get(i)));
      }
      threads.forEach(Thread::start);
      while (threads.stream().filter(SqliteWritersTest::waits).count() < WRITERS - 1) {
        // One of them waits inside SQLite, which Java does not see.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(Thread.currentThread().isInterrupted()).as("waited too long").isFalse();
      }
      assertThat(store.lookup(enabled.event().newId().orElseThrow()))
          .isEqualTo(new Lookup.Active(Changes.AMELIE));
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isLessThanOrEqualTo(1);

      otherProcess("ROLLBACK");
      for (FutureTask<Object> writer : writers) {
        assertThat(writer.get()).isInstanceOf(ChangeResult.Done.class);
      }
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING
        || thread.getState() == Thread.State.WAITING;
  }

  @Test
  @DisplayName("A file that another process holds for too long is told as unavailable")
  void shouldNotWaitForEverForAnotherProcess() throws Exception {
    try (HikariDataSource pool = pool(20)) {
      JdbcConferenceStore store = impatient(pool);
      store.createSchema();
      otherProcess("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("nothing was changed")
          .hasMessageContaining("busy_timeout");
      otherProcess("ROLLBACK");
      assertThat(store.find(Changes.AMELIE)).isEmpty();
      assertThat(store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(ChangeResult.Done.class);
    }
  }

  @Test
  @DisplayName("A writer in the same process that takes too long is told as unavailable")
  void shouldNotWaitForEverForAnotherThread() throws Exception {
    try (HikariDataSource pool = pool(20)) {
      JdbcConferenceStore store = impatient(pool);
      store.createSchema();
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      CompletableFuture<Object> slow = slowWriter(store, writing, goOn);
      writing.await();

      assertThatThrownBy(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("other threads have been writing for 20 ms");
      assertThat(store.find(Changes.AMELIE)).isEmpty();

      goOn.countDown();
      assertThat(slow.get()).isNotNull();
      assertThat(store.change(Changes.enable(Changes.AMELIE), Changes.IDS))
          .isInstanceOf(ChangeResult.Done.class);
    }
  }

  @Test
  @DisplayName(
      "A thread that is interrupted in the queue has changed nothing, and stays interrupted")
  void shouldEndTheWaitOfAnInterruptedThread() throws Exception {
    try (HikariDataSource pool = pool(PATIENT)) {
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      store.createSchema();
      CountDownLatch writing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      CompletableFuture<Object> slow = slowWriter(store, writing, goOn);
      writing.await();

      List<Boolean> flag = new ArrayList<>();
      FutureTask<Throwable> waiting =
          new FutureTask<>(
              () -> {
                Throwable thrown =
                    catchThrowable(() -> store.change(Changes.enable(Changes.AMELIE), Changes.IDS));
                flag.add(Thread.currentThread().isInterrupted());
                return thrown;
              });
      Thread thread = new Thread(waiting);
      thread.start();
      thread.interrupt();
      assertThat(waiting.get())
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageContaining("interrupted");
      assertThat(flag).containsExactly(true);

      goOn.countDown();
      slow.get();
      assertThat(store.find(Changes.AMELIE)).isEmpty();
    }
  }

  /** Makes changes, and stops in the middle of the transaction. */
  private static CompletableFuture<Object> slowWriter(
      JdbcConferenceStore store, CountDownLatch writing, CountDownLatch goOn) {
    ConferenceIdGenerator slow =
        new ConferenceIdGenerator() {
          @Override
          public ConferenceId next() {
            writing.countDown();
            try {
              goOn.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return Changes.IDS.next();
          }

          @Override
          public int nextIndex(int bound) {
            return Changes.IDS.nextIndex(bound);
          }
        };
    return CompletableFuture.supplyAsync(
        () -> store.changeAll(List.of(Changes.enable(UserId.of("slow"))), slow));
  }
}
