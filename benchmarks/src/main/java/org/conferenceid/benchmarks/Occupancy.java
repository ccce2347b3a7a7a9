package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import org.conferenceid.ConferenceIdPolicy;

/** Whether a reset takes longer where most IDs are taken. */
final class Occupancy implements Benchmark {
  private static final int CLIENTS = 4;
  private static final int[] PERCENT = {10, 50, 90, 99};

  @Override
  public String name() {
    return "occupancy";
  }

  @Override
  public String title() {
    return "Resetting in a space that fills up";
  }

  @Override
  public String about() {
    return String.format(
        Locale.ROOT,
        """
    The same reset on PostgreSQL with %d clients, while IDs in quarantine fill the space of 9,000,000.""",
        CLIENTS);
  }

  @Override
  public String limits() {
    return """
    the same as for any reset; where most IDs are taken, sixteen candidates are often not enough, and there is another round trip.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(CLIENTS)) {
      Tables.enableEverybody(pool, scale.users());
      for (int percent : scale.smoke() ? new int[] {10} : PERCENT) {
        if (!scale.smoke()) {
          fill(pool, percent, scale.users());
        }
        Tables.settle(pool);
        ResetOnPostgresql.resets(scale, pool, CLIENTS); // warms up
        for (int round = 0; round < scale.rounds(); round++) {
          table.put(
              ResultTable.OWN,
              percent + " % taken",
              ResultTable.PER_SECOND,
              ResetOnPostgresql.resets(scale, pool, CLIENTS));
        }
      }
    }
  }

  /** Beside the users' IDs, in quarantine for ever. 7919 is a prime that spreads the free ones. */
  private static void fill(HikariDataSource pool, int percent, int users) throws Exception {
    double byUsers = (double) users / ConferenceIdPolicy.WELL_FORMED;
    long others = Math.round(1000 * (1 - (1 - percent / 100.0) / (1 - byUsers)));
    Tables.execute(
        pool,
        String.format(
            Locale.ROOT,
            """
        INSERT INTO cid_id (id, since, free_at)
        SELECT g, 0, 9000000000000000000 FROM generate_series(1000000, 9999999) g
        WHERE CAST(g AS bigint) * 7919 %% 1000 < %d ON CONFLICT (id) DO NOTHING""",
            others));
  }
}
