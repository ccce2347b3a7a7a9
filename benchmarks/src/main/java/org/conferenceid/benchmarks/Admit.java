package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.jdbc.JdbcGuessLimiter;

/** A caller who is let in, with limits of the process and with those of all nodes. */
final class Admit implements Benchmark {
  private static final String PROCESS = "limits of the process";
  private static final String SHARED = "limits of all nodes";
  private static final String SHARED_UNSYNCED = "limits of all nodes, no wait for the disk";
  private static final String BARE = "a bare SELECT";
  private static final int CALLERS = 10_000;

  @Override
  public String name() {
    return "admit";
  }

  @Override
  public String title() {
    return "Letting callers in";
  }

  @Override
  public String about() {
    return """
    `AutoAttendant.admit` with IDs that work, from 10,000 numbers in turn that were let in before, over HikariCP pools, one client. The bare SELECT
    reads the row of an ID over one connection that is kept, prepared once. A `JdbcGuessLimiter` has a pool of its own; "no wait for the disk" is
    PostgreSQL with `synchronous_commit=off` in that pool.\
    """;
  }

  @Override
  public String limits() {
    return """
    With limits of all nodes an attempt is written before the ID is looked up, and is given back in the background: two round trips and two commits,
    beside one round trip of the bare SELECT. The disk is waited for once, unless the limiter's pool says otherwise; MariaDB cannot leave that out
    for one connection.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    try (Server server = Server.postgresql()) {
      compare("PostgreSQL", server, "&options=-c%20synchronous_commit=off", scale, table);
    }
    try (Server server = Server.mariadb()) {
      compare("MariaDB", server, "", scale, table);
    }
  }

  private static void compare(
      String database, Server server, String unsynced, Scale scale, ResultTable table)
      throws Exception {
    int users = scale.users();
    try (HikariDataSource pool = server.pool(4);
        HikariDataSource limits = server.pool(4);
        HikariDataSource quick = Server.pool(server.url() + unsynced, 4)) {
      Tables.enableEverybody(pool, users);
      JdbcConferenceStore store = JdbcConferenceStore.of(pool);
      Map<String, ResultTable.LoadMeasurement> contenders = new LinkedHashMap<>();
      contenders.put(PROCESS, () -> load(scale, AutoAttendant.builder(store).build(), users));
      contenders.put(SHARED, () -> load(scale, shared(store, limits), users));
      if (!unsynced.isEmpty()) {
        contenders.put(SHARED_UNSYNCED, () -> load(scale, shared(store, quick), users));
      }
      contenders.put(BARE, () -> LoadGenerator.load(1, scale, () -> new BareLookup(pool, users)));
      table.takeTurns(scale.rounds(), database, contenders);
      table.atLeastAsFast(0.8, PROCESS, BARE, database, ResultTable.PER_SECOND);
      table.atLeastAsFast(0.5, SHARED, BARE, database, ResultTable.PER_SECOND);
    }
  }

  private static AutoAttendant shared(JdbcConferenceStore store, HikariDataSource limits) {
    return AutoAttendant.builder(store)
        .guessLimiter(JdbcGuessLimiter.builder(limits).build())
        .build();
  }

  private static LoadGenerator.Load load(Scale scale, AutoAttendant attendant, int users)
      throws Exception {
    return LoadGenerator.load(
        1,
        scale,
        () ->
            random -> {
              String id = ConferenceId.of(Tables.id(random.nextInt(users), users)).digits();
              Caller caller =
                  Caller.of(String.format(Locale.ROOT, "+331%08d", random.nextInt(CALLERS)));
              if (!(attendant.admit(id, caller) instanceof Admission.Admitted)) {
                throw new IllegalStateException("not admitted");
              }
            });
  }

  /** The holder of an ID, by its number. */
  private static final class BareLookup implements LoadGenerator.Work {
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
