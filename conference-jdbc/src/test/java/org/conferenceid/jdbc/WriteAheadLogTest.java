package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a reset writes to PostgreSQL's log, in bytes. Right after a checkpoint each page that is
 * touched goes into it as a whole, so the figure tells how many pages those are.
 */
class WriteAheadLogTest {
  private static final int USERS = 4000;
  private static final int RESETS = 12;
  private static final int ROUNDS = 3;

  /**
   * Four pages that stand anywhere: those of the user's row and of the old ID's, and those where
   * the new ID and the entry are entered into the indexes by ID and by user.
   */
  private static final long MOST = 25_000;

  private final ConferenceIdGenerator ids = new SeededIdGenerator(7);

  private final TestDatabase database = TestDatabase.POSTGRESQL;
  private final String prefix = TestDatabase.newPrefix();
  private Connection connection;
  private JdbcConferenceStore store;

  @BeforeEach
  void fill() throws SQLException {
    connection = DriverManager.getConnection(database.url());
    store =
        JdbcConferenceStore.builder(Fixture.always(connection))
            .tablePrefix(prefix)
            .dialect(Dialect.POSTGRESQL)
            .build();
    store.createSchema();
    List<Change> enable =
        IntStream.range(0, USERS).mapToObj(i -> quiet(EventKind.ENABLED, user(i))).toList();
    List<Change> reset =
        IntStream.range(0, USERS).mapToObj(i -> quiet(EventKind.RESET, user(i))).toList();
    store.changeAll(enable, ids);
    store.changeAll(reset, ids);
    execute("VACUUM (ANALYZE) " + prefix + "user, " + prefix + "id, " + prefix + "audit");
  }

  @AfterEach
  void close() throws SQLException {
    if (connection != null) { // as where this database is not wanted
      connection.close();
    }
  }

  private static Change quiet(EventKind kind, UserId user) {
    return Changes.of(kind, user).toBuilder().mail(false).build();
  }

  private static UserId user(int number) {
    return UserId.of(String.format(Locale.ROOT, "user %05d@example.org", number));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long position() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT pg_current_wal_insert_lsn() - CAST('0/0' AS pg_lsn)")) {
      row.next();
      return row.getLong(1);
    }
  }

  /**
   * What a reset writes, of some after a checkpoint whose users and IDs stand far apart. The least
   * of several rounds: now and then the server writes something of its own.
   */
  private long written(boolean keyed) throws SQLException {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      execute("CHECKPOINT");
      long before = position();
      for (int i = 0; i < RESETS; i++) {
        Change reset = Changes.reset(user(i * (USERS / RESETS) + round));
        store.change(keyed ? Changes.keyed(reset, "key " + round) : reset, ids);
      }
      least = Math.min(least, (position() - before) / RESETS);
    }
    return least;
  }

  @Test
  @DisplayName("After a checkpoint a reset writes four random pages, and little else")
  void shouldTouchFewPages() throws SQLException {
    assertThat(written(/* keyed= */ false)).as("bytes of a reset").isLessThan(MOST);
    assertThat(written(/* keyed= */ true)).as("bytes of a reset with a key").isLessThan(MOST);
  }
}
