package org.conferenceid.jdbc;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a change.
 *
 * @param one whether to see that it changes one row: one that changes another number has lost a
 *     race. What inserts a row has inserted it, or failed
 * @param sql the statement
 * @param values of its parameters
 */
@SuppressWarnings("ArrayRecordComponent") // made, run once, and never compared
record SingleRowUpdate(boolean one, String sql, @Nullable Object... values) {

  /** A statement that is to change one row. */
  SingleRowUpdate(String sql, @Nullable Object... values) {
    this(true, sql, values);
  }
}
