package org.conferenceid.calendar;

/**
 * What became of one meeting.
 *
 * @since 0.1.0
 */
public enum MeetingOutcome {
  /** Every old footer and every old ID was replaced. */
  UPDATED,
  /**
   * An old ID was replaced where there was no whole footer, or something was left alone. The
   * findings tell what. People should look at such a meeting.
   */
  UPDATED_IN_PART,
  /** It shows the current ID already. */
  UP_TO_DATE,
  /** There is no footer, and none of the former IDs. */
  NOTHING_FOUND,
  /** There is a footer or a former ID, but what it is is not sure enough: nothing was changed. */
  LEFT_ALONE,
  /**
   * It is over: it and all its instances have ended. A series without an end is never over; one
   * with {@code UNTIL} when that time has passed; one with {@code COUNT} when so many instances
   * must have ended, which is told for plain rules only. What cannot be read or told counts as the
   * future.
   */
  PAST,
  /** Its status is {@code CANCELLED}. */
  CANCELLED,
  /** Somebody else is its organizer. */
  OTHER_ORGANIZER;

  /**
   * Returns whether the meeting was changed.
   *
   * @return whether it is {@link #UPDATED} or {@link #UPDATED_IN_PART}
   */
  public boolean isChanged() {
    return this == UPDATED || this == UPDATED_IN_PART;
  }
}
