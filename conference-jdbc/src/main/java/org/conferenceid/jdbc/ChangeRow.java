package org.conferenceid.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.jspecify.annotations.Nullable;

/**
 * What every database's statements answer to a change.
 *
 * @param outcome what became of it
 * @param kind what happened, now or before; absent where nothing did
 * @param version the user's version after it
 * @param at when it happened; where nothing did, since when the user is in the present state
 * @param oldId the ID before
 * @param newId the ID after; where nothing happened, the present one
 */
record ChangeRow(
    Outcome outcome,
    @Nullable EventKind kind,
    long version,
    long at,
    @Nullable Integer oldId,
    @Nullable Integer newId) {

  /** What became of a change. */
  enum Outcome {
    /** It was made. */
    DONE,
    /** The idempotency key was used before. */
    SEEN,
    /** The user has no ID. */
    NOT_ENABLED,
    /** The user has an ID. */
    ALREADY_ENABLED,
    /** The user has another ID than the expected one. */
    STALE,
    /** All candidates are taken. */
    ALL_TAKEN,
    /** Somebody else was faster; looking again will tell more. */
    LOST_RACE
  }

  /** A refusal that has nothing to tell. */
  static ChangeRow of(Outcome outcome) {
    return new ChangeRow(outcome, null, 0, 0, null, null);
  }

  /** Reads the columns that are named like the parts. */
  static ChangeRow read(ResultSet row) throws SQLException {
    String kind = row.getString("kind");
    return new ChangeRow(
        Outcome.valueOf(row.getString("outcome")),
        kind == null ? null : EventKind.valueOf(kind),
        row.getLong("version"),
        row.getLong("at"),
        Rows.integer(row, "old_id"),
        Rows.integer(row, "new_id"));
  }

  /** Reads what an idempotency key did before. */
  static ChangeRow seen(ResultSet row) throws SQLException {
    return new ChangeRow(
        Outcome.SEEN,
        EventKind.valueOf(row.getString("kind")),
        row.getLong("seen_version"),
        row.getLong("at"),
        Rows.integer(row, "old_id"),
        Rows.integer(row, "new_id"));
  }

  /** The port's answer; not for {@link Outcome#ALL_TAKEN} and {@link Outcome#LOST_RACE}. */
  ChangeResult toResult(Change change, boolean committed) {
    return switch (outcome) {
      case DONE -> new ChangeResult.Done(event(change), false, committed);
      case SEEN -> change.replay(event(change), committed);
      case NOT_ENABLED -> new ChangeResult.NotEnabled();
      case ALREADY_ENABLED -> new ChangeResult.AlreadyEnabled(organizer(change));
      case STALE -> new ChangeResult.StaleId(organizer(change));
      case ALL_TAKEN, LOST_RACE -> throw new IllegalStateException(outcome + " is no answer");
    };
  }

  private ConferenceEvent event(Change change) {
    return new ConferenceEvent(
        Objects.requireNonNull(kind, "kind"),
        change.user(),
        id(oldId),
        id(newId),
        version,
        EpochMicros.toInstant(at));
  }

  private Organizer organizer(Change change) {
    return new Organizer(change.user(), id(newId), version, EpochMicros.toInstant(at));
  }

  private static Optional<ConferenceId> id(@Nullable Integer value) {
    return Optional.ofNullable(value).map(ConferenceId::of);
  }
}
