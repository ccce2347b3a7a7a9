package org.conferenceid.bulk;

import java.time.Instant;
import java.util.Objects;
import org.conferenceid.ConferenceException;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;

/**
 * What became of one user in a run over many. IDs are masked in {@code toString}.
 *
 * @since 0.1.0
 */
public sealed interface BulkResult {

  /**
   * Returns whom it is about.
   *
   * @return the user
   */
  UserId user();

  /**
   * The user has a new ID.
   *
   * @param user the user
   * @param oldId the ID that stopped working
   * @param newId the ID that came in its place
   * @param version the user's version, which the reset began
   * @param replayed if the run had reset the user before, and nothing was changed now
   * @param committed {@code false} if it takes part in a transaction of the application
   */
  record Reset(
      UserId user,
      ConferenceId oldId,
      ConferenceId newId,
      long version,
      boolean replayed,
      boolean committed)
      implements BulkResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param oldId the ID that stopped working
     * @param newId the ID that came in its place
     * @param version the user's version, which the reset began
     * @param replayed if the run had reset the user before
     * @param committed if it counts already
     */
    public Reset {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(oldId, "oldId");
      Objects.requireNonNull(newId, "newId");
    }
  }

  /**
   * A message to the user is queued, and nothing else was changed.
   *
   * @param user the user
   * @param at when it was queued
   * @param replayed if the run had queued it before, and nothing was queued now
   * @param committed {@code false} if it takes part in a transaction of the application
   */
  record Queued(UserId user, Instant at, boolean replayed, boolean committed)
      implements BulkResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param at when it was queued
     * @param replayed if the run had queued it before
     * @param committed if it counts already
     */
    public Queued {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * The user is unknown or not enabled, and so has no ID. Nothing has been changed.
   *
   * @param user the user
   */
  record NotEnabled(UserId user) implements BulkResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param user the user
     */
    public NotEnabled {
      Objects.requireNonNull(user, "user");
    }
  }

  /**
   * The user has another ID than the one that a rotation found. Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record StaleId(Organizer organizer) implements BulkResult {

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
  }

  /**
   * The user would be reset, or sent a message; this was a dry run.
   *
   * @param organizer the user as found
   */
  record Planned(Organizer organizer) implements BulkResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param organizer the user as found
     */
    public Planned {
      Objects.requireNonNull(organizer, "organizer");
    }

    @Override
    public UserId user() {
      return organizer.user();
    }
  }

  /**
   * The change failed, and the run went on. Nothing has been changed for this user, as far as is
   * known.
   *
   * @param user the user
   * @param failure why
   */
  record Failed(UserId user, ConferenceException failure) implements BulkResult {

    /**
     * Checks the parts for {@code null}.
     *
     * @param user the user
     * @param failure why
     */
    public Failed {
      Objects.requireNonNull(user, "user");
      Objects.requireNonNull(failure, "failure");
    }
  }
}
