package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.conferenceid.administration.ResetService;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** What PostgreSQL has to do for a reset: figures that hardly depend on the machine. */
final class ResetWork implements Benchmark {
  private static final int RESETS = 100;

  /** Such as {@code EXPLAIN} would count them; the record of the commit is in none of them. */
  private static final String COUNTED =
      "SELECT sum(wal_bytes), sum(wal_records), sum(wal_fpi), sum(min_exec_time)"
          + " FROM pg_stat_statements WHERE calls >= "
          + RESETS
          + " AND query LIKE '%cid\\_%'";

  @Override
  public String name() {
    return "work";
  }

  @Override
  public String title() {
    return "The work of a reset on PostgreSQL";
  }

  @Override
  public String about() {
    return """
    A hundred resets right after a checkpoint, of users that stand far apart, by one connection: what `pg_stat_statements` counts for the
    statements of a reset, without the record of its commit, divided by a hundred. Time is the least that each statement took.\
    """;
  }

  @Override
  public String limits() {
    return """
    the first change of a page after a checkpoint writes all of it to the log. Four pages stand anywhere: those of the user's row, of the old ID's
    row, and where the new ID and the audit entry enter the indexes by ID and by user.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(ResetLatency.HAND);
    try (Server server = Server.postgresql("pg_stat_statements");
        HikariDataSource pool = server.pool(2)) {
      Tables.enableEverybody(pool, scale.users());
      Tables.settle(pool);
      Tables.execute(pool, "CREATE EXTENSION pg_stat_statements");
      ResetService resets = ResetService.builder(JdbcConferenceStore.of(pool)).build();
      FreeIds free = new FreeIds(pool);
      HandReset hand = new HandReset(pool, scale.users(), free, "");
      Map<String, LoadGenerator.Work> contenders = new LinkedHashMap<>();
      contenders.put(
          ResultTable.OWN,
          random ->
              resets
                  .reset(ResetRequest.of(Conferencing.user(random.nextInt(scale.users()))))
                  .orElseThrow());
      contenders.put(ResetLatency.HAND, hand);
      for (int round = 0; round < scale.rounds() + 1; round++) {
        for (var contender : contenders.entrySet()) {
          free.read();
          Tables.execute(pool, "CHECKPOINT");
          Tables.execute(pool, "SELECT pg_stat_statements_reset()");
          SplittableRandom random = new SplittableRandom(round);
          for (int i = 0; i < RESETS; i++) {
            contender.getValue().once(random);
          }
          if (round > 0) { // drivers prepare statements after some uses
            count(pool, contender.getKey(), table);
          }
        }
      }
      hand.end();
    }
  }

  private static void count(HikariDataSource pool, String contender, ResultTable table)
      throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COUNTED)) {
      row.next();
      String unit = "for each reset";
      table.put(contender, "bytes of WAL", unit, row.getDouble(1) / RESETS);
      table.put(contender, "records of WAL", unit, row.getDouble(2) / RESETS);
      table.put(contender, "full pages in it", unit, row.getDouble(3) / RESETS);
      table.put(contender, "ms of the server", unit, row.getDouble(4));
    }
  }
}
