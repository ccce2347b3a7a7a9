package org.conferenceid.calendar;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found in one meeting of a file: a single event, the master of a series, or an instance
 * that differs from its series. Immutable. {@code toString} shows neither the title nor any text.
 *
 * @since 0.1.0
 */
public final class MeetingUpdate {
  private final String uid;
  private final Optional<String> recurrenceId;
  private final Optional<String> title;
  private final MeetingOutcome outcome;
  private final List<Finding> findings;
  private final List<Difference> differences;

  MeetingUpdate(
      String uid,
      Optional<String> recurrenceId,
      Optional<String> title,
      MeetingOutcome outcome,
      List<Finding> findings,
      List<Difference> differences) {
    this.uid = uid;
    this.recurrenceId = recurrenceId;
    this.title = title;
    this.outcome = outcome;
    this.findings = List.copyOf(findings);
    this.differences = List.copyOf(differences);
  }

  /**
   * Returns the meeting's {@code UID}.
   *
   * @return the same for all instances of a series; empty if the meeting has none
   */
  public String uid() {
    return uid;
  }

  /**
   * Returns which instance of a series this is.
   *
   * @return the value of {@code RECURRENCE-ID}; empty for a single event and for a whole series
   */
  public Optional<String> recurrenceId() {
    return recurrenceId;
  }

  /**
   * Returns the title as it was, by which people know the meeting, with the IDs masked. Personal
   * data.
   *
   * @return the {@code SUMMARY}, empty if there is none
   */
  public Optional<String> title() {
    return title;
  }

  /**
   * Returns what became of the meeting.
   *
   * @return the outcome
   */
  public MeetingOutcome outcome() {
    return outcome;
  }

  /**
   * Returns what was found, in the order in which it stands in the file.
   *
   * @return none for a meeting that was not looked into
   */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Returns what is changed, for a preview, with the IDs masked.
   *
   * @return lines that begin with {@code -} for the old text, {@code +} for the new one, after a
   *     line with the property's name; empty if nothing is changed
   */
  public String diff() {
    return text(true);
  }

  /**
   * Returns what is changed, with the IDs in full: the new one is an access code.
   *
   * @return as {@link #diff}
   */
  public String diffWithIds() {
    return text(false);
  }

  private String text(boolean masked) {
    StringBuilder text = new StringBuilder();
    differences.forEach(difference -> difference.appendTo(text, masked));
    return text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeetingUpdate update
        && update.uid.equals(uid)
        && update.recurrenceId.equals(recurrenceId)
        && update.title.equals(title)
        && update.outcome == outcome
        && update.findings.equals(findings)
        && update.differences.equals(differences);
  }

  @Override
  public int hashCode() {
    return Objects.hash(uid, recurrenceId, outcome);
  }

  @Override
  public String toString() {
    return "MeetingUpdate[" + outcome + ", " + findings + "]";
  }
}
