package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Three Galera nodes on this machine, of Debian's MariaDB. They are started when the first test of
 * a JVM needs them, and stopped when the JVM ends.
 */
final class GaleraCluster {
  static final int NODES = 3;

  /** Two clusters at once need two: {@code -Dgalera.network}, and another folder. */
  private static final String NETWORK = System.getProperty("galera.network", "10.143.8");

  private static final Script SCRIPT =
      new Script(
          "galera.sh",
          Map.of(
              "GALERA_FOLDER",
              System.getProperty("galera.folder", "/tmp/conference-galera-tests"),
              "GALERA_NETWORK",
              NETWORK));

  private static final Lazy<GaleraCluster> STARTED = new Lazy<>(GaleraCluster::new);

  private final List<HikariDataSource> pools;

  private GaleraCluster() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> SCRIPT.run("stop")));
    SCRIPT.run("start");
    pools =
        IntStream.rangeClosed(1, NODES)
            .mapToObj(node -> TestDatabase.newPool(url(node), 16))
            .toList();
  }

  static GaleraCluster started() {
    return STARTED.get();
  }

  /** How to connect to a node, from 1. */
  String url(int node) {
    return "jdbc:mariadb://" + NETWORK + ".1" + node + ":3306/ids?user=tester&password=right";
  }

  /** Connections to the first node that can be used, as the guide recommends them. */
  HikariDataSource oneWriter() {
    return TestDatabase.newPool(
        "jdbc:mariadb:sequential://"
            + IntStream.rangeClosed(1, NODES)
                .mapToObj(node -> NETWORK + ".1" + node)
                .collect(Collectors.joining(","))
            + "/ids?user=tester&password=right&connectTimeout=2000&socketTimeout=15000",
        16);
  }

  /** Connections to one node, from 1. */
  DataSource node(int node) {
    return pools.get(node - 1);
  }

  /** Each connection is one to the next node. */
  DataSource spread(int first) {
    return spread(pools, first);
  }

  private static DataSource spread(List<? extends DataSource> pools, int first) {
    AtomicInteger taken = new AtomicInteger(first);
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws SQLException {
        int next = taken.getAndIncrement();
        SQLException problem = new SQLException("no node");
        for (int i = 0; i < NODES; i++) {
          try {
            return pools.get(Math.floorMod(next + i, NODES)).getConnection();
          } catch (SQLException e) {
            problem = e;
          }
        }
        throw problem;
      }

      @Override
      public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** A pool of connections to each node, that soon give up a node that does not answer. */
  List<HikariDataSource> impatientPools(int size) {
    return IntStream.rangeClosed(1, NODES)
        .mapToObj(
            node -> {
              HikariConfig config = new HikariConfig();
              config.setJdbcUrl(url(node) + "&connectTimeout=1000&socketTimeout=5000");
              config.setMaximumPoolSize(size);
              config.setConnectionTimeout(Duration.ofSeconds(1).toMillis());
              config.setValidationTimeout(Duration.ofMillis(500).toMillis());
              return new HikariDataSource(config);
            })
        .toList();
  }

  /** The node that a connection is to. */
  static int nodeOf(DataSource connections) {
    return (int) TestDatabase.number(connections, "SELECT right(@@wsrep_node_name, 1)");
  }

  /** Connections of pools, of each in its turn, and of the next one that has any. */
  static DataSource spread(List<HikariDataSource> pools) {
    return spread(pools, 0);
  }

  /** Runs a command of the script on a node. */
  void run(String command, int node) {
    SCRIPT.run(command, String.valueOf(node));
  }

  /** Waits until a node shows all that was committed on any node. */
  void awaitCaughtUp(int node) {
    TestDatabase.execute(node(node), "SET STATEMENT wsrep_sync_wait = 1 FOR SELECT 1");
  }
}
