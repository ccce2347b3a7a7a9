package org.conferenceid.calendar;

import java.util.List;
import java.util.Optional;

/**
 * An iCalendar file after {@link InvitationUpdater#update}, and what was found in it. Nothing is
 * saved: who throws the {@link #content} away has had a preview. {@code toString} shows no text of
 * the file.
 *
 * @since 0.1.0
 */
public final class CalendarUpdate {
  private final byte[] content;
  private final boolean changed;
  private final Optional<CalendarRefusal> refusal;
  private final List<MeetingUpdate> meetings;

  CalendarUpdate(
      byte[] content,
      boolean changed,
      Optional<CalendarRefusal> refusal,
      List<MeetingUpdate> meetings) {
    this.content = content;
    this.changed = changed;
    this.refusal = refusal;
    this.meetings = List.copyOf(meetings);
  }

  /**
   * Returns the file as it should be saved or sent.
   *
   * @return the bytes; those that came in if nothing was changed. A copy of its own at each call
   */
  public byte[] content() {
    return content.clone();
  }

  /**
   * Returns whether a meeting was changed.
   *
   * @return whether {@link #content} differs from what came in
   */
  public boolean isChanged() {
    return changed;
  }

  /**
   * Returns why the whole file was refused.
   *
   * @return the reason; empty if the file was read
   */
  public Optional<CalendarRefusal> refusal() {
    return refusal;
  }

  /**
   * Returns what was found in each event, in the order of the file.
   *
   * @return one entry for each event, and each instance that differs from its series; none if the
   *     file was refused
   */
  public List<MeetingUpdate> meetings() {
    return meetings;
  }

  @Override
  public String toString() {
    return refusal
        .map(reason -> "CalendarUpdate[refused: " + reason + "]")
        .orElseGet(
            () -> "CalendarUpdate[changed=" + changed + ", meetings=" + meetings.size() + "]");
  }
}
