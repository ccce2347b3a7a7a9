package org.conferenceid.change;

import org.conferenceid.UserId;

/**
 * A request that sends a user all conference information by e-mail: the ID and the dial-in numbers,
 * never a PIN. It is sent on demand (S11), or to tell that the numbers have changed (B15), and even
 * if {@link #mail} says no, because it is asked for. Immutable.
 *
 * @since 0.1.0
 */
public final class ConferenceInfoRequest extends ChangeRequest<ConferenceInfoRequest> {
  private ConferenceInfoRequest(UserId user, Options options) {
    super(user, options);
  }

  /**
   * Starts a request.
   *
   * @param user whom to inform
   * @return a request that says nothing else
   */
  public static ConferenceInfoRequest of(UserId user) {
    return new ConferenceInfoRequest(user, Options.NONE);
  }

  @Override
  ConferenceInfoRequest with(Options newOptions) {
    return new ConferenceInfoRequest(user(), newOptions);
  }
}
