package org.conferenceid.calendar.follower;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.calendar.Destination;

/**
 * Where organizers keep their meetings, such as a CalDAV server. An application with another kind
 * of calendar implements this; whoever wants to know of each meeting that was saved, such as to
 * mail it, wraps one.
 *
 * <p>Must be safe for use by several threads. It may throw whatever it likes, and may take its
 * time: that harms only the meeting, or the organizer, that it was asked about (B23).
 *
 * @since 0.1.0
 */
public interface Meetings {

  /**
   * Finds the meetings that have an instance in the future. Whether an organizer is the one of a
   * meeting is looked at later.
   *
   * @param organizer whose calendars to look through
   * @param from the time now
   * @return names for {@link #read}, without repetition; empty for somebody without a calendar
   */
  List<String> find(UserId organizer, Instant from);

  /**
   * Reads a meeting as it is now.
   *
   * @param organizer in whose calendar it is
   * @param name as {@link #find} told it
   * @return the meeting; empty if it has been removed meanwhile
   */
  Optional<StoredMeeting> read(UserId organizer, String name);

  /**
   * Saves a meeting, if it is still as it was read: whatever somebody else has changed meanwhile,
   * such as an answer of an invitee, must not be lost.
   *
   * @param organizer in whose calendar it is
   * @param read the meeting as it was read
   * @param content the meeting as it should be
   * @return {@code false} if it was changed meanwhile; then nothing has been saved
   */
  boolean save(UserId organizer, StoredMeeting read, byte[] content);

  /**
   * Returns what kind of place this is, which decides about the {@code METHOD} of what is saved.
   *
   * @return {@link Destination#FILE} unless overridden
   */
  default Destination destination() {
    return Destination.FILE;
  }
}
