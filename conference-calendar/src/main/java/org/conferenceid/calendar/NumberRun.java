package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;

/**
 * Digits that belong together: what stands between them are at most a space and a sign that groups
 * numbers. A {@code +} begins another one.
 *
 * @param start where the first digit stands in the text
 * @param end behind the last digit
 * @param digits the digits as ASCII; empty if there are more than any number has
 * @param places where each digit stands
 * @param groups how many digits each group has
 * @param plus whether a {@code +} stands before it
 */
record NumberRun(
    int start, int end, String digits, List<Integer> places, List<Integer> groups, boolean plus) {
  private static final int MAX_DIGITS = 40;
  private static final String GROUPING = " -\u2010\u2011\u2012\u2013./()";
  private static final int MAX_GAP = 3;

  /** Finds all numbers of a text. */
  static List<NumberRun> in(CharSequence text) {
    List<NumberRun> runs = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (digit(text.charAt(i)) >= 0) {
        NumberRun run = at(text, i);
        runs.add(run);
        i = run.end;
      } else {
        i++;
      }
    }
    return runs;
  }

  private static NumberRun at(CharSequence text, int start) {
    StringBuilder digits = new StringBuilder();
    List<Integer> places = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    int end = start;
    int next = start;
    int count = 0;
    int inGroup = 0;
    while (next >= 0) {
      if (next > end) {
        groups.add(inGroup);
        inGroup = 0;
      }
      inGroup++;
      if (++count <= MAX_DIGITS) {
        digits.append((char) ('0' + digit(text.charAt(next))));
        places.add(next);
      }
      end = next + 1;
      next = nextDigit(text, end);
      if (count > MAX_DIGITS) {
        groups.clear();
      }
    }
    groups.add(inGroup);
    boolean plus = start > 0 && text.charAt(start - 1) == '+';
    return count > MAX_DIGITS
        ? new NumberRun(start, end, "", List.of(), List.of(), plus)
        : new NumberRun(start, end, digits.toString(), places, groups, plus);
  }

  /** Where the number goes on, or -1. A second space, a line's and a sentence's end end it. */
  private static int nextDigit(CharSequence text, int end) {
    int from = end;
    for (int i = from; i < text.length() && i <= from + MAX_GAP; i++) {
      char c = text.charAt(i);
      if (from == end && isTrunkPrefix(text, i)) {
        i++;
        from = i + 1;
      } else if (digit(c) >= 0) {
        return i;
      } else if (GROUPING.indexOf(c) < 0
          || (c == ' ' && i > from && " .".indexOf(text.charAt(i - 1)) >= 0)) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether here stands the end of {@code (0)}, which is dialled within the country only. */
  private static boolean isTrunkPrefix(CharSequence text, int i) {
    return i > 0
        && i + 1 < text.length()
        && text.charAt(i - 1) == '('
        && text.charAt(i) == '0'
        && text.charAt(i + 1) == ')';
  }

  /** The value of a digit of any script, or -1. */
  static int digit(char c) {
    return Character.isDigit(c) ? Character.digit(c, 10) : -1;
  }

  /** Returns the place only: the digits may be an ID. */
  @Override
  public String toString() {
    return "NumberRun[" + start + "-" + end + "]";
  }
}
