package org.conferenceid.spi;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;

/**
 * The application's knowledge of which dial-in numbers are whose (B15). It is asked for each footer
 * of an invitation and right before a message is sent, and never while an ID changes. Both show the
 * organizer's numbers, whoever reads them; a reader's country decides only which come first, see
 * {@link Bridge#numbersFor}.
 *
 * <p>Several bridges may serve one store. The language is the recipient's; country, group or
 * whatever else decides is the application's to look up by the user:
 *
 * <pre>{@code
 * DialInNumbers numbers = (user, recipient) -> bridges.getOrDefault(countryOf(user), french);
 * }</pre>
 *
 * <p>Must be safe for use by several threads. For a message it is called on a delivery thread, and
 * must answer within a minute: after that the thread is interrupted, and the message is tried again
 * later. Whatever it does with one user harms no other (B23).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DialInNumbers {

  /**
   * Returns the bridge as a user's messages and invitations show it.
   *
   * @param user the organizer
   * @param recipient how to write to the organizer, as the {@link UserDirectory} tells it. Empty
   *     only in a footer of a user whom the directory does not know
   * @return the numbers and where the organizer learns how to update meetings
   * @throws RuntimeException if the numbers cannot be told now; the message is tried again later,
   *     and a footer is refused with it. Anything else that is thrown, and {@code null}, count as
   *     the same (B23)
   */
  Bridge bridgeFor(UserId user, Optional<Recipient> recipient);

  /**
   * Returns the same bridge for everybody.
   *
   * @param bridge the bridge
   * @return numbers that do not depend on the user
   */
  static DialInNumbers sameForAll(Bridge bridge) {
    Objects.requireNonNull(bridge, "bridge");
    return (user, recipient) -> bridge;
  }
}
