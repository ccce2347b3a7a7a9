package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A primary and its synchronous standby, of Debian's PostgreSQL. */
final class PostgresqlCluster implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final int[] ports = {Script.freePort(), Script.freePort()};
  private final List<String> hosts;
  private final Script script;

  /**
   * Starts both.
   *
   * @param commit the servers' {@code synchronous_commit}
   */
  PostgresqlCluster(String commit) {
    this(commit, "");
  }

  /** Starts both, each in a network of its own, which only root can make. */
  static PostgresqlCluster withNetworks() {
    return new PostgresqlCluster("on", "10.144.8");
  }

  private PostgresqlCluster(String commit, String network) {
    hosts =
        network.isEmpty()
            ? List.of("127.0.0.1", "127.0.0.1")
            : List.of(network + ".11", network + ".12");
    script =
        new Script(
            "postgresql.sh",
            Map.of(
                "POSTGRESQL_FOLDER",
                "/tmp/conference-postgresql-" + ports[0],
                "POSTGRESQL_PORTS",
                ports[0] + " " + ports[1],
                "POSTGRESQL_NETWORK",
                network,
                "POSTGRESQL_COMMIT",
                commit));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> script.run("stop")));
    script.run("start");
  }

  /** A command of the script. */
  void run(String command) {
    script.run(command);
  }

  /**
   * Connections to whichever node is the primary, or the standby.
   *
   * @param type such as {@code primary}
   */
  HikariDataSource pool(String type, int size) {
    return TestDatabase.newPool(url(type), size);
  }

  /** Connections to the primary that soon give up a node that does not answer. */
  HikariDataSource impatientPool(int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url("primary") + "&connectTimeout=2&socketTimeout=2");
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(2).toMillis());
    config.setInitializationFailTimeout(TestDatabase.LONGEST.toMillis());
    return new HikariDataSource(config);
  }

  private String url(String type) {
    return "jdbc:postgresql://"
        + hosts.get(0)
        + ":"
        + ports[0]
        + ","
        + hosts.get(1)
        + ":"
        + ports[1]
        + "/ids?user=tester&hostRecheckSeconds=1&targetServerType="
        + type;
  }

  /** Waits until the standby shows all that the primary has now. */
  static void awaitSame(DataSource primary, DataSource standby) throws SQLException {
    String written = text(primary, "SELECT pg_current_wal_lsn()");
    while (!"t".equals(text(standby, "SELECT pg_last_wal_replay_lsn() >= '" + written + "'"))) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  static String text(DataSource dataSource, String query) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    script.run("stop");
  }
}
