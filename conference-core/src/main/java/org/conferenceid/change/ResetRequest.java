package org.conferenceid.change;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * The wish to give a user a new ID (S5). There is no way to say which: IDs are dynamic only (S3).
 * Immutable.
 */
public final class ResetRequest extends ChangeRequest<ResetRequest> {
  private final Optional<ConferenceId> expected;

  private ResetRequest(
      UserId user, Cause cause, Optional<Boolean> mail, Optional<ConferenceId> expected) {
    super(user, cause, mail);
    this.expected = expected;
  }

  /**
   * Starts a request.
   *
   * @param user whose ID shall be reset
   * @return a request that says nothing else
   */
  public static ResetRequest of(UserId user) {
    return new ResetRequest(user, Cause.UNSTATED, Optional.empty(), Optional.empty());
  }

  /**
   * Resets only if the user still has this ID, for instance the one that a confirmation window
   * showed: otherwise the result is {@link StaleId}.
   *
   * @param current the ID that shall be replaced
   * @return a new request
   */
  public ResetRequest expecting(ConferenceId current) {
    Objects.requireNonNull(current, "current");
    return new ResetRequest(user(), cause(), mail(), Optional.of(current));
  }

  /**
   * The ID that shall be replaced.
   *
   * @return the expected ID; empty where any will do
   */
  public Optional<ConferenceId> expected() {
    return expected;
  }

  @Override
  public ResetRequest with(Cause newCause, Optional<Boolean> newMail) {
    return new ResetRequest(user(), newCause, newMail, expected);
  }
}
