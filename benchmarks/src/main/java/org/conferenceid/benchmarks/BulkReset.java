package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ResetRequest;
import org.conferenceid.ResetService;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** Resetting many users in one go. */
final class BulkReset implements Question {
  private static final int CHUNK = 1000;
  private static final String BULK = "this library, a bulk reset in chunks of 1,000";
  private static final String LOOP = "this library, single resets in a loop";
  private static final String BARE = "bare statements for 1,000 users at once";
  private static final String BATCH = "JDBC batches of 1,000 users";

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public String title() {
    return "Resetting many users";
  }

  @Override
  public String about() {
    return """
    Everybody on PostgreSQL is reset once, by one thread, 1,000 users to a transaction. The bare statements take arrays of
    1,000 users with `unnest`; the batches repeat one statement 1,000 times with `addBatch`. Both are given IDs that are
    free, and check nothing. The library draws IDs, looks which are free, and remembers the run key.""";
  }

  @Override
  public void answer(Scale scale, Sheet sheet) throws Exception {
    sheet.baseline(BARE);
    int users = scale.pieces() * 20;
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(2)) {
      Tables.enableEverybody(pool, users);
      Tables.settle(pool);
      AudioConferencing conferencing = Conferencing.on(JdbcConferenceStore.of(pool));
      ResetService resets = conferencing.resets();
      AtomicInteger runs = new AtomicInteger();
      BulkStatements statements = new BulkStatements(pool, users);
      Map<String, Sheet.Measurement> contenders = new LinkedHashMap<>();
      contenders.put(
          BARE,
          () -> {
            int[] newIds = statements.freeIds();
            return DrainOutbox.rate(users, () -> statements.withArrays(newIds));
          });
      contenders.put(
          BATCH,
          () -> {
            int[] newIds = statements.freeIds();
            return DrainOutbox.rate(users, () -> statements.withBatches(newIds));
          });
      contenders.put(
          BULK,
          () ->
              DrainOutbox.rate(
                  users,
                  () ->
                      conferencing
                          .bulkResets()
                          .reset(
                              org.conferenceid.BulkReset.everyone("run " + runs.incrementAndGet())
                                  .chunk(CHUNK),
                              result -> {})));
      contenders.put(
          LOOP,
          () ->
              DrainOutbox.rate(
                  users,
                  () -> {
                    for (int user = 0; user < users; user++) {
                      resets.reset(ResetRequest.of(Conferencing.user(user))).orElseThrow();
                    }
                  }));
      sheet.takeTurns(
          Math.min(2, scale.rounds()), "%,d users".formatted(users), Sheet.PER_SECOND, contenders);
    }
  }
}
