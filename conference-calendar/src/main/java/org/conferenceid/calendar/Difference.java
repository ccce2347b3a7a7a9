package org.conferenceid.calendar;

import java.util.List;

/**
 * The lines of a property that differ before and after.
 *
 * @param property its name
 * @param oldLines what they said, as people read it
 * @param newLines what they say now
 * @param ids the IDs that are masked in a preview
 */
record Difference(String property, List<String> oldLines, List<String> newLines, KnownIds ids) {

  static Difference of(String property, String before, String after, KnownIds ids) {
    List<String> oldLines = before.lines().toList();
    List<String> newLines = after.lines().toList();
    int same = 0;
    int most = Math.min(oldLines.size(), newLines.size());
    while (same < most && oldLines.get(same).equals(newLines.get(same))) {
      same++;
    }
    int oldEnd = oldLines.size();
    int newEnd = newLines.size();
    while (oldEnd > same
        && newEnd > same
        && oldLines.get(oldEnd - 1).equals(newLines.get(newEnd - 1))) {
      oldEnd--;
      newEnd--;
    }
    return new Difference(
        property,
        List.copyOf(oldLines.subList(same, oldEnd)),
        List.copyOf(newLines.subList(same, newEnd)),
        ids);
  }

  void appendTo(StringBuilder diff, boolean masked) {
    diff.append(property).append('\n');
    lines(diff, "- ", oldLines, masked);
    lines(diff, "+ ", newLines, masked);
  }

  private void lines(StringBuilder diff, String sign, List<String> lines, boolean masked) {
    String text = String.join("\n", lines);
    String shown = masked ? ids.masked(text) : text;
    shown.lines().forEach(line -> diff.append(sign).append(line).append('\n'));
  }

  /** Returns the name only: the texts hold IDs. */
  @Override
  public String toString() {
    return "Difference[" + property + "]";
  }
}
