package org.conferenceid.attendant;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * What an application may want to know about callers. {@code toString} masks IDs and callers'
 * numbers.
 *
 * @since 0.1.0
 */
public sealed interface CallEvent {

  /**
   * A group of callers has used up its budget of failed attempts: somebody guesses IDs (B4). Told
   * once for each attack, and only by the library's own limiter; one that is plugged in watches the
   * bridge itself.
   *
   * @param group whose budget is used up
   * @param attested whether it is that of numbers that the network vouches for
   */
  record AttackBegan(CallerGroup group, boolean attested) implements CallEvent {

    /**
     * Checks the parts for {@code null}.
     *
     * @param group whose budget is used up
     * @param attested whether it is that of numbers that the network vouches for
     */
    public AttackBegan {
      Objects.requireNonNull(group, "group");
    }
  }

  /**
   * Half of the group's budget is there again. Told when the next caller calls after that.
   *
   * @param group whose attack is over
   * @param attested whether it was on numbers that the network vouches for
   */
  record AttackEnded(CallerGroup group, boolean attested) implements CallEvent {

    /**
     * Checks the parts for {@code null}.
     *
     * @param group whose attack is over
     * @param attested whether it was on numbers that the network vouches for
     */
    public AttackEnded {
      Objects.requireNonNull(group, "group");
    }
  }

  /**
   * A caller was locked out after a failed attempt (B4).
   *
   * @param caller who
   * @param lockout for how long
   */
  record CallerLockedOut(Caller caller, Duration lockout) implements CallEvent {

    /**
     * Checks the parts for {@code null}.
     *
     * @param caller who
     * @param lockout for how long
     */
    public CallerLockedOut {
      Objects.requireNonNull(caller, "caller");
      Objects.requireNonNull(lockout, "lockout");
    }
  }

  /**
   * A caller was refused with an ID that has been retired, as it stands in an old invitation: its
   * last owner can be told to send the invitation again (B3, S10).
   *
   * @param id the retired ID
   * @param lastOwner whose ID it was; absent if that user has been erased
   * @param retiredAt since when it does not work, by the store's clock
   * @param caller who keyed it
   */
  record RetiredIdUsed(
      ConferenceId id, Optional<UserId> lastOwner, Instant retiredAt, Caller caller)
      implements CallEvent {

    /**
     * Checks the parts for {@code null}.
     *
     * @param id the retired ID
     * @param lastOwner whose ID it was
     * @param retiredAt since when it does not work, by the store's clock
     * @param caller who keyed it
     */
    public RetiredIdUsed {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(lastOwner, "lastOwner");
      Objects.requireNonNull(retiredAt, "retiredAt");
      Objects.requireNonNull(caller, "caller");
    }
  }
}
