package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Bridge;
import org.conferenceid.DeliverySettings;
import org.conferenceid.EmailAddress;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Recipient;

/**
 * Measures how fast the queue is drained on PostgreSQL with a disk that is waited for, by a
 * notifier that does nothing; not a test. Prints messages per second, and the processor time that
 * each took in the JVM and in the server, which says more on a machine that others use as well.
 *
 * <p>Arguments: rounds, messages in the queue.
 */
final class MeasureDispatcher {
  private static final Recipient RECIPIENT =
      new Recipient(EmailAddress.of("amelie@example.org"), "Amélie", Locale.FRENCH);

  private final HikariDataSource pool;
  private final int messages;

  private MeasureDispatcher(HikariDataSource pool, int messages) {
    this.pool = pool;
    this.messages = messages;
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        HikariDataSource pool =
            TestDatabase.newPool(server.getJdbcUrl("postgres", "postgres"), 8)) {
      JdbcConferenceStore.of(pool).createSchema();
      MeasureDispatcher measure = new MeasureDispatcher(pool, Integer.parseInt(arguments[1]));
      measure.drain(1);
      for (int round = 0; round < rounds; round++) {
        measure.drain(1);
        measure.drain(2);
      }
    }
  }

  private void drain(int workers) throws Exception {
    fill();
    CountDownLatch delivered = new CountDownLatch(messages);
    JdbcConferenceStore store = JdbcConferenceStore.of(pool);
    try (AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(user -> Optional.of(RECIPIENT))
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .notifier(
                message -> {
                  delivered.countDown();
                  return new Delivery.Accepted();
                })
            .delivery(DeliverySettings.builder().workers(workers).build())
            .build()) {
      Duration own = ownProcessorTime();
      Duration server = serverProcessorTime();
      long start = System.nanoTime();
      conferencing.dispatcher().start();
      delivered.await();
      conferencing.dispatcher().stop(); // the last are acknowledged
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "| %d | %.0f messages/s | %.1f µs in the JVM | %.1f µs in the server |%n",
          workers,
          messages / seconds,
          micros(ownProcessorTime().minus(own)),
          micros(serverProcessorTime().minus(server)));
      if (open() > 0) {
        throw new IllegalStateException(open() + " messages are not settled");
      }
    }
  }

  private double micros(Duration all) {
    return all.toNanos() / 1e3 / messages;
  }

  private static Duration ownProcessorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private Duration serverProcessorTime() throws Exception {
    Duration sum = Duration.ZERO;
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT pid FROM pg_stat_activity")) {
      while (rows.next()) {
        sum =
            ProcessHandle.of(rows.getLong(1))
                .flatMap(process -> process.info().totalCpuDuration())
                .map(sum::plus)
                .orElse(sum);
      }
    }
    return sum;
  }

  private void fill() throws Exception {
    execute("TRUNCATE cid_user, cid_audit, cid_id");
    String each = " FROM generate_series(1, " + messages + ") g";
    execute("INSERT INTO cid_user SELECT 'user ' || g, 1000000 + g, 1, 0" + each);
    execute(
        """
        INSERT INTO cid_audit (user_key, kind, version, at, new_id, mail_state, mail_due)
        SELECT 'user ' || g, 'ENABLED', 1, 0, 1000000 + g, 'PENDING', 0\
        """
            + each);
    execute("VACUUM ANALYZE cid_user");
    execute("VACUUM ANALYZE cid_audit");
    execute("CHECKPOINT");
  }

  private int open() throws Exception {
    try (var connection = pool.getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery("SELECT count(*) FROM cid_audit WHERE mail_due IS NOT NULL")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void execute(String sql) throws Exception {
    try (var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
