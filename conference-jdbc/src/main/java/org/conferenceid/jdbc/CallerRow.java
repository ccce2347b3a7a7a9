package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What the table holds about a caller.
 *
 * @param latest the name of the latest attempt that was counted
 * @param era the name of the attempt with which counting began
 * @param failures how many attempts have failed or are under way
 * @param lockedUntil the end of the lock-out, in microseconds since 1970
 * @param lastAt when the latest attempt was made
 * @param knownAt when the caller was let in; 0 if never
 * @param now the database's time, a moment after the statement decided
 */
record CallerRow(
    long latest, long era, int failures, long lockedUntil, long lastAt, long knownAt, long now) {

  static CallerRow read(ResultSet row) throws SQLException {
    return new CallerRow(
        row.getLong("latest"),
        row.getLong("era"),
        row.getInt("failures"),
        row.getLong("locked_until"),
        row.getLong("last_at"),
        row.getLong("known_at"),
        row.getLong("now"));
  }

  /** Whether the statement has counted the attempt of that name. */
  boolean counted(long attempt) {
    return latest == attempt;
  }

  /** For how many microseconds the caller is locked out; not positive if it is not. */
  long lockedFor(long longest) {
    long remaining = lockedUntil - now;
    return remaining <= longest ? remaining : 0;
  }

  /** Whether the caller was known when the attempt of that name was judged. */
  boolean known(long attempt, long knownFor) {
    return knownAt > (counted(attempt) ? lastAt : now) - knownFor;
  }
}
