package org.conferenceid.change;

import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.UserId;

/**
 * The wish that a user hosts no audio conferences any more; the ID stops working (B2). Immutable.
 */
public final class DisableRequest extends ChangeRequest<DisableRequest> {

  private DisableRequest(UserId user, Cause cause, Optional<Boolean> mail) {
    super(user, cause, mail);
  }

  /**
   * Starts a request.
   *
   * @param user who shall be disabled
   * @return a request that says nothing else
   */
  public static DisableRequest of(UserId user) {
    return new DisableRequest(user, Cause.UNSTATED, Optional.empty());
  }

  @Override
  DisableRequest with(Cause newCause, Optional<Boolean> newMail) {
    return new DisableRequest(user(), newCause, newMail);
  }
}
