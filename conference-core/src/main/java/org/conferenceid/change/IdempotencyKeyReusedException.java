package org.conferenceid.change;

import org.conferenceid.ConferenceException;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.UserId;

/**
 * A idempotency key was used before for another request of the same user, for instance for a reset
 * and then for a disabling (B12). Nothing has been changed. Make a new key for each new wish.
 *
 * @since 0.1.0
 */
public final class IdempotencyKeyReusedException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** The user. */
  private final String user;

  /** The key. */
  private final String key;

  /**
   * Makes the exception.
   *
   * @param user the user
   * @param key the key
   */
  public IdempotencyKeyReusedException(UserId user, IdempotencyKey key) {
    super(
        "idempotency key "
            + key
            + " was used before for another request for user "
            + user
            + ", make a new",
        null);
    this.user = user.value();
    this.key = key.value();
  }

  /**
   * Whose change was asked for.
   *
   * @return the user
   */
  public UserId user() {
    return UserId.of(user);
  }

  /**
   * The key that was used twice.
   *
   * @return the key
   */
  public IdempotencyKey key() {
    return new IdempotencyKey(key);
  }
}
