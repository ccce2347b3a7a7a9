package org.conferenceid.calendar;

/**
 * One property before and after.
 *
 * @param property its name
 * @param oldText what it said, as people read it
 * @param newText what it says now
 * @param maskedOldText the same with masked IDs
 * @param maskedNewText the same with masked IDs
 */
record Difference(
    String property, String oldText, String newText, String maskedOldText, String maskedNewText) {

  void appendTo(StringBuilder diff, boolean masked) {
    diff.append(property).append('\n');
    lines(diff, "- ", masked ? maskedOldText : oldText);
    lines(diff, "+ ", masked ? maskedNewText : newText);
  }

  private static void lines(StringBuilder diff, String sign, String text) {
    text.lines().forEach(line -> diff.append(sign).append(line).append('\n'));
  }

  /** Returns the name only: the texts hold IDs. */
  @Override
  public String toString() {
    return "Difference[" + property + "]";
  }
}
