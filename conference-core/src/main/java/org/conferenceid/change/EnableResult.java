package org.conferenceid.change;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;

/**
 * The outcome of enabling a user. IDs are masked in {@code toString}.
 *
 * @since 0.1.0
 */
public sealed interface EnableResult {

  /**
   * Returns who was to be enabled.
   *
   * @return the user
   */
  UserId user();

  /**
   * Returns the user's ID, whether it is new or not.
   *
   * @return the ID
   */
  ConferenceId id();

  /**
   * The user may host audio conferences now, and has an ID.
   *
   * @param user the user
   * @param id the ID that came by itself (S3)
   * @param version the user's version, which the enabling began
   * @param at when it happened, by the store's clock
   * @param replayed if it had been done before, by a request with the same idempotency key (B12)
   * @param committed {@code false} if it takes part in a transaction of the application: then it
   *     counts only once that has committed
   */
  record Enabled(
      UserId user, ConferenceId id, long version, Instant at, boolean replayed, boolean committed)
      implements EnableResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param id the ID that came by itself
     * @param version the user's version, which the enabling began
     * @param at when it happened
     * @param replayed if it had been done before
     * @param committed if it counts already
     */
    public Enabled {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * The user was enabled before. Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record AlreadyEnabled(Organizer organizer) implements EnableResult {

    /**
     * Checks the organizer.
     *
     * @param organizer the user as found
     * @throws InvalidValueException if the user has no ID
     */
    public AlreadyEnabled {
      Objects.requireNonNull(organizer, "organizer");
      if (!organizer.enabled()) {
        throw new InvalidValueException("user", "must be enabled", organizer.user().value());
      }
    }

    @Override
    public UserId user() {
      return organizer.user();
    }

    @Override
    public ConferenceId id() {
      return organizer.id().orElseThrow();
    }
  }
}
