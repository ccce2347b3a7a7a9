package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.administration.Administration;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** Resetting many users in one go. */
final class BulkReset implements Benchmark {
  private static final int BATCH_SIZE = 1000;
  private static final String BULK = "this library, a bulk reset in batches of 1,000";
  private static final String LOOP = "this library, single resets in a loop";
  private static final String BARE = "the same statements bare, for 1,000 users at once";
  private static final String WRITES = "the writes alone, for 1,000 users at once";
  private static final String LIVE = "MB of live heap";
  private static final String EARLY = "a tenth done";
  private static final String LATE = "nine tenths done";
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
    1,000 users with `unnest`: they read a page of users, lock them, look up what the run did before and what the new IDs are, and
    write. All others than the library are given IDs that are free, and check nothing. Two do the writes alone, one of them by repeating each statement 1,000 times with `addBatch`. The library draws the IDs. The loop resets a
    twentieth of the users. Each starts with no ID in quarantine, and an audit of who was enabled. The live heap is what is held after a
    garbage collection in the middle of the bulk reset.""";
  }

  @Override
  public String limits() {
    return """
    the server's work on rows and indexes, with which the program waits. Nobody else may change anything while the writes alone are made; to lock
    the users, look up what the run has done before and which IDs are free costs the rest of the bare statements. The library draws, judges and sorts
    besides, and passes more values.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    int users = scale.pieces() * 20;
    String condition = String.format(Locale.ROOT, "%,d users", users);
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(2)) {
      Tables.enableEverybody(pool, users);
      Administration administration = Administration.builder(JdbcConferenceStore.of(pool)).build();
      BulkStatements statements = new BulkStatements(pool, users);
      Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
      contenders.put(BARE, () -> bare(pool, users, statements, statements::withArrays));
      contenders.put(WRITES, () -> bare(pool, users, statements, statements::writing));
      contenders.put(BATCH, () -> bare(pool, users, statements, statements::withBatches));
      contenders.put(BULK, () -> fresh(pool, users, () -> bulk(administration, users, table)));
      contenders.put(LOOP, () -> fresh(pool, scale.pieces(), () -> loop(administration, scale)));
      table.takeTurns(Math.min(2, scale.rounds()), condition, ResultTable.PER_SECOND, contenders);
    }
    table.atLeastAsFast(0.8, BULK, BARE, condition, ResultTable.PER_SECOND);
    double early = table.median(BULK, EARLY, LIVE);
    double late = table.median(BULK, LATE, LIVE);
    table.check(
        "memory flat: no more than 1 MB is added between a tenth and nine tenths of the users",
        Report.shown(late - early) + " MB",
        late - early <= 1);
  }

  /** One way to reset everybody by plain statements. */
  private interface Way {
    void reset(int[] newIds) throws SQLException;
  }

  private static double bare(HikariDataSource pool, int users, BulkStatements statements, Way way)
      throws Exception {
    int[] newIds = statements.freeIds();
    return fresh(pool, users, () -> way.reset(newIds));
  }

  /** The time of resets in tables as they are before the first. */
  private static double fresh(HikariDataSource pool, int users, DrainOutbox.Step resets)
      throws Exception {
    Tables.execute(pool, "DELETE FROM cid_id WHERE free_at IS NOT NULL");
    Tables.execute(pool, "DELETE FROM cid_audit WHERE kind = 'RESET'");
    Tables.settle(pool);
    return DrainOutbox.rate(users, resets);
  }

  private static void bulk(Administration administration, int users, ResultTable table) {
    AtomicInteger done = new AtomicInteger();
    administration
        .bulkResets()
        .reset(
            org.conferenceid.bulk.BulkReset.everyone("everyone").batchSize(BATCH_SIZE),
            result -> {
              int now = done.incrementAndGet();
              if (now == users / 10 || now == users / 10 * 9) {
                table.put(BULK, now == users / 10 ? EARLY : LATE, LIVE, Heap.used() / 1e6);
              }
            });
    DrainOutbox.requireAll(users, done.get());
  }

  private static void loop(Administration administration, Scale scale) {
    for (int user = 0; user < scale.pieces(); user++) {
      administration.resets().reset(ResetRequest.of(Conferencing.user(user))).orElseThrow();
    }
  }
}
