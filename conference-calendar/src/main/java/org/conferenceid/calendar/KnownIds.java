package org.conferenceid.calendar;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;

/**
 * The IDs of an organizer.
 *
 * @param current the ID that works
 * @param former those that the organizer had before
 */
record KnownIds(String current, Set<String> former) {
  static final int LENGTH = 7;

  private static final int MASKED = 5;

  static KnownIds of(ConferenceId current, Collection<ConferenceId> former) {
    return new KnownIds(
        current.digits(),
        former.stream().map(ConferenceId::digits).collect(Collectors.toUnmodifiableSet()));
  }

  boolean contains(String digits) {
    return current.equals(digits) || former.contains(digits);
  }

  /** The digits at the end of a number, where an ID would stand. */
  static String tail(NumberRun run) {
    String digits = run.digits();
    return digits.length() < LENGTH ? "" : digits.substring(digits.length() - LENGTH);
  }

  /** Returns a text in which these IDs are masked, wherever they end a number. */
  String masked(String text) {
    StringBuilder masked = new StringBuilder(text);
    for (NumberRun run : NumberRun.in(text)) {
      if (contains(tail(run))) {
        int first = run.places().size() - LENGTH;
        run.places().subList(first, first + MASKED).forEach(place -> masked.setCharAt(place, '*'));
      }
    }
    return masked.toString();
  }

  @Override
  public String toString() {
    return "KnownIds[" + former.size() + " former]";
  }
}
