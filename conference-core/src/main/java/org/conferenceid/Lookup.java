package org.conferenceid;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What an ID is, for the inside of the system (B3). A caller must not be able to tell {@link
 * Retired} from {@link Unknown}: use the auto attendant for callers.
 *
 * @since 0.1.0
 */
public sealed interface Lookup {

  /**
   * The ID opens a meeting.
   *
   * @param owner whose ID it is
   */
  record Active(UserId owner) implements Lookup {

    /**
     * Checks the part for {@code null}.
     *
     * @param owner whose ID it is
     */
    public Active {
      Objects.requireNonNull(owner, "owner");
    }
  }

  /**
   * The ID stopped working and is in quarantine: it may still stand in old invitations, so that its
   * last owner can be told that callers use it.
   *
   * @param lastOwner whose ID it was; absent if that user has been erased
   * @param retiredAt since when it does not work
   * @param freeAt when it may be given to somebody else
   */
  record Retired(Optional<UserId> lastOwner, Instant retiredAt, Instant freeAt) implements Lookup {

    /**
     * Checks the parts for {@code null}.
     *
     * @param lastOwner whose ID it was
     * @param retiredAt since when it does not work
     * @param freeAt when it may be given to somebody else
     */
    public Retired {
      Objects.requireNonNull(lastOwner, "lastOwner");
      Objects.requireNonNull(retiredAt, "retiredAt");
      Objects.requireNonNull(freeAt, "freeAt");
    }
  }

  /** The ID is nobody's. */
  record Unknown() implements Lookup {}
}
