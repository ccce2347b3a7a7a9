package org.conferenceid.change;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;

/**
 * What a reset would do, for the window in which the administrator confirms it (S5, B11). It is a
 * look, not a promise: {@link #confirm} makes sure that only what was shown is reset. The ID is
 * masked in {@code toString}.
 *
 * @param user whose ID would be reset
 * @param organizer the user's ID, version and since when; empty if the user is not enabled, and a
 *     reset would be refused
 * @param mail who would get a message
 * @since 0.1.0
 */
public record ResetPreview(UserId user, Optional<Organizer> organizer, MailPreview mail) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param user whose ID would be reset
   * @param organizer the user's ID, version and since when
   * @param mail who would get a message
   */
  public ResetPreview {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(organizer, "organizer");
    Objects.requireNonNull(mail, "mail");
  }

  /**
   * Returns the ID that would stop working.
   *
   * @return the ID; empty if the user is not enabled
   */
  public Optional<ConferenceId> currentId() {
    return organizer.flatMap(Organizer::id);
  }

  /**
   * Returns the request for exactly the reset that was shown: it is refused as {@link
   * ResetResult.StaleId} if the ID has changed meanwhile.
   *
   * @return a request, to be completed with who, why and an idempotency key
   * @throws NotEnabledException if the user is not enabled
   */
  public ResetRequest confirm() {
    Organizer shown = organizer.orElseThrow(() -> new NotEnabledException(user));
    return ResetRequest.of(user).expectingVersion(shown.version());
  }
}
