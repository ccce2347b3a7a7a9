package org.conferenceid.spi;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;

/**
 * A worker's right to deliver one message for a time.
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
 * @param user whom to tell
 * @param kind what about
 * @param version the user's version that the message is about
 * @param at when it happened
 */
public record Lease(
    long number,
    String messageKey,
    long fence,
    int attempt,
    int excused,
    int unconfirmed,
    UserId user,
    EventKind kind,
    long version,
    Instant at) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 16;

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
