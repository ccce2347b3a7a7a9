package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Three Galera nodes on this machine, which {@code clusters/galera.sh} starts when the first test
 * of a JVM needs them, and stops when the JVM ends.
 */
final class GaleraCluster {
  static final int NODES = 3;

  private static final Path FOLDER =
      Path.of(System.getProperty("galera.folder", "/tmp/conference-galera-tests"));
  private static final String NETWORK = System.getProperty("galera.network", "10.143.8");
  private static final Lazy<GaleraCluster> STARTED = new Lazy<>(GaleraCluster::new);

  private final List<HikariDataSource> pools;

  private GaleraCluster() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> run("stop")));
    run("start");
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

  /** Connections to one node, from 1. */
  DataSource node(int node) {
    return pools.get(node - 1);
  }

  /** Each connection is one to the next node. */
  DataSource spread(int first) {
    AtomicInteger taken = new AtomicInteger(first);
    return new AbstractDataSource() {
      @Override
      public Connection getConnection() throws java.sql.SQLException {
        return node(1 + Math.floorMod(taken.getAndIncrement(), NODES)).getConnection();
      }

      @Override
      public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException();
      }
    };
  }

  /** Runs a command of the script, such as {@code kill 2}. */
  static void run(String... command) {
    List<String> words = new ArrayList<>(List.of("clusters/galera.sh"));
    words.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("GALERA_FOLDER", FOLDER.toString());
    builder.environment().put("GALERA_NETWORK", NETWORK);
    try {
      Path said = Files.createTempFile("galera", ".txt"); // servers outlive the script: no pipe
      Process process = builder.redirectOutput(said.toFile()).start();
      int result = process.waitFor();
      String text = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      if (result != 0) {
        throw new IllegalStateException(words + " failed: " + text);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
