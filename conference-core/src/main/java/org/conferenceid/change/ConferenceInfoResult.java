package org.conferenceid.change;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.UserId;

/**
 * The outcome of asking for conference information by e-mail (S11, B15).
 *
 * @since 0.1.0
 */
public sealed interface ConferenceInfoResult {

  /**
   * Returns who was to be informed.
   *
   * @return the user
   */
  UserId user();

  /**
   * Returns the queued message, for callers to whom anything else is an error.
   *
   * @return what was done
   * @throws NotEnabledException if the user is not enabled
   */
  Queued orElseThrow();

  /**
   * The message is queued.
   *
   * @param user the user
   * @param at when it was asked for, by the store's clock
   * @param replayed if it had been queued before, by a request with the same idempotency key (B12)
   * @param committed {@code false} if it takes part in a transaction of the application: then it
   *     counts only once that has committed
   */
  record Queued(UserId user, Instant at, boolean replayed, boolean committed)
      implements ConferenceInfoResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param at when it was asked for
     * @param replayed if it had been queued before
     * @param committed if it counts already
     */
    public Queued {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public Queued orElseThrow() {
      return this;
    }
  }

  /**
   * The user is unknown or not enabled, and so has no ID to be told. Nothing is queued.
   *
   * @param user the user
   */
  record NotEnabled(UserId user) implements ConferenceInfoResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param user the user
     */
    public NotEnabled {
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Queued orElseThrow() {
      throw new NotEnabledException(user);
    }
  }
}
