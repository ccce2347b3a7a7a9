package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.util.Map;

/**
 * Debian's PgBouncer in transaction mode, before the tests' PostgreSQL server, until this JVM ends.
 */
final class PgBouncer {
  private static final Lazy<HikariDataSource> SHARED =
      new Lazy<>(() -> new PgBouncer(6).pool("&prepareThreshold=0", 16));

  private final int port = Script.freePort();

  /**
   * Starts it.
   *
   * @param connections how many it has to the server
   */
  PgBouncer(int connections) {
    URI server = URI.create(TestDatabase.POSTGRESQL.url().substring("jdbc:".length()));
    Script script =
        new Script(
            "pgbouncer.sh",
            Map.of(
                "PGBOUNCER_FOLDER", "/tmp/conference-pgbouncer-" + port,
                "PGBOUNCER_PORT", "" + port,
                "PGBOUNCER_SERVER",
                    "host=127.0.0.1 port="
                        + server.getPort()
                        + " dbname=postgres user=tester password=right",
                "PGBOUNCER_POOL_SIZE", "" + connections));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> script.run("stop")));
    script.run("start");
  }

  /** What contracts share, with more clients than connections. */
  static HikariDataSource pool() {
    return SHARED.get();
  }

  /**
   * Connections by way of it.
   *
   * @param settings of the driver, such as {@code &prepareThreshold=0}
   */
  HikariDataSource pool(String settings, int size) {
    return TestDatabase.newPool(
        "jdbc:postgresql://127.0.0.1:" + port + "/ids?user=tester" + settings, size);
  }
}
