package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import org.conferenceid.StoreException;

/** What can be wrong with a database, and what to tell whoever can mend it. */
enum ErrorKind {
  /** Another transaction was in the way. */
  CONFLICT("another transaction was in the way, and nothing was changed: try again"),
  /** Somebody else writes, for longer than was waited. */
  BUSY(
      "somebody else has been writing to the file for too long, and nothing was changed: end the"
          + " other transaction, or set a longer busy_timeout"),
  /** A table or column is not there. */
  SCHEMA("a table or column is missing: create or migrate the schema, see JdbcConferenceStore"),
  /** No connection could be had. */
  NO_CONNECTION(
      "no connection could be had, and nothing was changed: see that the database is up and that"
          + " the pool is large enough"),
  /** User, password or rights are wrong. */
  ACCESS(
      "the database refused the user, and nothing was changed: check the user, the password and the"
          + " rights on the tables"),
  /** The database cannot be written to. */
  READ_ONLY(
      "the database is read-only, and nothing was changed: connect to one that can be written"),
  /** There is no room. */
  FULL("the database is full, and nothing was changed: make room for it"),
  /** Connections are shared by a pooler that does not know the driver's prepared statements. */
  POOLER(
      "the database does not know a statement that the driver has prepared, and nothing was"
          + " changed: with a pooler that shares connections between transactions, set the driver's"
          + " prepareThreshold=0"),
  /** The connection was lost, or the server does not serve any more. */
  LOST("the connection was lost, and nothing was changed: see that the database is up"),
  /** The connection was lost, and the driver has put another one in its place, which is good. */
  REPLACED(LOST.advice),
  /** The database said no for any other reason. */
  REFUSED("the database refused it, and nothing was changed, for the reason in brackets"),
  /** The end of a transaction was not told. */
  IN_DOUBT("whether it was done is not known: repeat it");

  private final String advice;

  ErrorKind(String advice) {
    this.advice = advice;
  }

  /** What this means at that moment. */
  ErrorKind at(Attempt.Moment moment) {
    return switch (moment) {
      case BEFORE_COMMIT -> this;
      case LONE_STATEMENT -> this == LOST || this == REPLACED ? IN_DOUBT : this;
      case COMMIT -> passes() || this == READ_ONLY ? this : IN_DOUBT;
    };
  }

  /** Whether another try may find nobody in the way. */
  boolean passes() {
    return this == CONFLICT || this == BUSY;
  }

  /** Whether nobody should get the connection after this. */
  boolean spoilsConnection() {
    return this == LOST || this == READ_ONLY;
  }

  /** The exception for callers. */
  StoreException exception(String doing, SQLException thrown, Purpose purpose, boolean owned) {
    String next =
        switch (this) {
          case CONFLICT -> purpose.again();
          case IN_DOUBT -> purpose.repeat();
          default -> "";
        };
    if (this == BUSY && !owned) {
      return CONFLICT.exception(
          doing, thrown, purpose, owned); // rolling back may let the other end
    }
    String message =
        String.format(
            Locale.ROOT,
            "could not %s: %s%s%s (%s)",
            doing,
            advice,
            next,
            owned ? "" : "; roll the transaction back first",
            Masked.messages(thrown));
    Throwable cause = Masked.copy(thrown);
    return switch (this) {
      case CONFLICT -> new TransactionConflictException(message, cause);
      case SCHEMA -> new SchemaException(message, cause);
      case IN_DOUBT -> new StoreException(message, cause);
      default -> new StoreUnavailableException(message, cause);
    };
  }
}
