package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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
    for (Edit edit : inOrder(edits)) {
      edited.append(text, done, edit.start).append(edit.replacement);
      done = edit.end;
    }
    return edited.append(text, done, text.length()).toString();
  }

  /**
   * Tells edits of an edited text by their places in the text before.
   *
   * @param done the edits that were made
   * @param later edits of what they have made
   * @return empty if one of those touches what takes the place of something
   */
  static Optional<List<Edit>> before(List<Edit> done, List<Edit> later) {
    List<Edit> sorted = inOrder(done);
    List<Edit> moved = new ArrayList<>();
    int next = 0;
    int shift = 0;
    for (Edit edit : inOrder(later)) {
      while (next < sorted.size() && sorted.get(next).newEnd(shift) <= edit.start) {
        shift = sorted.get(next).newEnd(shift) - sorted.get(next).end;
        next++;
      }
      if (next < sorted.size() && sorted.get(next).start + shift < edit.end) {
        return Optional.empty();
      }
      moved.add(new Edit(edit.start - shift, edit.end - shift, edit.replacement));
    }
    return Optional.of(moved);
  }

  private static List<Edit> inOrder(List<Edit> edits) {
    return edits.stream().sorted(Comparator.comparingInt(Edit::start)).toList();
  }

  private int newEnd(int shift) {
    return start + shift + replacement.length();
  }

  /** Returns the place only: what takes it may be an ID. */
  @Override
  public String toString() {
    return "Edit[" + start + "-" + end + "]";
  }
}
