package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.jspecify.annotations.Nullable;

/** Columns that can be null. */
final class Rows {
  private Rows() {}

  static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  static Optional<ConferenceId> id(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(integer(row, column)).map(ConferenceId::of);
  }

  static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  /** Whether the row of an ID is that of a quarantine which is over. */
  static boolean isOver(ResultSet row, long now) throws SQLException {
    Long freeAt = number(row, "free_at");
    return freeAt != null && freeAt <= now;
  }
}
