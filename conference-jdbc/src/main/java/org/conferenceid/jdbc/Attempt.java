package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to do some work on one connection, which is given back as it came, or not at all if
 * it is broken.
 */
final class Attempt implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);

  private final Connection connection;
  private final Texts texts;
  private final Database database;
  private boolean owned = true;
  private Moment moment = Moment.BEFORE_COMMIT;

  Attempt(Connection connection, Texts texts) {
    this.connection = connection;
    this.texts = texts;
    this.database = texts.database();
  }

  /** Where an attempt was when it failed. */
  enum Moment {
    /** Nothing was committed yet, and nothing will be. */
    BEFORE_COMMIT,
    /** In a statement that commits by itself. */
    LONE_STATEMENT,
    /** In the COMMIT. */
    COMMIT
  }

  /** Whether the store decides about the transaction; otherwise the application does. */
  boolean owned() {
    return owned;
  }

  <T> T run(Purpose purpose, boolean several, Transactions.Work<T> work) throws SQLException {
    try {
      owned = connection.getAutoCommit();
      boolean alone = owned && !several && purpose != Purpose.READ;
      Session session = new Session(connection, texts, owned, alone);
      if (owned && several) {
        return bracketed(session, work);
      }
      moment = alone ? Moment.LONE_STATEMENT : Moment.BEFORE_COMMIT;
      return work.on(session);
    } catch (SQLException e) {
      if (owned && database.diagnose(e).spoilsConnection()) {
        drop();
      }
      throw e;
    }
  }

  /** What the failure of {@link #run} means. */
  Fault fault(SQLException thrown) {
    return database.diagnose(thrown).at(moment);
  }

  private <T> T bracketed(Session session, Transactions.Work<T> work) throws SQLException {
    boolean done = false;
    try {
      database.begin(connection);
      T result = work.on(session);
      moment = Moment.COMMIT;
      database.commit(connection);
      done = true;
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try {
      database.rollback(connection);
    } catch (SQLException e) {
      log.debug("rollback failed", e);
      drop();
    }
  }

  /**
   * Ends the connection instead of giving it back to a pool. Pools notice that at its next use at
   * the latest, which is therefore here.
   */
  private void drop() {
    try {
      connection.abort(Runnable::run);
      try (Statement statement = connection.createStatement()) {
        log.debug("the connection cannot be dropped: {}", statement);
      }
    } catch (SQLException e) {
      log.debug("the connection was dropped", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      log.debug("closing a connection failed", e);
    }
  }
}
