package org.conferenceid.change;

import org.conferenceid.UserId;

/**
 * A request that lets a user host audio conferences (S4). There is no way to say which ID the user
 * gets: IDs are dynamic only (S3). Immutable.
 *
 * @since 0.1.0
 */
public final class EnableRequest extends ChangeRequest<EnableRequest> {
  private EnableRequest(UserId user, Options options) {
    super(user, options);
  }

  /**
   * Starts a request.
   *
   * @param user who shall be enabled
   * @return a request that says nothing else
   */
  public static EnableRequest of(UserId user) {
    return new EnableRequest(user, Options.NONE);
  }

  @Override
  EnableRequest with(Options newOptions) {
    return new EnableRequest(user(), newOptions);
  }
}
