package org.conferenceid.calendar;

import java.util.Comparator;
import java.util.List;

/**
 * A piece of a text that is replaced.
 *
 * @param start where it begins
 * @param end where it ends
 * @param replacement what takes its place
 */
record Edit(int start, int end, String replacement) {

  /** Makes edits that do not overlap. */
  static String apply(CharSequence text, List<Edit> edits) {
    StringBuilder edited = new StringBuilder(text.length() + 1000);
    int done = 0;
    for (Edit edit : edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList()) {
      edited.append(text, done, edit.start).append(edit.replacement);
      done = edit.end;
    }
    return edited.append(text, done, text.length()).toString();
  }

  /** Returns the place only: what takes it may be an ID. */
  @Override
  public String toString() {
    return "Edit[" + start + "-" + end + "]";
  }
}
