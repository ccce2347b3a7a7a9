package org.conferenceid.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.spi.Delivery;

/** How quickly queued messages are worked off when the delivery itself takes no time. */
final class DrainOutbox implements Benchmark {
  private static final String SCHEDULER = "db-scheduler";
  private static final String TRANSACTION_OUTBOX = "transaction-outbox";
  private static final int MAX_MESSAGES = 10_000;

  @Override
  public String name() {
    return "outbox";
  }

  @Override
  public String title() {
    return "Draining the outbox";
  }

  @Override
  public String about() {
    return """
    Messages are queued on PostgreSQL, then the clock runs until the last has been delivered and settled; a delivery does
    nothing. This library runs `NotificationDispatcher.deliverDue()` with its defaults, on one thread for each worker, and reads each
    user's state again before it delivers. db-scheduler locks and fetches in one statement, its quickest way, and looks for
    more without a pause. transaction-outbox flushes in batches of 1,000 to an executor of as many threads, and gets a tenth of the messages,
    because it takes so long.""";
  }

  @Override
  public String limits() {
    return """
    claiming. It is seven statements for a batch, because it decides which messages have become outdated, and keeps the order
    of each user's messages among all workers; a lease is committed before delivery, and each user read once more.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(SCHEDULER);
    try (Server server = Server.postgresql();
        HikariDataSource pool = server.pool(16)) {
      int messages = Math.min(MAX_MESSAGES, scale.pieces());
      int fewer = messages / 10;
      Tables.enableEverybody(pool, messages);
      Scheduler.createTable(pool);
      for (int workers : new int[] {1, 2}) {
        String condition = workers + (workers == 1 ? " worker" : " workers");
        Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
        contenders.put(ResultTable.OWN, () -> ours(pool, messages, workers));
        contenders.put(SCHEDULER, () -> Scheduler.drain(pool, messages, workers));
        contenders.put(TRANSACTION_OUTBOX, () -> GruelboxOutbox.drain(pool, fewer, workers));
        table.takeTurns(scale.rounds(), condition, ResultTable.PER_SECOND, contenders);
        table.atLeastAsFast(4, ResultTable.OWN, SCHEDULER, condition, ResultTable.PER_SECOND);
        table.atLeastAsFast(
            4, ResultTable.OWN, TRANSACTION_OUTBOX, condition, ResultTable.PER_SECOND);
      }
    }
  }

  private static double ours(HikariDataSource pool, int messages, int workers) throws Exception {
    Tables.execute(pool, "TRUNCATE cid_audit");
    Tables.execute(
        pool,
        """
        INSERT INTO cid_audit (user_key, kind, version, at, new_id, mail_state, mail_due,
          mail_turn, mail_key)
        SELECT user_key, 'ENABLED', version, 0, current_id, 'PENDING', 0, 0, md5(user_key) FROM cid_user""");
    Tables.settle(pool);
    AtomicLong delivered = new AtomicLong();
    NotificationDispatcher dispatcher =
        Conferencing.dispatcher(
            JdbcConferenceStore.of(pool),
            notification -> {
              delivered.incrementAndGet();
              return new Delivery.Accepted();
            });
    double rate =
        rate(
            messages,
            () ->
                together(
                    workers,
                    () -> {
                      // The others may hold the last messages that are due for a moment.
                      while (delivered.get() < messages) {
                        dispatcher.deliverDue();
                      }
                      return null;
                    }));
    requireAll(messages, delivered.get());
    return rate;
  }

  /** Something that takes time. */
  interface Step {
    void run() throws Exception;
  }

  static double rate(int pieces, Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return pieces * 1e9 / (System.nanoTime() - start);
  }

  private static void together(int threads, Callable<?> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(work));
    }
    for (Future<?> one : running) {
      one.get();
    }
    pool.shutdown();
  }

  static void requireAll(long wanted, long delivered) {
    if (delivered != wanted) {
      throw new IllegalStateException(delivered + " of " + wanted + " were delivered");
    }
  }
}
