package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a user.
 *
 * @param currentId the ID, if the user is enabled
 * @param version the user's version; 0 for somebody without a row
 * @param since when the version began
 */
record UserRow(@Nullable Integer currentId, long version, long since) {
  /** Somebody who was never enabled, or has been erased. */
  static final UserRow UNKNOWN = new UserRow(null, 0, 0);

  static UserRow read(ResultSet row) throws SQLException {
    return new UserRow(
        Rows.integer(row, "current_id"), row.getLong("version"), row.getLong("since"));
  }

  boolean isUnknown() {
    return version == 0;
  }

  Organizer organizer(UserId user) {
    return new Organizer(
        user,
        Optional.ofNullable(currentId).map(ConferenceId::of),
        version,
        EpochMicros.toInstant(since));
  }

  /**
   * Judges a wish.
   *
   * @param seen what its idempotency key did before
   * @return the answer, where nothing is to be done
   */
  Optional<ChangeRow> answer(ChangeCommand wish, @Nullable ChangeRow seen) {
    if (seen != null) {
      return Optional.of(seen);
    }
    boolean enables = wish.kind() == EventKind.ENABLED;
    if (enables && currentId != null) {
      return Optional.of(present(ChangeRow.Outcome.ALREADY_ENABLED));
    }
    if (!enables && currentId == null) {
      return Optional.of(ChangeRow.of(ChangeRow.Outcome.NOT_ENABLED));
    }
    if ((wish.expected() != null && !wish.expected().equals(currentId))
        || (wish.expectedVersion() != null && wish.expectedVersion() != version)) {
      return Optional.of(present(ChangeRow.Outcome.STALE));
    }
    return Optional.empty();
  }

  private ChangeRow present(ChangeRow.Outcome outcome) {
    return new ChangeRow(outcome, null, version, since, null, currentId);
  }
}
