package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.jdbc.JdbcConferenceStore;

/**
 * The store next to its own statements, on the databases that have no one statement for a reset.
 */
final class OtherDatabases implements Benchmark {
  private static final String BARE = "the bare statements";

  @Override
  public String name() {
    return "sqlite-mariadb";
  }

  @Override
  public String title() {
    return "Resetting and looking up on SQLite and MariaDB";
  }

  @Override
  public String about() {
    return """
    `ResetService.reset` and `ConferenceStore.lookup` over a HikariCP pool, one client. The bare statements go over one
    connection that is kept, and each is prepared once; they know no idempotency keys and check nothing.\
    """;
  }

  @Override
  public String limits() {
    return """
    SQLite's driver keeps no prepared statements, so each look-up is compiled anew, as the bare one is only once. A reset on MariaDB is five round
    trips with the library, which sends its writes together, and eight with the bare statements. Looked at one by one, once all is warm, the library
    takes 0.12 ms more to look at sixteen candidates than at one, 0.08 ms more to look for the idempotency key beside the user, and 0.07 ms more to set the
    isolation; its writes take 0.07 ms less.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    try (Server server = Server.sqlite()) {
      compare(
          "SQLite",
          server,
          scale,
          table,
          "BEGIN IMMEDIATE",
          "CAST(unixepoch('subsec') * 1000 AS INTEGER) * 1000",
          "");
    }
    try (Server server = Server.mariadb()) {
      compare(
          "MariaDB",
          server,
          scale,
          table,
          "START TRANSACTION",
          "TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6))",
          " FOR UPDATE");
    }
  }

  private static void compare(
      String database,
      Server server,
      Scale scale,
      ResultTable table,
      String begin,
      String now,
      String lock)
      throws Exception {
    int users = Math.min(100_000, scale.users());
    Scale some =
        new Scale(scale.name(), scale.forks(), scale.time(), scale.rounds(), users, scale.pieces());
    try (HikariDataSource pool = server.pool(4)) {
      Tables.enableEverybody(pool, users);
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      LoadGenerator.Maker lookups =
          () ->
              random -> {
                ConferenceId id = ConferenceId.of(Tables.id(random.nextInt(users), users));
                if (!(store.lookup(id) instanceof Lookup.Active)) {
                  throw new IllegalStateException("not active");
                }
              };
      Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
      contenders.put(ResultTable.OWN, () -> perSecond(some, lookups));
      contenders.put(BARE, () -> perSecond(some, () -> new BareLookup(pool, users)));
      String condition = database + ", lookup";
      table.takeTurns(scale.rounds(), condition, ResultTable.PER_SECOND, contenders);
      table.atLeastAsFast(0.8, ResultTable.OWN, BARE, condition, ResultTable.PER_SECOND);

      contenders.put(ResultTable.OWN, () -> ResetOnPostgresql.resets(some, pool, 1));
      contenders.put(
          BARE, () -> perSecond(some, () -> new BareReset(pool, users, begin, now, lock)));
      condition = database + ", reset";
      table.takeTurns(scale.rounds(), condition, ResultTable.PER_SECOND, contenders);
      table.atLeastAsFast(0.8, ResultTable.OWN, BARE, condition, ResultTable.PER_SECOND);
    }
  }

  private static double perSecond(Scale scale, LoadGenerator.Maker maker) throws Exception {
    LoadGenerator.perSecond(1, scale.warmUp(), maker);
    return LoadGenerator.perSecond(1, scale.time(), maker);
  }

  /** The holder of an ID, by its number. */
  static final class BareLookup implements LoadGenerator.Work {
    private final int users;
    private final Connection connection;
    private final PreparedStatement look;

    BareLookup(DataSource source, int users) throws SQLException {
      this.users = users;
      this.connection = source.getConnection();
      this.look =
          connection.prepareStatement("SELECT owner, since, free_at FROM cid_id WHERE id = ?");
    }

    @Override
    public void once(SplittableRandom random) throws SQLException {
      look.setInt(1, Tables.id(random.nextInt(users), users));
      try (ResultSet found = look.executeQuery()) {
        if (!found.next() || found.getString("free_at") != null) {
          throw new IllegalStateException("not active");
        }
      }
    }

    @Override
    public void end() throws SQLException {
      connection.close();
    }
  }
}
