package org.conferenceid.spi;

import java.util.Optional;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;

/**
 * The embedding application's knowledge of its users. It is asked for a preview and right before a
 * message is sent, and never while an ID changes: a reset does not depend on it.
 *
 * <p>Must be safe for use by several threads. For a message it is called on a delivery thread, and
 * must answer within a minute: after that the thread is interrupted, and the message is tried again
 * later. Whatever it does with one user harms no other (B23).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UserDirectory {

  /**
   * Looks a user up.
   *
   * @param user the user
   * @return how to write to the user; empty if the user is unknown or has no address, and then the
   *     message is given up as {@linkplain org.conferenceid.audit.DeliveryState#FAILED failed}
   * @throws org.conferenceid.InvalidValueException if what is known about the user cannot be used,
   *     such as an address that is no address; also as the cause of another exception. It will not
   *     get better by itself, so the message is given up
   * @throws RuntimeException if the directory cannot be asked now; the message is tried again
   *     later, and a {@linkplain org.conferenceid.administration.ResetService#preview preview} says
   *     so. Anything else that is thrown, and {@code null}, count as the same (B23)
   */
  Optional<Recipient> find(UserId user);
}
