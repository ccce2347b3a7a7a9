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
final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(JdbcConferenceStore.class);

  private final SqlTemplates texts;
  private final Database database;
  private final boolean owned;
  private Moment moment = Moment.BEFORE_COMMIT;

  /**
   * Prepares an attempt.
   *
   * @param owned whether the store decides about the transaction; otherwise the application does
   */
  Attempt(SqlTemplates texts, boolean owned) {
    this.texts = texts;
    this.database = texts.database();
    this.owned = owned;
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

  /** Where connections come from, and go to. */
  interface Source {
    Connection take() throws SQLException;

    default void giveBack(Connection connection) {
      Transactions.close(connection);
    }
  }

  /**
   * Does the work.
   *
   * @param several whether it takes several statements, which need a transaction around them
   */
  <T> T run(Source source, Purpose purpose, boolean several, Transactions.Work<T> work)
      throws SQLException {
    if (!owned || !several) {
      return connected(source, purpose, several, work);
    }
    database.awaitTurn(); // whoever waits needs no connection yet
    try {
      return connected(source, purpose, several, work);
    } finally {
      database.endTurn();
    }
  }

  private <T> T connected(
      Source source, Purpose purpose, boolean several, Transactions.Work<T> work)
      throws SQLException {
    Connection connection = source.take();
    try {
      boolean alone = owned && !several && purpose != Purpose.READ;
      Session session = new Session(connection, texts, owned, alone);
      if (owned && several) {
        return bracketed(session, work);
      }
      moment = alone ? Moment.LONE_STATEMENT : Moment.BEFORE_COMMIT;
      return work.on(session);
    } catch (SQLException e) {
      if (owned && database.diagnose(e).spoilsConnection()) {
        drop(connection);
      }
      throw e;
    } finally {
      source.giveBack(connection);
    }
  }

  /** What the failure of {@link #run} means. */
  ErrorKind fault(SQLException thrown) {
    return database.diagnose(thrown).at(moment);
  }

  private <T> T bracketed(Session session, Transactions.Work<T> work) throws SQLException {
    boolean committed = false;
    try {
      database.begin(session.connection());
      T result = work.on(session);
      moment = Moment.COMMIT;
      database.commit(session.connection());
      committed = true;
      return result;
    } finally {
      restore(session.connection(), committed);
    }
  }

  private void restore(Connection connection, boolean committed) {
    try {
      if (!committed) {
        database.rollback(connection);
      }
      database.restore(connection);
    } catch (SQLException e) {
      log.debug("the connection cannot be given back as it came", e);
      drop(connection);
    }
  }

  /**
   * Ends the connection instead of giving it back to a pool. Pools notice that at its next use at
   * the latest, which is therefore here.
   */
  private static void drop(Connection connection) {
    try {
      connection.abort(Runnable::run);
      try (Statement statement = connection.createStatement()) {
        log.debug("the connection cannot be dropped: {}", statement);
      }
    } catch (SQLException e) {
      log.debug("the connection was dropped", e);
    }
  }
}
