package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
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

  /** The writers of this process queue here: SQLite's own waiting is a sleep that doubles. */
  private final ReentrantLock writer = new ReentrantLock();

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
  ChangeRow change(Session session, Wish wish) throws SQLException {
    beforeReading(session);
    return new Stepwise(this, session, wish).change();
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
  void begin(Connection connection) throws SQLException {
    writer.lock();
    boolean begun = false;
    try {
      execute(connection, "PRAGMA synchronous = FULL");
      execute(connection, "BEGIN IMMEDIATE");
      begun = true;
    } finally {
      if (!begun) {
        writer.unlock();
      }
    }
  }

  @Override
  void commit(Connection connection) throws SQLException {
    execute(connection, "COMMIT");
    writer.unlock();
  }

  @Override
  void rollback(Connection connection) throws SQLException {
    if (!writer.isHeldByCurrentThread()) {
      return; // nothing has begun
    }
    try {
      execute(connection, "ROLLBACK");
    } finally {
      writer.unlock();
    }
  }

  @Override
  void prepare(Connection connection) throws SQLException {
    if (connection.getAutoCommit()) {
      execute(connection, "PRAGMA journal_mode = WAL");
    }
  }

  /** By SQLite's result code. */
  @Override
  Fault judge(SQLException thrown) {
    if ("40001".equals(thrown.getSQLState())) {
      return Fault.CONFLICT;
    }
    return switch (thrown.getErrorCode()) {
      case BUSY, LOCKED -> Fault.CONFLICT;
      case READ_ONLY -> Fault.READ_ONLY;
      case FULL -> Fault.FULL;
      case CANNOT_OPEN -> Fault.ACCESS;
      default ->
          String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT).contains("no such ")
              ? Fault.SCHEMA
              : Fault.REFUSED;
    };
  }
}
