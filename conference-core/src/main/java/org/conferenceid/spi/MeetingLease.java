package org.conferenceid.spi;

import java.util.Objects;
import org.conferenceid.UserId;

/**
 * A worker's right to update the meetings of one organizer for a time.
 *
 * @param user the organizer
 * @param version the version whose ID the meetings are to get; a later one may be there by now
 * @param attempt which attempt this is for that version, counting from 1
 * @param key the lease's name, random, so that a late answer of an earlier worker is known as such
 * @since 0.1.0
 */
public record MeetingLease(UserId user, long version, int attempt, String key) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param user the organizer
   * @param version the version whose ID the meetings are to get
   * @param attempt which attempt this is for that version
   * @param key the lease's name
   */
  public MeetingLease {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(key, "key");
  }
}
