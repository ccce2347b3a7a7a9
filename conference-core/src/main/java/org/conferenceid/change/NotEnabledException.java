package org.conferenceid.change;

import org.conferenceid.ConferenceException;
import org.conferenceid.UserId;

/**
 * A user is unknown or not enabled for audio conferencing, and so has no ID (S4).
 *
 * @since 0.1.0
 */
public final class NotEnabledException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** The user. */
  private final String user;

  /**
   * Makes the exception.
   *
   * @param user the user
   */
  public NotEnabledException(UserId user) {
    super("user " + user + " is not enabled for audio conferencing, enable the user first", null);
    this.user = user.value();
  }

  /**
   * Who is not enabled.
   *
   * @return the user
   */
  public UserId user() {
    return UserId.of(user);
  }
}
