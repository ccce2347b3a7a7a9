package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
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

  /** The user as the ports show it; empty for somebody unknown. */
  Optional<Organizer> found(UserId user) {
    return isUnknown() ? Optional.empty() : Optional.of(organizer(user));
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
    return wish.change().refusal(found(wish.change().user())).map(this::row);
  }

  private ChangeRow row(ChangeResult refusal) {
    if (refusal instanceof ChangeResult.NotEnabled) {
      return ChangeRow.of(ChangeRow.Outcome.NOT_ENABLED);
    }
    return present(
        refusal instanceof ChangeResult.AlreadyEnabled
            ? ChangeRow.Outcome.ALREADY_ENABLED
            : ChangeRow.Outcome.STALE);
  }

  private ChangeRow present(ChangeRow.Outcome outcome) {
    return new ChangeRow(outcome, null, version, since, null, currentId);
  }
}
