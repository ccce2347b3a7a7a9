package org.conferenceid.calendar.follower;

import java.util.Objects;

/**
 * A meeting as it was read from a calendar: an event, or a series with its differing instances.
 * Immutable. {@code toString} shows nothing of it.
 *
 * @since 0.1.0
 */
public final class StoredMeeting {
  private final String name;
  private final String revision;
  private final byte[] content;

  private StoredMeeting(String name, String revision, byte[] content) {
    this.name = name;
    this.revision = revision;
    this.content = content;
  }

  /**
   * Makes one.
   *
   * @param name as {@link Meetings#find} told it
   * @param revision what {@link Meetings#save} needs to know whether it was changed meanwhile; a
   *     text that only the same {@link Meetings} understands
   * @param content the iCalendar text, as it is stored
   * @return the meeting
   */
  public static StoredMeeting of(String name, String revision, byte[] content) {
    return new StoredMeeting(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(revision, "revision"),
        Objects.requireNonNull(content, "content").clone());
  }

  /**
   * Returns the name.
   *
   * @return as {@link Meetings#find} told it
   */
  public String name() {
    return name;
  }

  /**
   * Returns what tells this state of the meeting from others.
   *
   * @return a text that only the same {@link Meetings} understands
   */
  public String revision() {
    return revision;
  }

  /**
   * Returns the iCalendar text.
   *
   * @return a copy of its own at each call
   */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public String toString() {
    return "StoredMeeting[" + content.length + " bytes]";
  }
}
