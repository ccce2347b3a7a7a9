package org.conferenceid.change;

import java.util.Objects;
import org.conferenceid.ConferenceException;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.bulk.BulkResetService;

/**
 * What became of one user of a {@linkplain BulkResetService bulk reset} (B6): {@link Done}, which
 * is {@linkplain Done#replayed replayed} for somebody who had been reset under the same run key
 * before; {@link NotEnabled}; {@link StaleId} for somebody who got another ID meanwhile, where that
 * matters; or one of the following.
 */
public sealed interface BulkResult
    permits Done, NotEnabled, StaleId, BulkResult.Planned, BulkResult.Failed {

  /**
   * Whom it is about.
   *
   * @return the user
   */
  UserId user();

  /**
   * In a dry run: the user would be reset.
   *
   * @param organizer the user, with the present ID
   */
  record Planned(Organizer organizer) implements BulkResult {
    @Override
    public UserId user() {
      return organizer.user();
    }
  }

  /**
   * The user was not reset; the others of the run are.
   *
   * @param user the user
   * @param failure why: what a single reset of this user would have thrown
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
