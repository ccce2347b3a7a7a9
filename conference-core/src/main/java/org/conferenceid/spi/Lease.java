package org.conferenceid.spi;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;

/**
 * A worker's right to deliver one message for a time. IDs are masked in {@code toString}.
 *
 * @param number the message's number, which is that of its audit entry
 * @param messageKey the message's name, from {@link #newMessageKey}, the same in each of its leases
 * @param fence grows with every lease of the message, so that a late answer of an earlier worker is
 *     known as such
 * @param attempt which attempt this is, counting from 1 since the message was queued or sent again
 * @param excused how many of the attempts before ended because nothing was taken from us at all;
 *     they do not count when it is judged whether the message is given up
 * @param unconfirmed how many of the attempts before may have sent it: those that ended so, and
 *     leases that ended unsettled
 * @param event what the message is about, as the audit shows it (OB-15)
 * @param context who asked for it and why, as the audit shows it when the message is claimed
 *     (OB-15)
 * @since 0.1.0
 */
public record Lease(
    long number,
    String messageKey,
    long fence,
    int attempt,
    int excused,
    int unconfirmed,
    ConferenceEvent event,
    RequestContext context) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 16;

  /**
   * Checks the parts for {@code null}.
   *
   * @param number the message's number
   * @param messageKey the message's name
   * @param fence grows with every lease of the message
   * @param attempt which attempt this is
   * @param excused how many of the attempts before are excused
   * @param unconfirmed how many of the attempts before may have sent it
   * @param event what the message is about
   * @param context who asked for it and why
   */
  public Lease {
    Objects.requireNonNull(messageKey, "messageKey");
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(context, "context");
  }

  /**
   * Returns whom to tell.
   *
   * @return the event's user
   */
  public UserId user() {
    return event.user();
  }

  /**
   * Returns what the message is about.
   *
   * @return the event's kind
   */
  public EventKind kind() {
    return event.kind();
  }

  /**
   * Returns the user's version that the message is about.
   *
   * @return the event's version
   */
  public long version() {
    return event.version();
  }

  /**
   * Returns when it happened.
   *
   * @return the event's time
   */
  public Instant at() {
    return event.at();
  }

  /**
   * Draws a name for a message that is queued (OB-12).
   *
   * @return 128 random bits as 32 hexadecimal digits in lower case, which nobody can predict
   */
  public static String newMessageKey() {
    byte[] bits = new byte[KEY_BYTES];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }
}
