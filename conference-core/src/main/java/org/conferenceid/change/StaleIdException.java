package org.conferenceid.change;

import org.conferenceid.ConferenceException;
import org.conferenceid.UserId;

/**
 * A user has another ID than the caller expected. Look at the present one and decide anew.
 *
 * @since 0.1.0
 */
public final class StaleIdException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** The user. */
  private final String user;

  /**
   * Makes the exception.
   *
   * @param user the user
   */
  public StaleIdException(UserId user) {
    super(
        "the conference ID of user " + user + " has changed meanwhile, look at it and decide anew",
        null);
    this.user = user.value();
  }

  /**
   * Whose ID has changed.
   *
   * @return the user
   */
  public UserId user() {
    return UserId.of(user);
  }
}
