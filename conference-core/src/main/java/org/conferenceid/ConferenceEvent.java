package org.conferenceid;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to one organizer. Calendars can be updated from it (B9). {@code toString} masks the
 * IDs.
 *
 * @param kind what happened
 * @param user to whom
 * @param oldId the ID before: absent for {@link EventKind#ENABLED}; the same as the new one for a
 *     kind that {@linkplain EventKind#changesId changes no ID}
 * @param newId the ID after: absent for {@link EventKind#DISABLED}
 * @param version the user's version after it: 1 for the first enabling, one more for each further
 *     change of the ID; two events of a user are ordered by it
 * @param at when, by the store's clock
 * @since 0.1.0
 */
public record ConferenceEvent(
    EventKind kind,
    UserId user,
    Optional<ConferenceId> oldId,
    Optional<ConferenceId> newId,
    long version,
    Instant at) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param kind what happened
   * @param user to whom
   * @param oldId the ID before
   * @param newId the ID after
   * @param version the user's version after it
   * @param at when, by the store's clock
   */
  public ConferenceEvent {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(oldId, "oldId");
    Objects.requireNonNull(newId, "newId");
    Objects.requireNonNull(at, "at");
  }
}
