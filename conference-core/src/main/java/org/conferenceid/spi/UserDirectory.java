package org.conferenceid.spi;

import java.util.Optional;
import org.conferenceid.UserId;

/**
 * The embedding application's knowledge of its users. It is asked for a preview and right before a
 * message is sent, and never while an ID changes: a reset does not depend on it.
 *
 * <p>Must be safe for use by several threads. The time that it takes is part of a delivery's time,
 * which the dispatcher limits.
 */
@FunctionalInterface
public interface UserDirectory {

  /**
   * Looks a user up.
   *
   * @param user the user
   * @return how to write to the user; empty if the user is unknown or has no address, and then the
   *     message is given up as {@linkplain org.conferenceid.MailState#FAILED failed}
   * @throws RuntimeException if the directory cannot be asked now; the message is tried again
   *     later, and a {@linkplain org.conferenceid.ResetService#preview preview} says so. Anything
   *     else that is thrown, and {@code null}, count as the same (B23)
   */
  Optional<Recipient> find(UserId user);
}
