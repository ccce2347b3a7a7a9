package org.conferenceid;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A user as the store knows it: somebody who is, or was, enabled for audio conferencing. {@code
 * toString} masks the ID.
 *
 * @param user the user
 * @param id the ID; absent when the user is disabled
 * @param version 1 after the first enabling, one more after each further change of the ID; it goes
 *     on growing over a disabling
 * @param since when the version began, by the store's clock
 * @since 0.1.0
 */
public record Organizer(UserId user, Optional<ConferenceId> id, long version, Instant since) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param user the user
   * @param id the ID
   * @param version 1 after the first enabling, one more after each further change of the ID
   * @param since when the version began, by the store's clock
   */
  public Organizer {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(since, "since");
  }

  /**
   * Whether the user may host audio conferences.
   *
   * @return whether there is an ID
   */
  public boolean enabled() {
    return id.isPresent();
  }
}
