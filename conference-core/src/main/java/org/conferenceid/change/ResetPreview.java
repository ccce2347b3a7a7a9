package org.conferenceid.change;

import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * What a reset would do, for the window in which the administrator confirms it (S5, B11). It is a
 * look, not a promise: {@link #confirm} makes sure that only what was shown is reset.
 *
 * @param user whose ID would be reset
 * @param currentId the ID that would stop working; absent if the user is not enabled, and a reset
 *     would be refused
 * @param mail who would get a message
 */
public record ResetPreview(UserId user, Optional<ConferenceId> currentId, MailPreview mail) {

  /**
   * The request for exactly the reset that was shown: it is refused as {@link StaleId} if the ID
   * has changed meanwhile.
   *
   * @return a request, to be completed with who, why and a key
   * @throws NotEnabledException if the user is not enabled
   */
  public ResetRequest confirm() {
    return ResetRequest.of(user)
        .expecting(currentId.orElseThrow(() -> new NotEnabledException(user)));
  }
}
