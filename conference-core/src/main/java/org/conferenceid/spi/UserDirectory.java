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
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="UD-1">UD-1
 *   <dd>A user whom the application knows is found, each time, with the address, the name and the
 *       language that it knows.
 *   <dt id="UD-2">UD-2
 *   <dd>A user whom it does not know, or who has no address, is empty: nothing is thrown, nothing
 *       is {@code null}, and nobody else's address stands in. So it is for every key that a {@link
 *       UserId} can hold, whatever is in it and however long it is.
 *   <dt id="UD-3">UD-3
 *   <dd>A key is taken as it is. Two keys that differ in anything, be it capitals, accents, blanks
 *       or what comes after the hundredth character, are two users, and none is a pattern. The
 *       message holds an access code: a directory, or a database, that compares more freely must
 *       check that what it found has the key that was asked for.
 *   <dt id="UD-4">UD-4
 *   <dd>A directory that cannot be asked throws. It is never empty then, because a message to a
 *       user without an address is given up. It is asked again later, and then finds what it knows.
 *   <dt id="UD-5">UD-5
 *   <dd>What is known and cannot be used, such as an address that is no address, throws an {@link
 *       org.conferenceid.InvalidValueException}, also as the cause of another exception.
 *   <dt id="UD-6">UD-6
 *   <dd>Threads that ask at once each get the answer to their own question.
 *   <dt id="UD-7">UD-7
 *   <dd>What has changed is found at the next question, be it an address, or a user who was not
 *       known before. Whoever keeps answers keeps them for a few minutes at most: a message goes to
 *       the address that the directory tells.
 * </dl>
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
