package org.conferenceid.change;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;

/**
 * The outcome of a reset. IDs are masked in {@code toString}.
 *
 * @since 0.1.0
 */
public sealed interface ResetResult {

  /**
   * Returns whom the reset was about.
   *
   * @return the user
   */
  UserId user();

  /**
   * Returns the reset, for callers to whom anything else is an error.
   *
   * @return what was done
   * @throws NotEnabledException if the user is not enabled
   * @throws StaleIdException if the user no longer had the expected ID or version
   */
  Reset orElseThrow();

  /**
   * The user has a new ID.
   *
   * @param user the user
   * @param oldId the ID that stopped working (S9)
   * @param newId the ID that came in its place
   * @param version the user's version, which the reset began
   * @param at when it happened, by the store's clock
   * @param replayed if it had been done before, by a request with the same idempotency key (B12)
   * @param committed {@code false} if it takes part in a transaction of the application: then it
   *     counts only once that has committed
   */
  record Reset(
      UserId user,
      ConferenceId oldId,
      ConferenceId newId,
      long version,
      Instant at,
      boolean replayed,
      boolean committed)
      implements ResetResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param oldId the ID that stopped working
     * @param newId the ID that came in its place
     * @param version the user's version, which the reset began
     * @param at when it happened
     * @param replayed if it had been done before
     * @param committed if it counts already
     */
    public Reset {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(oldId, "oldId");
      Objects.requireNonNull(newId, "newId");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public Reset orElseThrow() {
      return this;
    }
  }

  /**
   * The user is unknown or not enabled, and so has no ID (S4). Nothing has been changed.
   *
   * @param user the user
   */
  record NotEnabled(UserId user) implements ResetResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param user the user
     */
    public NotEnabled {
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Reset orElseThrow() {
      throw new NotEnabledException(user);
    }
  }

  /**
   * The user has another ID or version than the {@linkplain ResetRequest#expecting expected} one:
   * somebody else was faster. Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record StaleId(Organizer organizer) implements ResetResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param organizer the user as found
     */
    public StaleId {
      Objects.requireNonNull(organizer, "organizer");
    }

    @Override
    public UserId user() {
      return organizer.user();
    }

    @Override
    public Reset orElseThrow() {
      throw new StaleIdException(organizer.user());
    }
  }
}
