package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the statements of a {@link JdbcGuessLimiter}. Each commits by itself, and none waits for
 * longer than a caller can.
 */
final class CallerDatabase {
  private static final Logger log = LoggerFactory.getLogger(JdbcGuessLimiter.class);

  /** A statement about one row that lost against another one wins the next time, or nearly so. */
  private static final int TRIES = 3;

  private final DataSource dataSource;
  private final Dialect dialect;
  private final SqlTemplates texts;
  private final Duration timeout;
  private final Joining joining = new Joining(null);

  CallerDatabase(DataSource dataSource, Dialect dialect, SqlTemplates texts, Duration timeout) {
    this.dataSource = dataSource;
    this.dialect = dialect;
    this.texts = texts;
    this.timeout = timeout;
  }

  /**
   * Runs a statement, or several of which each may be the last.
   *
   * @throws TransactionConflictException if others were in the way each time
   */
  <T> T run(String doing, Transactions.Work<T> work) {
    for (int tries = 1; ; tries++) {
      Attempt attempt = new Attempt(texts, /* owned= */ true);
      try {
        return attempt.run(
            () -> connect(doing),
            Purpose.REPEATABLE,
            /* several= */ false,
            session -> limited(session, work));
      } catch (SQLException e) {
        ErrorKind fault = attempt.fault(e);
        if (fault != ErrorKind.CONFLICT || tries == TRIES) {
          throw fault.exception(doing, e, Purpose.REPEATABLE, /* owned= */ true);
        }
      }
    }
  }

  private Connection connect(String doing) throws SQLException {
    Connection connection = Transactions.connect(dataSource, doing, List.of(texts.database()));
    try {
      joining.requireFit(doing, /* joined= */ false, connection.getAutoCommit());
      return connection;
    } catch (Throwable e) {
      Transactions.close(connection);
      throw e;
    }
  }

  /** A server that does not answer costs the connection, and not the caller's time. */
  private <T> T limited(Session session, Transactions.Work<T> work) throws SQLException {
    if (dialect == Dialect.SQLITE) {
      return work.on(session); // its driver has no such limit, and no network
    }
    Connection connection = session.connection();
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
    try {
      return work.on(session);
    } finally {
      restore(connection, before);
    }
  }

  private static void restore(Connection connection, int timeout) {
    try {
      connection.setNetworkTimeout(Runnable::run, timeout);
    } catch (SQLException e) {
      log.debug("the connection is broken", e);
    }
  }
}
