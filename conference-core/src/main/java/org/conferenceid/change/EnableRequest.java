package org.conferenceid.change;

import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.UserId;

/** The wish to let a user host audio conferences; an ID comes by itself (S3, S4). Immutable. */
public final class EnableRequest extends ChangeRequest<EnableRequest> {

  private EnableRequest(UserId user, Cause cause, Optional<Boolean> mail) {
    super(user, cause, mail);
  }

  /**
   * Starts a request.
   *
   * @param user who shall be enabled
   * @return a request that says nothing else
   */
  public static EnableRequest of(UserId user) {
    return new EnableRequest(user, Cause.UNSTATED, Optional.empty());
  }

  @Override
  EnableRequest with(Cause newCause, Optional<Boolean> newMail) {
    return new EnableRequest(user(), newCause, newMail);
  }
}
