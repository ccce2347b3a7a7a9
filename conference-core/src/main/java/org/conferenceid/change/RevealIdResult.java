package org.conferenceid.change;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * The outcome of looking at a user's ID in full.
 *
 * @since 0.1.0
 */
public sealed interface RevealIdResult {

  /**
   * Returns whose ID was to be shown.
   *
   * @return the user
   */
  UserId user();

  /**
   * Returns the ID, for callers to whom anything else is an error.
   *
   * @return the ID and when it was shown
   * @throws NotEnabledException if the user is not enabled
   */
  Revealed orElseThrow();

  /**
   * The ID may be shown: the audit says so.
   *
   * @param user the user
   * @param id the user's ID; masked in {@code toString}
   * @param version the user's version
   * @param at when it was asked for, by the store's clock
   * @param committed {@code false} if it takes part in a transaction of the application: then the
   *     ID must not be shown before that has committed, or nobody would learn who saw it
   */
  record Revealed(UserId user, ConferenceId id, long version, Instant at, boolean committed)
      implements RevealIdResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param id the user's ID
     * @param version the user's version
     * @param at when it was asked for
     * @param committed if it counts already
     */
    public Revealed {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(at, "at");
    }

    @Override
    public Revealed orElseThrow() {
      return this;
    }
  }

  /**
   * The user is unknown or not enabled, and so has no ID to be shown. The audit has no entry.
   *
   * @param user the user
   */
  record NotEnabled(UserId user) implements RevealIdResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param user the user
     */
    public NotEnabled {
      Objects.requireNonNull(user, "user");
    }

    @Override
    public Revealed orElseThrow() {
      throw new NotEnabledException(user);
    }
  }
}
