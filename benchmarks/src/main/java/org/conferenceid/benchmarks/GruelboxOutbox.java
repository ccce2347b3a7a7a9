package org.conferenceid.benchmarks;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** transaction-outbox: a call of a method for each message. */
final class GruelboxOutbox {
  private static final int BATCH = 1000;
  private static final long MILLISECOND = 1_000_000;

  private GruelboxOutbox() {}

  /** What is called. */
  public static class Mailbox {
    private final AtomicLong delivered = new AtomicLong();

    /** Delivers to nowhere. */
    public void deliver(String user) {
      delivered.incrementAndGet();
    }
  }

  static double drain(DataSource pool, int messages, int workers) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(workers);
    AtomicBoolean draining = new AtomicBoolean();
    Submitter submitter = Submitter.withExecutor(executor);
    Mailbox mailbox = new Mailbox();
    var transactions = TransactionManager.fromDataSource(pool);
    TransactionOutbox outbox =
        TransactionOutbox.builder()
            .transactionManager(transactions)
            .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
            .instantiator(Instantiator.using(type -> mailbox))
            .submitter(
                (entry, work) -> {
                  if (draining.get()) { // else it would begin with each commit
                    submitter.submit(entry, work);
                  }
                })
            .attemptFrequency(Duration.ofSeconds(1))
            .flushBatchSize(BATCH)
            .build();
    for (int i = 0; i < messages; i += BATCH) {
      int first = i;
      transactions.inTransaction(
          transaction -> {
            for (int j = first; j < Math.min(messages, first + BATCH); j++) {
              outbox.schedule(Mailbox.class).deliver("user " + j);
            }
          });
    }
    Tables.execute(pool, "VACUUM ANALYZE txno_outbox");
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos()); // from then on all are due
    draining.set(true);
    double rate =
        DrainOutbox.rate(
            messages,
            () -> {
              while (Tables.count(pool, "txno_outbox") > 0) {
                if (!outbox.flush()) {
                  LockSupport.parkNanos(MILLISECOND);
                }
              }
            });
    executor.shutdown();
    if (mailbox.delivered.get() < messages) {
      DrainOutbox.requireAll(messages, mailbox.delivered.get());
    }
    return rate;
  }
}
