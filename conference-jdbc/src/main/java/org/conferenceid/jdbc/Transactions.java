package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs work in a transaction: in the application's, if that is active and to be joined; otherwise
 * in one of its own, which is tried again when it loses against another. Connections are given back
 * as they came, on every path.
 */
final class Transactions {
  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);

  /** How many rows are changed in a transaction where they need not be changed together. */
  static final int PORTION = 512;

  private final DataSource dataSource;
  private final Database database;
  private final SqlTemplates texts;
  private final Patience patience;
  private final Joining joining;

  Transactions(DataSource dataSource, SqlTemplates texts, Patience patience, Joining joining) {
    this.dataSource = dataSource;
    this.database = texts.database();
    this.texts = texts;
    this.patience = patience;
    this.joining = joining;
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

  /** Fails in a transaction of the application. */
  void refuseToJoin(String doing, String because) {
    if (joining.active(doing)) {
      throw new IllegalStateException(
          "could not "
              + doing
              + ": it must not be done in a transaction of the application, because "
              + because);
    }
  }

  /** Runs statements that change nothing. */
  <T> T read(String doing, Work<T> work) {
    return run(doing, Purpose.READ, false, work);
  }

  /** Runs statements that are not to be in a transaction, and may be repeated. */
  <T> T outside(String doing, Work<T> work) {
    return run(doing, Purpose.REPEATABLE, false, work);
  }

  /** Runs statements that may be repeated, as one transaction. */
  <T> T transaction(String doing, Work<T> work) {
    return run(doing, Purpose.REPEATABLE, true, work);
  }

  /** Makes a change, which may have an idempotency key. */
  <T> T change(String doing, Work<T> work) {
    return run(doing, Purpose.KEYED, !database.changesInOneStatement(), work);
  }

  /** Makes several changes, which may have idempotency keys, as one transaction. */
  <T> T changes(String doing, Work<T> work) {
    return run(doing, Purpose.KEYED, true, work);
  }

  /**
   * Runs an update for each of some things, in portions: each is a short transaction, so that
   * others need not wait for all of them.
   *
   * @return those for which it has changed a row, in their order
   */
  <T> List<T> updateEach(
      String doing, BatchUpdate update, List<T> things, Function<T, @Nullable Object[]> values) {
    List<T> updated = new ArrayList<>();
    for (List<T> portion : Bulk.portions(things, PORTION)) {
      updated.addAll(
          run(
              doing,
              Purpose.REPEATABLE,
              !database.updatesInOneStatement(),
              session -> database.updateEach(session, update, portion, values)));
    }
    return updated;
  }

  private <T> T run(String doing, Purpose purpose, boolean several, Work<T> work) {
    boolean owned = !joining.active(doing);
    Patience.Tries tries = patience.start();
    while (true) {
      Attempt attempt = new Attempt(texts, owned);
      try {
        return attempt.run(() -> connect(doing, owned), purpose, several, work);
      } catch (SQLException e) {
        ErrorKind fault = attempt.fault(e);
        if (!fault.passes() || !owned || !tries.again()) {
          throw fault.exception(doing, e, purpose, owned);
        }
        log.debug("{} lost against another transaction and is tried again", doing);
      }
    }
  }

  /** A connection that fits. */
  private Connection connect(String doing, boolean owned) throws SQLException {
    Connection connection = connect(dataSource, doing, List.of(database));
    try {
      joining.requireFit(doing, !owned, connection.getAutoCommit());
      return connection;
    } catch (Throwable e) {
      close(connection);
      throw e;
    }
  }

  /**
   * Takes a connection.
   *
   * @param perhaps the databases that it may be of
   */
  static Connection connect(DataSource dataSource, String doing, List<Database> perhaps) {
    SQLException problem;
    try {
      Connection connection = dataSource.getConnection();
      if (connection != null) {
        return connection;
      }
      problem = new SQLException("the DataSource has returned null");
    } catch (SQLException e) {
      problem = e;
    } catch (Throwable e) { // of the application, which may choose among several pools
      keepInterrupt(e);
      problem = new SQLException("the DataSource failed", e);
    }
    throw noConnection(doing, problem, perhaps);
  }

  /** An interrupt is not lost, though nothing declares that it may be thrown. */
  static void keepInterrupt(Throwable thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("closing a connection failed", e);
    }
  }

  /**
   * Tells a refusal from a database that is away. A pool wraps what the database said, and before
   * the first connection nobody knows which database it is.
   */
  static StoreException noConnection(String doing, SQLException thrown, List<Database> perhaps) {
    for (Throwable part : thrown) {
      if (part instanceof SQLException said
          && perhaps.stream().anyMatch(database -> database.judge(said) == ErrorKind.ACCESS)) {
        return ErrorKind.ACCESS.exception(doing, thrown, Purpose.READ, /* owned= */ true);
      }
    }
    return ErrorKind.NO_CONNECTION.exception(doing, thrown, Purpose.READ, /* owned= */ true);
  }
}
