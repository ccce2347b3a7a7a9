package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
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
    try (Connection connection = pool.getConnection()) {
      return pragma(connection, name);
    }
  }

  private static String pragma(Connection connection, String name) {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
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
    for (String[] setting : new String[][] {{"OFF", "2"}, {"NORMAL", "2"}, {"EXTRA", "3"}}) {
      TestDatabase.execute(pool, "PRAGMA synchronous = " + setting[0]);
      String before = pragma("synchronous");
      List<String> during = new ArrayList<>();
      try (Connection connection = pool.getConnection()) {
        JdbcConferenceStore watched = JdbcConferenceStore.of(Fixture.always(connection));
        List<Change> changes = List.of(Changes.enable(UserId.of(setting[0])));
        watched.changeAll(changes, watching(() -> during.add(pragma(connection, "synchronous"))));
      }
      assertThat(during).as(setting[0]).isNotEmpty().containsOnly(setting[1]);
      assertThat(pragma("synchronous")).as("as found").isEqualTo(before);
    }
  }

  /** Draws as usual, and does something at each draw. */
  private static ConferenceIdGenerator watching(Runnable work) {
    return new ConferenceIdGenerator() {
      @Override
      public ConferenceId next() {
        work.run();
        return Changes.IDS.next();
      }

      @Override
      public int nextIndex(int bound) {
        return Changes.IDS.nextIndex(bound);
      }
    };
  }

  @Test
  @DisplayName("CS-17: after a change that failed, other threads can change something")
  void shouldLetOthersGoOn() throws Exception {
    List<Change> changes = List.of(Changes.enable(Changes.AMELIE));
    assertThatThrownBy(() -> store.changeAll(changes, BROKEN)).hasMessage("no randomness");
    ChangeResult other =
        CompletableFuture.supplyAsync(
                () -> store.change(Changes.enable(UserId.of("bruno")), Changes.IDS))
            .get();
    assertThat(other).isInstanceOf(ChangeResult.Done.class);
    assertThat(store.find(Changes.AMELIE)).isEmpty();
  }
}
