package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A space of nine million IDs in which three are free, in a real file. */
@Tag("thorough")
class NearlyFullTest {
  private static final Set<ConferenceId> FREE =
      Set.of(
          ConferenceId.parse("4839201"),
          ConferenceId.parse("2750386"),
          ConferenceId.parse("6194728"));

  @TempDir Path folder;

  @Test
  @DisplayName(
      "CS-3: the last free IDs are found, then the store is exhausted until one is free again")
  void shouldFindTheLastFreeIds() throws Exception {
    MutableClock clock = new MutableClock();
    SeededIdGenerator ids = new SeededIdGenerator(3);
    try (HikariDataSource pool = TestDatabase.newPool("jdbc:sqlite:" + folder.resolve("f.db"), 2)) {
      JdbcConferenceStore store = JdbcConferenceStore.builder(pool).clock(clock).build();
      store.createSchema();
      occupyTheRest(pool);
      Set<ConferenceId> given = new HashSet<>();
      for (String user : List.of("a", "b", "c")) {
        ChangeResult.Done done =
            (ChangeResult.Done) store.change(Changes.enable(UserId.of(user)), ids);
        given.add(done.event().newId().orElseThrow());
      }
      assertThat(given).isEqualTo(FREE);
      assertThat(store.change(Changes.enable(UserId.of("d")), ids))
          .isEqualTo(new ChangeResult.Exhausted());
      assertThat(store.find(UserId.of("d"))).isEmpty();

      assertThat(store.changeAll(many(), ids))
          .hasSize(50)
          .containsOnly(new ChangeResult.Exhausted());

      store.erase(UserId.of("b"), Duration.ofDays(1));
      clock.advance(Duration.ofDays(1));
      ChangeResult.Done last =
          (ChangeResult.Done) store.change(Changes.enable(UserId.of("d")), ids);
      assertThat(FREE).contains(last.event().newId().orElseThrow());
      assertThat(store.capacity().active()).isEqualTo(3);
    }
  }

  private static List<Change> many() {
    return IntStream.range(0, 50).mapToObj(i -> Changes.enable(UserId.of("many " + i))).toList();
  }

  private static void occupyTheRest(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO cid_id (id, since, free_at)
          WITH RECURSIVE ids (id) AS (
            SELECT 1000000 UNION ALL SELECT id + 1 FROM ids WHERE id < 9999999)
          SELECT id, 0, 9000000000000000000 FROM ids WHERE id NOT IN (4839201, 2750386, 6194728)""");
    }
  }
}
