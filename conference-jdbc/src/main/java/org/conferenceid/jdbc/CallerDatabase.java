package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the statements of a {@link JdbcGuessLimiter}, of which none waits for longer than a caller
 * can. Each commits by itself; on a node of a cluster, those that change something are
 * transactions.
 */
final class CallerDatabase {
  private static final Logger log = LoggerFactory.getLogger(JdbcGuessLimiter.class);

  /** A caller waits: a statement about one row that lost wins the next time, or nearly so. */
  private static final int TRIES = 5;

  /** Nobody waits: what is not given back stays counted. */
  private static final int PATIENT_TRIES = 40;

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

  /** Learns what kind of server this is, and refuses one that would not keep what it is told. */
  void requireFit() {
    Optional<String> problem =
        run("read the database's settings", session -> texts.database().unfit(session));
    if (problem.isPresent()) {
      throw new SchemaException(problem.get(), null);
    }
  }

  /**
   * Runs a statement, or several of which each may be the last.
   *
   * @throws TransactionConflictException if others were in the way each time
   */
  <T> T run(String doing, Transactions.Work<T> work) {
    return run(doing, /* several= */ false, TRIES, work);
  }

  /** Runs a statement that decides: its answer is true only when it is committed. */
  <T> T decide(String doing, Transactions.Work<T> work) {
    return run(doing, texts.database().showsWhatIsUndone(), TRIES, work);
  }

  /** Changes what must not stay as it is, however many are in the way. */
  <T> T insist(String doing, Transactions.Work<T> work) {
    return run(doing, texts.database().showsWhatIsUndone(), PATIENT_TRIES, work);
  }

  private <T> T run(String doing, boolean several, int most, Transactions.Work<T> work) {
    Patience.Tries tries = Patience.DEFAULT.start();
    for (int i = 1; ; i++) {
      Attempt attempt = new Attempt(texts, /* owned= */ true);
      try {
        return attempt.run(new Limited(doing), Purpose.REPEATABLE, several, work);
      } catch (SQLException e) {
        ErrorKind fault = attempt.fault(e);
        if (fault != ErrorKind.CONFLICT || i == most || !tries.again()) {
          throw fault.exception(doing, e, Purpose.REPEATABLE, /* owned= */ true);
        }
      }
    }
  }

  /** A server that does not answer costs the connection, and not the caller's time. */
  private final class Limited implements Attempt.Source {
    private final String doing;
    private int before;

    Limited(String doing) {
      this.doing = doing;
    }

    @Override
    public Connection take() throws SQLException {
      Connection connection = Transactions.connect(dataSource, doing, List.of(texts.database()));
      try {
        joining.requireFit(doing, /* joined= */ false, connection.getAutoCommit());
        if (hasLimit()) {
          before = connection.getNetworkTimeout();
          connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()));
        }
        return connection;
      } catch (Throwable e) {
        Transactions.close(connection);
        throw e;
      }
    }

    @Override
    public void giveBack(Connection connection) {
      try {
        if (hasLimit()) {
          connection.setNetworkTimeout(Runnable::run, before);
        }
      } catch (SQLException e) {
        log.debug("the connection is broken", e);
      } finally {
        Transactions.close(connection);
      }
    }

    /** The driver of SQLite has no such limit, and no network. */
    private boolean hasLimit() {
      return dialect != Dialect.SQLITE;
    }
  }
}
