package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.administration.Administration;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** Resetting many users in one go. */
final class BulkReset implements Benchmark {
  private static final int BATCH_SIZE = 1000;
  private static final String BARE = "the same statements by hand";
  private static final String LIVE = "MB of live heap";
  private static final String EARLY = "a tenth done";
  private static final String LATE = "nine tenths done";

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public String title() {
    return "Resetting everybody";
  }

  @Override
  public String about() {
    return """
    Everybody on PostgreSQL is reset once, by one thread, 1,000 users to a transaction. By hand, the same is done with arrays of 1,000 users
    and IDs that are known to be free: a page of users is read and locked, what the run did before and what the new IDs are is looked up, and all is
    written; nothing is drawn or judged. The live heap is what is held after a garbage collection in the middle of the library's run.\
    """;
  }

  @Override
  public String limits() {
    return """
    the server's work on rows and indexes, for which the program waits.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    int users = scale.bulk();
    String condition = String.format(Locale.ROOT, "%,d users", users);
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(2)) {
      Tables.enableEverybody(pool, users);
      Administration administration = Administration.builder(JdbcConferenceStore.of(pool)).build();
      BulkStatements statements = new BulkStatements(pool, users);
      int[] newIds = statements.freeIds();
      Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
      contenders.put(BARE, () -> fresh(pool, users, () -> statements.reset(newIds)));
      contenders.put(
          ResultTable.OWN, () -> fresh(pool, users, () -> bulk(administration, users, table)));
      table.takeTurns(1, condition, ResultTable.PER_SECOND, contenders);
    }
    table.atLeastAsFast(0.8, ResultTable.OWN, BARE, condition, ResultTable.PER_SECOND);
    double early = table.median(ResultTable.OWN, EARLY, LIVE);
    double late = table.median(ResultTable.OWN, LATE, LIVE);
    table.check(
        "memory flat: no more than 1 MB is added between a tenth and nine tenths of the users",
        Report.shown(late - early) + " MB",
        late - early <= 1);
  }

  /** What is timed. */
  private interface Resets {
    void run() throws Exception;
  }

  /** The time of resets in tables as they are before the first. */
  private static double fresh(HikariDataSource pool, int users, Resets resets) throws Exception {
    Tables.execute(pool, "DELETE FROM cid_id WHERE free_at IS NOT NULL");
    Tables.execute(pool, "DELETE FROM cid_audit WHERE kind = 'RESET'");
    Tables.settle(pool);
    long start = System.nanoTime();
    resets.run();
    return users * 1e9 / (System.nanoTime() - start);
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
                table.put(
                    ResultTable.OWN, now == users / 10 ? EARLY : LATE, LIVE, Heap.used() / 1e6);
              }
            });
    if (done.get() != users) {
      throw new IllegalStateException("only " + done.get() + " were reset");
    }
  }
}
