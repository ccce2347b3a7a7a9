package org.conferenceid.jdbc;

import java.sql.SQLException;
import java.util.regex.Pattern;
import org.conferenceid.StoreException;

/** What can be wrong with a database, and what to tell whoever can mend it. */
enum Fault {
  /** Another transaction was in the way. */
  CONFLICT(
      "another transaction was in the way, and nothing was changed: try again with the same request"
          + " key"),
  /** A table or column is not there. */
  SCHEMA("a table or column is missing: create or migrate the schema, see JdbcConferenceStore"),
  /** No connection could be had. */
  NO_CONNECTION(
      "no connection could be had, and nothing was changed: see that the database is up and that the"
          + " pool is large enough"),
  /** User, password or rights are wrong. */
  ACCESS(
      "the database refused the user, and nothing was changed: check the user, the password and the"
          + " rights on the tables"),
  /** The database cannot be written to. */
  READ_ONLY(
      "the database is read-only, and nothing was changed: connect to one that can be written"),
  /** There is no room. */
  FULL("the database is full, and nothing was changed: make room for it"),
  /** Everything else, such as a connection that was cut. */
  UNKNOWN(
      "whether it was done is not known: repeat it with the same request key, which does nothing"
          + " twice");

  /** An ID in a driver's message, such as "Key (id)=(...) already exists". */
  private static final Pattern ID = Pattern.compile("(?<![0-9])[1-9][0-9]{4}([0-9]{2})(?![0-9])");

  private final String advice;

  Fault(String advice) {
    this.advice = advice;
  }

  /** The exception for callers. */
  StoreException exception(String doing, SQLException thrown, boolean owned) {
    String message =
        "could not " + doing + ": " + advice + (owned ? "" : "; roll the transaction back first");
    SQLException cause = withoutIds(thrown);
    message += " (" + cause.getMessage() + ")";
    return switch (this) {
      case CONFLICT -> new TransactionConflictException(message, cause);
      case SCHEMA -> new SchemaException(message, cause);
      case NO_CONNECTION, ACCESS, READ_ONLY, FULL -> new StoreUnavailableException(message, cause);
      case UNKNOWN -> new StoreException(message, cause);
    };
  }

  /**
   * A copy of a driver's exception in which IDs are masked: drivers quote the values that broke a
   * constraint, and an ID is an access code.
   */
  private static SQLException withoutIds(SQLException thrown) {
    String message = String.valueOf(thrown.getMessage());
    SQLException copy =
        new SQLException(
            ID.matcher(message).replaceAll("*****$1"), thrown.getSQLState(), thrown.getErrorCode());
    copy.setStackTrace(thrown.getStackTrace());
    return copy;
  }
}
