package org.conferenceid.calendar.follower;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.MeetingOutcome;

/**
 * What became of one meeting of a calendar.
 *
 * @param name as {@link Meetings#find} told it
 * @param update what was found in it; absent if it could not be read, or has been removed
 * @param problem why it was not read or not saved, without anything of its content; absent if
 *     nothing went wrong
 * @since 0.1.0
 */
public record MeetingReport(
    String name, Optional<CalendarUpdate> update, Optional<String> problem) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param name as {@link Meetings#find} told it
   * @param update what was found in it
   * @param problem why it was not read or not saved
   */
  public MeetingReport {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(update, "update");
    Objects.requireNonNull(problem, "problem");
  }

  /**
   * Returns whether it was changed and saved; in a preview, whether it would be.
   *
   * @return {@code false} also if there was a problem
   */
  public boolean isUpdated() {
    return problem.isEmpty() && update.filter(CalendarUpdate::isChanged).isPresent();
  }

  /**
   * Returns whether something in it was left that people should look at.
   *
   * @return whether one of its events is {@link MeetingOutcome#UPDATED_IN_PART}
   */
  public boolean isInPart() {
    return isUpdated()
        && update.stream()
            .flatMap(found -> found.meetings().stream())
            .anyMatch(meeting -> meeting.outcome() == MeetingOutcome.UPDATED_IN_PART);
  }
}
