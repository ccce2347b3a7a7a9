package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Done;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What SQLite must be asked for, because it does not do so by itself. */
class SqliteTest {
  private static final ConferenceIdGenerator BROKEN =
      new ConferenceIdGenerator() {
        @Override
        public ConferenceId next() {
          throw new IllegalStateException("no randomness");
        }

        @Override
        public int nextIndex(int bound) {
          return 0;
        }
      };

  @TempDir Path folder;
  private HikariDataSource pool;
  private JdbcConferenceStore store;

  @BeforeEach
  void open() {
    pool = TestDatabase.newPool("jdbc:sqlite:" + folder.resolve("s.db"), 1);
    store = JdbcConferenceStore.of(pool);
    store.createSchema();
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private String pragma(String name) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  @DisplayName("Readers and the writer do not block each other: the file is in WAL mode")
  void shouldLogAhead() throws Exception {
    assertThat(pragma("journal_mode")).isEqualTo("wal");
  }

  @Test
  @DisplayName("B1: a change that is acknowledged is on the disk, whatever the application has set")
  void shouldWaitForTheDisk() throws Exception {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
    }
    assertThat(pragma("synchronous")).as("off").isEqualTo("0");
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    assertThat(pragma("synchronous")).as("full").isEqualTo("2");
  }

  @Test
  @DisplayName("CS-17: after a change that failed, other threads can change something")
  void shouldLetOthersGoOn() throws Exception {
    List<Change> changes = List.of(Changes.enable(Changes.AMELIE));
    assertThatThrownBy(() -> store.changeAll(changes, BROKEN)).hasMessage("no randomness");
    ChangeResult other =
        CompletableFuture.supplyAsync(
                () -> store.change(Changes.enable(UserId.of("bruno")), Changes.IDS))
            .get(30, TimeUnit.SECONDS);
    assertThat(other).isInstanceOf(Done.class);
    assertThat(store.find(Changes.AMELIE)).isEmpty();
  }
}
