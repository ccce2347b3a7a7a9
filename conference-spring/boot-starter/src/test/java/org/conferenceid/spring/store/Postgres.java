package org.conferenceid.spring.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** One PostgreSQL server for all tests, and a database for each that asks. */
public final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.start(); // a hook of its own stops it with the JVM
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database, and returns its URL for the superuser. */
  public static String url() {
    String name = "test_" + DATABASES.incrementAndGet();
    execute(SERVER.getPostgresDatabase(), "CREATE DATABASE " + name);
    return SERVER.getJdbcUrl("postgres", name);
  }

  /** Runs statements as the superuser in a database that {@link #url} gave. */
  public static void execute(String url, String... statements) {
    execute(SERVER.getDatabase("postgres", url.replaceAll(".*/(.*)\\?.*", "$1")), statements);
  }

  private static void execute(DataSource database, String... statements) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String one : statements) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
