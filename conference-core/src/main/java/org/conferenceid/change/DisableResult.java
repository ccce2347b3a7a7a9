package org.conferenceid.change;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * The outcome of disabling a user. The ID is masked in {@code toString}.
 *
 * @since 0.1.0
 */
public sealed interface DisableResult {

  /**
   * Returns who was to be disabled.
   *
   * @return the user
   */
  UserId user();

  /**
   * Returns the disabling, for callers to whom anything else is an error.
   *
   * @return what was done
   * @throws NotEnabledException if the user was not enabled
   */
  Disabled orElseThrow();

  /**
   * The user may no longer host audio conferences.
   *
   * @param user the user
   * @param oldId the ID that stopped working
   * @param version the user's version, which the disabling began
   * @param at when it happened, by the store's clock
   * @param replayed if it had been done before, by a request with the same idempotency key (B12)
   * @param committed {@code false} if it takes part in a transaction of the application: then it
   *     counts only once that has committed
   */
  record Disabled(
      UserId user,
      ConferenceId oldId,
      long version,
      Instant at,
      boolean replayed,
      boolean committed)
      implements DisableResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param oldId the ID that stopped working
     * @param version the user's version, which the disabling began
     * @param at when it happened
     * @param replayed if it had been done before
     * @param committed if it counts already
     */
    public Disabled {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(oldId, "oldId");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public Disabled orElseThrow() {
      return this;
    }
  }

  /**
   * The user is unknown or was not enabled. Nothing has been changed.
   *
   * @param user the user
   */
  record NotEnabled(UserId user) implements DisableResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param user the user
     */
    public NotEnabled {
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Disabled orElseThrow() {
      throw new NotEnabledException(user);
    }
  }
}
