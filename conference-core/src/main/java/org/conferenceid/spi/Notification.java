package org.conferenceid.spi;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;

/**
 * A message to a user: everything that may stand in it. There is no place for a PIN (B5).
 *
 * @param messageKey a name of this message, the same at every attempt, unique among all messages of
 *     all stores: 128 random bits as 32 hexadecimal digits in lower case, from which nothing can be
 *     told
 * @param kind what it is about
 * @param user the user
 * @param recipient how to write to the user
 * @param id the user's ID at this moment; absent for {@link EventKind#DISABLED}
 * @param bridge the default dial-in numbers and how to update meetings
 * @param at when it happened
 */
public record Notification(
    String messageKey,
    EventKind kind,
    UserId user,
    Recipient recipient,
    Optional<ConferenceId> id,
    Bridge bridge,
    Instant at) {
  private static final Pattern MESSAGE_KEY = Pattern.compile("[0-9a-f]{32}");

  /**
   * Checks the key, which ends up in a header.
   *
   * @param messageKey a name of this message
   * @param kind what it is about
   * @param user the user
   * @param recipient how to write to the user
   * @param id the user's ID at this moment
   * @param bridge the default dial-in numbers and how to update meetings
   * @param at when it happened
   * @throws InvalidValueException if the key has another form
   */
  public Notification {
    if (!MESSAGE_KEY.matcher(messageKey).matches()) {
      throw new InvalidValueException(
          "message key", "must be 32 hexadecimal digits in lower case", messageKey);
    }
  }

  /** What identifies the message, without the address, the name and the ID. */
  @Override
  public String toString() {
    return "Notification[messageKey=" + messageKey + ", kind=" + kind + ", user=" + user + "]";
  }
}
