package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in a transaction: in the application's, if the connection comes with one; else in one
 * of its own, which is tried again when it loses against another. Connections are given back as
 * they came, on every path.
 */
final class Transactions {
  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);

  /**
   * How often a transaction of our own is tried. Each try waits for the locks of those it lost to.
   */
  private static final int TRIES = 20;

  private final DataSource dataSource;
  private final Database database;
  private final Texts texts;

  Transactions(DataSource dataSource, Database database, Texts texts) {
    this.dataSource = dataSource;
    this.database = database;
    this.texts = texts;
  }

  /** What is done with a connection. */
  interface Work<T> {
    T on(Session session) throws SQLException;
  }

  /** Thrown by work that met a race that it cannot decide: counts as a serialization failure. */
  static SQLException lostRace() {
    return new SQLTransactionRollbackException("lost a race", "40001");
  }

  Database database() {
    return database;
  }

  /** Runs one statement, which is a transaction by itself. */
  <T> T statement(String doing, Work<T> work) {
    return run(doing, false, work);
  }

  /** Runs several statements as one transaction. */
  <T> T transaction(String doing, Work<T> work) {
    return run(doing, true, work);
  }

  /**
   * Runs an update for each of some things, as one transaction.
   *
   * @return those for which it has changed a row, in their order
   */
  <T> List<T> updateEach(
      String doing, EachRow update, List<T> things, Function<T, @Nullable Object[]> values) {
    return run(
        doing,
        !database.updatesInOneStatement(),
        session -> database.updateEach(session, update, things, values));
  }

  private <T> T run(String doing, boolean several, Work<T> work) {
    for (int tries = 1; ; tries++) {
      Connection connection = connect(doing);
      boolean owned = true;
      try {
        owned = connection.getAutoCommit();
        Session session = new Session(connection, texts, owned);
        return owned && several ? bracketed(session, work) : work.on(session);
      } catch (SQLException e) {
        Fault fault = database.diagnose(e);
        if (fault != Fault.CONFLICT || !owned || tries == TRIES) {
          throw fault.exception(doing, e, owned);
        }
        log.debug("{} lost against another transaction, try {}", doing, tries);
      } finally {
        close(connection);
      }
    }
  }

  private Connection connect(String doing) {
    try {
      return dataSource.getConnection();
    } catch (SQLException e) {
      throw noConnection(doing, e, List.of(database));
    }
  }

  /**
   * Tells a refusal from a database that is away. A pool wraps what the database said, and before
   * the first connection nobody knows which database it is.
   */
  static StoreException noConnection(String doing, SQLException thrown, List<Database> perhaps) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException said
          && perhaps.stream().anyMatch(database -> database.diagnose(said) == Fault.ACCESS)) {
        return Fault.ACCESS.exception(doing, thrown, true);
      }
    }
    return Fault.NO_CONNECTION.exception(doing, thrown, true);
  }

  private <T> T bracketed(Session session, Work<T> work) throws SQLException {
    Connection connection = session.connection();
    boolean done = false;
    database.begin(connection);
    try {
      T result = work.on(session);
      database.commit(connection);
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack(connection);
      }
    }
  }

  /** A connection that cannot even be rolled back is not given back to a pool. */
  private void rollBack(Connection connection) {
    try {
      database.rollback(connection);
    } catch (SQLException e) {
      log.debug("rollback failed, the connection is dropped", e);
      try {
        connection.abort(Runnable::run);
      } catch (SQLException ignored) {
        log.debug("the connection could not be dropped", ignored);
      }
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("closing a connection failed", e);
    }
  }
}
