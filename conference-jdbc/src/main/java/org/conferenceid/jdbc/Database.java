package org.conferenceid.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.conferenceid.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one database to another. Statements are written once for all databases in the
 * classes that use them; what cannot be is here, and in the way in which a change is made.
 */
abstract class Database {

  /** The time now in microseconds since 1970, as an expression. */
  abstract String now();

  /** The time at which a statement that locks rows has them, not that at which it began to wait. */
  String nowWhenLocked() {
    return now();
  }

  /** What locks the rows that a SELECT returns, at its end. */
  String forUpdate() {
    return " FOR UPDATE";
  }

  /** The same, passing over rows that somebody else has locked. */
  String skipLocked() {
    return " FOR UPDATE SKIP LOCKED";
  }

  /** Makes a change on this database. */
  abstract ChangeRow change(Session session, ChangeCommand wish) throws SQLException;

  /** Whether {@link #change} is one statement, which needs no transaction around it. */
  boolean changesInOneStatement() {
    return false;
  }

  /** Whom an ID lets in, for a caller who is waiting: fails where that may be out of date. */
  Lookup lookup(Session session, int id) throws SQLException {
    return session
        .first(Queries.LOOKUP + "= ?", Queries::lookup, id)
        .orElseGet(Lookup.Unknown::new);
  }

  /** Many rows at once on this database. */
  abstract Bulk bulk(Session session);

  /** Prepares a transaction that will write, before it reads what it goes by. */
  void beforeReading(Session session) throws SQLException {}

  /** Makes writes that belong together, in their order. */
  void write(Session session, List<SingleRowUpdate> writes) throws SQLException {
    for (SingleRowUpdate write : writes) {
      if (session.update(write.sql(), write.values()) != 1 && write.one()) {
        throw Transactions.lostRace();
      }
    }
  }

  /**
   * Runs an update for each of some things, of which no two are about the same row.
   *
   * @return those for which it has changed a row, in their order
   */
  <T> List<T> updateEach(
      Session session, BatchUpdate update, List<T> things, Function<T, @Nullable Object[]> values)
      throws SQLException {
    return session.batch(update.single(), things, values);
  }

  /** Whether {@link #updateEach} is one statement, which needs no transaction around it. */
  boolean updatesInOneStatement() {
    return false;
  }

  /**
   * Whether a statement that commits by itself may show rows of an attempt that was undone and
   * repeated. Then those rows decide nothing until a transaction around the statement has
   * committed.
   */
  boolean showsWhatIsUndone() {
    return false;
  }

  /** Waits until this process may write, where it cannot do so with several connections at once. */
  void awaitTurn() throws SQLException {}

  /** Lets the next one write. */
  void endTurn() {}

  /**
   * Starts a transaction on a connection that commits by itself otherwise. Until its end nothing
   * commits by itself: what is on its way behind a statement that ended the transaction must not
   * stay.
   */
  void begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
  }

  /** Commits what {@link #begin} started, and leaves the connection as it was. */
  void commit(Connection connection) throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  /** Rolls back what {@link #begin} started, or failed to, and leaves the connection as it was. */
  void rollback(Connection connection) throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /** Sets again what {@link #begin} has changed besides, whatever became of the transaction. */
  void restore(Connection connection) throws SQLException {}

  /**
   * Lets the commit of a transaction that has found nothing to do wait as one that has: what an
   * earlier one did may be on this server alone yet.
   */
  void confirmEarlier(Session session) throws SQLException {}

  /**
   * Fails if the database has warned, with these or no warnings, that a commit may not last.
   *
   * @param warnings what came with a commit
   */
  void confirmCommit(@Nullable SQLWarning warnings) throws SQLException {}

  /**
   * What the driver's exception means. It may stand beneath another one: that of a pool, or that of
   * a batch.
   */
  final ErrorKind diagnose(SQLException thrown) {
    for (Throwable part : thrown) {
      ErrorKind fault = part instanceof SQLException said ? judge(said) : ErrorKind.REFUSED;
      if (fault != ErrorKind.REFUSED) {
        return fault;
      }
    }
    return ErrorKind.REFUSED;
  }

  /** What an exception means, whatever stands beneath it. */
  abstract ErrorKind judge(SQLException thrown);

  /**
   * Makes a query see all that was committed before it on any node of a cluster, unless it is in a
   * transaction that has begun.
   */
  String caughtUp(String query) {
    return query;
  }

  /**
   * What is run on users, in an IN list, whose rows a transaction goes by without changing them:
   * where other nodes do not know of their locks, only what is written is kept from others.
   */
  List<String> rely() {
    return List.of();
  }

  /**
   * What in the database's settings keeps the schema from working, if anything does. Asked before
   * everything else.
   */
  Optional<String> unfit(Session session) throws SQLException {
    return Optional.empty();
  }

  /** What in the settings that {@link #unfit} has read works, but is dangerous. */
  List<String> doubts() {
    return List.of();
  }

  /** Prepares the database for the schema. */
  void prepare(Connection connection) throws SQLException {}

  /** Whether a transaction can make tables; otherwise each ends the transaction. */
  boolean makesTablesInTransactions() {
    return true;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
