package org.conferenceid.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/**
 * A connection to a real database whose clock is wrong as seen from this process, and stands still
 * until it is moved. Each database's own means put another time under the function that its clock
 * is read with, so what goes over the connection is the same as ever. On MariaDB the time that a
 * statement waits for a row cannot be moved: there it is none.
 */
final class SkewedDatabase implements AutoCloseable {
  private final TestDatabase database;
  private final Connection connection;
  private Instant now;

  /** Starts with a clock that differs from this machine's by so much. */
  SkewedDatabase(TestDatabase database, Duration skew) throws SQLException {
    this.database = database;
    this.connection = DriverManager.getConnection(database.url());
    switch (database) {
      case SQLITE -> hideSqlitesClock();
      case POSTGRESQL -> hidePostgresqlsClock();
      case MARIADB -> {} // has a setting for it
    }
    // Whole seconds: MariaDB's setting is a floating-point number.
    setNow(database.now().plus(skew).truncatedTo(ChronoUnit.SECONDS));
  }

  Instant now() {
    return now;
  }

  void setNow(Instant time) throws SQLException {
    now = time;
    switch (database) {
      case SQLITE -> {} // the function looks
      case POSTGRESQL -> execute("SET skewed.now = '" + time.getEpochSecond() + "'");
      case MARIADB -> execute("SET timestamp = " + time.getEpochSecond());
    }
  }

  /** A store of this database, as an application would make it. */
  JdbcConferenceStore store(String prefix) {
    Connection used = database == TestDatabase.MARIADB ? withoutWaiting() : connection;
    return JdbcConferenceStore.builder(Fixture.always(used)).tablePrefix(prefix).build();
  }

  /** SYSDATE goes on while the setting keeps NOW still. */
  private Connection withoutWaiting() {
    return (Connection)
        Proxy.newProxyInstance(
            SkewedDatabase.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                arguments[0] = ((String) arguments[0]).replace("SYSDATE(6)", "NOW(6)");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void hideSqlitesClock() throws SQLException {
    Function.create(
        connection.unwrap(SQLiteConnection.class),
        "unixepoch",
        new Function() {
          @Override
          protected void xFunc() throws SQLException {
            result((double) now.getEpochSecond());
          }
        });
  }

  /** What stands before {@code pg_catalog} in the search path hides what is there. */
  private void hidePostgresqlsClock() throws SQLException {
    execute("CREATE SCHEMA IF NOT EXISTS skewed");
    execute(
        """
        CREATE OR REPLACE FUNCTION skewed.clock_timestamp() RETURNS timestamptz LANGUAGE sql
        AS $$ SELECT to_timestamp(current_setting('skewed.now')::double precision) $$""");
    execute("SET search_path = skewed, pg_catalog, public");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
