package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/** Columns that can be null, and those of an audit entry. */
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

  /** What an audit entry says has happened. */
  static ConferenceEvent event(ResultSet row) throws SQLException {
    return new ConferenceEvent(
        EventKind.valueOf(row.getString("kind")),
        UserId.of(row.getString("user_key")),
        id(row, "old_id"),
        id(row, "new_id"),
        row.getLong("version"),
        EpochMicros.toInstant(row.getLong("at")));
  }

  /** Who asked for it and why. */
  static RequestContext context(ResultSet row) throws SQLException {
    return new RequestContext(text(row, "actor"), text(row, "reason"), text(row, "public_reason"));
  }

  /** Whether the row of an ID is that of a quarantine which is over. */
  static boolean isOver(ResultSet row, long now) throws SQLException {
    Long freeAt = number(row, "free_at");
    return freeAt != null && freeAt <= now;
  }
}
