package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.conferenceid.administration.ResetService;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** A reset, beside the least DML that does the same. */
final class ResetLatency implements Benchmark {
  static final String HAND = "the least by hand";
  private static final int MAX_CLIENTS = 8;
  private static final List<Integer> CLIENTS = List.of(1, MAX_CLIENTS);

  @Override
  public String name() {
    return "reset";
  }

  @Override
  public String title() {
    return "A reset";
  }

  @Override
  public String about() {
    return """
    `ResetService.reset` over a HikariCP pool, for random ones of 200,000 users, a commit each. By hand, one connection for each client has its
    statements prepared once: retire the present ID, insert the new one, insert the audit entry with the message, update the user, commit. That is
    the least that does the same. It is given an ID that is known to be free, checks nothing, and tells nothing.\
    """;
  }

  @Override
  public String limits() {
    return """
    on all, the wait for the disk and, with eight clients, both processors, which client and server share. PostgreSQL: one statement and one round
    trip, where by hand there are five; but the statement judges what is not checked by hand, which takes half as much of a processor again, and that
    counts once both are busy. MariaDB: four round trips, and five by hand; but three of the four are blocks of several statements, which the server
    compiles each time, and the user is locked and read before anything is written. SQLite: its driver keeps no prepared statements, so each of nine
    is compiled anew, and the user is looked at before anything is written. What takes longest are its checkpoints, by hand as well; writers that
    meet sleep for a while by hand, and may be overtaken, while the library's queue in their order, also behind a checkpoint.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(HAND);
    try (Server server = Server.postgresql()) {
      compare("PostgreSQL", server, "", 0.95, scale, table);
    }
    try (Server server = Server.mariadb()) {
      compare("MariaDB", server, "", 0.9, scale, table);
    }
    try (Server server = Server.sqlite()) {
      compare("SQLite", server, "BEGIN IMMEDIATE", 0.8, scale, table);
      for (int clients : CLIENTS) {
        String condition = condition("SQLite", clients);
        double own = table.median(ResultTable.OWN, condition, ResultTable.P99);
        double others = table.median(HAND, condition, ResultTable.P99);
        table.check(
            "all but a hundredth within the time of " + HAND + ", " + condition,
            Report.shown(own) + " ms, " + Report.shown(others) + " ms by hand",
            own <= others);
      }
    }
  }

  private static void compare(
      String database, Server server, String begin, double goal, Scale scale, ResultTable table)
      throws Exception {
    try (HikariDataSource pool = server.pool(MAX_CLIENTS)) {
      Tables.enableEverybody(pool, scale.users());
      for (int clients : CLIENTS) {
        String condition = condition(database, clients);
        Map<String, ResultTable.LoadMeasurement> contenders = new LinkedHashMap<>();
        contenders.put(ResultTable.OWN, () -> library(clients, scale, pool));
        contenders.put(HAND, () -> byHand(clients, scale, pool, begin));
        table.takeTurns(scale.rounds(), condition, contenders);
        table.atLeastAsFast(goal, ResultTable.OWN, HAND, condition, ResultTable.PER_SECOND);
      }
    }
  }

  private static String condition(String database, int clients) {
    return database + ", " + clients + (clients == 1 ? " client" : " clients");
  }

  private static LoadGenerator.Load library(int clients, Scale scale, DataSource pool)
      throws Exception {
    ResetService resets = ResetService.builder(JdbcConferenceStore.of(pool)).build();
    return LoadGenerator.load(
        clients,
        scale,
        () ->
            random ->
                resets
                    .reset(ResetRequest.of(Conferencing.user(random.nextInt(scale.users()))))
                    .orElseThrow());
  }

  private static LoadGenerator.Load byHand(int clients, Scale scale, DataSource pool, String begin)
      throws Exception {
    FreeIds ids = new FreeIds(pool);
    return LoadGenerator.load(clients, scale, () -> new HandReset(pool, scale.users(), ids, begin));
  }
}
