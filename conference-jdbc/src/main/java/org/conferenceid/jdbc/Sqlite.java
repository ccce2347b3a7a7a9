package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * SQLite, in WAL mode. It has one writer at a time; where the store owns the transaction it takes
 * the write lock at its beginning, because a reader that turns writer can be refused.
 */
final class Sqlite extends Database {
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int READ_ONLY = 8;
  private static final int FULL = 13;
  private static final int CANNOT_OPEN = 14;

  /** The value of {@code PRAGMA synchronous} from which on a commit is on the disk. */
  private static final int SYNCHRONOUS_FULL = 2;

  /**
   * The writers of this process queue here, in their order: SQLite's own waiting is a sleep that
   * doubles, on a connection that others could use.
   */
  private final ReentrantLock writer = new ReentrantLock(/* fair= */ true);

  /** As long as SQLite would wait, by the first connection; the driver's default until then. */
  private volatile int busyMillis = 3000;

  private volatile boolean busyMillisKnown;

  /** Of the writer's connection, while it has its turn. */
  private boolean begun;

  private int synchronousBefore = SYNCHRONOUS_FULL;

  /** SQLite's clock is this machine's, in milliseconds. */
  @Override
  String now() {
    return "CAST(unixepoch('subsec') * 1000 AS INTEGER) * 1000";
  }

  @Override
  String forUpdate() {
    return "";
  }

  @Override
  String skipLocked() {
    return "";
  }

  @Override
  ChangeRow change(Session session, ChangeCommand wish) throws SQLException {
    beforeReading(session);
    return new MultiStatementChange(this, session, wish).change();
  }

  @Override
  Bulk bulk(Session session) {
    return new BatchBulk(session);
  }

  /** The application's transaction may not have written yet: take the write lock. */
  @Override
  void beforeReading(Session session) throws SQLException {
    if (!session.owned()) {
      session.update("UPDATE cid_user SET version = version WHERE user_key = ''");
    }
  }

  @Override
  void awaitTurn() throws SQLException {
    try {
      if (!writer.tryLock(busyMillis, TimeUnit.MILLISECONDS)) {
        throw new SQLException(
            "other threads have been writing for " + busyMillis + " ms", null, BUSY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while other threads were writing", e);
    }
  }

  @Override
  void endTurn() {
    writer.unlock();
  }

  @Override
  void begin(Connection connection) throws SQLException {
    begun = false;
    if (!busyMillisKnown) {
      busyMillis = pragma(connection, "busy_timeout");
      busyMillisKnown = true;
    }
    synchronousBefore = pragma(connection, "synchronous");
    if (synchronousBefore < SYNCHRONOUS_FULL) {
      execute(connection, "PRAGMA synchronous = " + SYNCHRONOUS_FULL);
    }
    execute(connection, "BEGIN IMMEDIATE");
    begun = true;
  }

  @Override
  void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
  }

  /** After some errors, such as a full disk, SQLite has rolled back by itself. */
  @Override
  void rollback(Connection connection) throws SQLException {
    if (begun) {
      try {
        execute(connection, "ROLLBACK");
      } catch (SQLException e) {
        if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
          throw e;
        }
      }
    }
  }

  @Override
  void restore(Connection connection) throws SQLException {
    if (synchronousBefore < SYNCHRONOUS_FULL) {
      execute(connection, "PRAGMA synchronous = " + synchronousBefore);
    }
  }

  private static int pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA " + name)) {
      return row.getInt(1);
    }
  }

  @Override
  void prepare(Connection connection) throws SQLException {
    execute(connection, "PRAGMA journal_mode = WAL");
  }

  /** By SQLite's result code. */
  @Override
  ErrorKind judge(SQLException thrown) {
    if ("40001".equals(thrown.getSQLState())) {
      return ErrorKind.CONFLICT;
    }
    return switch (thrown.getErrorCode()) {
      case BUSY -> ErrorKind.BUSY;
      case LOCKED -> ErrorKind.CONFLICT;
      case READ_ONLY -> ErrorKind.READ_ONLY;
      case FULL -> ErrorKind.FULL;
      case CANNOT_OPEN -> ErrorKind.ACCESS;
      default ->
          String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT).contains("no such ")
              ? ErrorKind.SCHEMA
              : ErrorKind.REFUSED;
    };
  }
}
