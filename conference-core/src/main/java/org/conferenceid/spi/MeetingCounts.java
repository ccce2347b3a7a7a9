package org.conferenceid.spi;

import java.util.Objects;
import org.conferenceid.InvalidValueException;

/**
 * What became of an organizer's meetings.
 *
 * @param updated saved with the new footer
 * @param inPart saved with the new ID, while the words around it stayed as they were
 * @param untouched left as they are, because nothing in them was to be replaced or may be
 * @param failed not read or not saved; an attempt that has such is not done
 * @since 0.1.0
 */
public record MeetingCounts(int updated, int inPart, int untouched, int failed) {
  /** No meeting at all. */
  public static final MeetingCounts NONE = new MeetingCounts(0, 0, 0, 0);

  /**
   * Checks the numbers.
   *
   * @param updated saved with the new footer
   * @param inPart saved with the new ID alone
   * @param untouched left as they are
   * @param failed not read or not saved
   * @throws InvalidValueException if one of them is negative
   */
  public MeetingCounts {
    if (updated < 0 || inPart < 0 || untouched < 0 || failed < 0) {
      throw new InvalidValueException("a count of meetings", "must not be negative");
    }
  }

  /**
   * Adds up what attempts have saved (MU-7). What was left, or failed, is that of the later one.
   *
   * @param later what became of the meetings in an attempt after this one
   * @return the counts of both
   */
  public MeetingCounts then(MeetingCounts later) {
    Objects.requireNonNull(later, "later");
    return new MeetingCounts(
        updated + later.updated, inPart + later.inPart, later.untouched, later.failed);
  }
}
