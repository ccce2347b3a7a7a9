package org.conferenceid.change;

import org.conferenceid.UserId;

/**
 * A request that ends a user's right to host audio conferences. Immutable.
 *
 * @since 0.1.0
 */
public final class DisableRequest extends ChangeRequest<DisableRequest> {
  private DisableRequest(UserId user, Options options) {
    super(user, options);
  }

  /**
   * Starts a request.
   *
   * @param user who shall be disabled
   * @return a request that says nothing else
   */
  public static DisableRequest of(UserId user) {
    return new DisableRequest(user, Options.NONE);
  }

  @Override
  DisableRequest with(Options newOptions) {
    return new DisableRequest(user(), newOptions);
  }
}
