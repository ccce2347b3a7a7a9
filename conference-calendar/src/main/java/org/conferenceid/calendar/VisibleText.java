package org.conferenceid.calendar;

import java.util.Arrays;

/**
 * A text as people see it, with the place in the source of each character. Marks without a shape
 * are left out, and every space is a plain one.
 */
final class VisibleText {
  private final StringBuilder text = new StringBuilder();
  private int[] starts = new int[64];
  private int[] ends = new int[64];

  /** Reads plain text. */
  static VisibleText plain(CharSequence source) {
    VisibleText visible = new VisibleText();
    for (int i = 0; i < source.length(); i++) {
      visible.add(source.charAt(i), i, i + 1);
    }
    return visible;
  }

  /** Reads a link that dials, with what is encoded in it as in HTML and in URIs. */
  static VisibleText link(CharSequence source, int start, int end) {
    VisibleText visible = new VisibleText();
    int i = start;
    while (i < end) {
      int next = i + 1;
      char c = source.charAt(i);
      if (c == '%' && i + 2 < end) {
        int code = HtmlEntity.hex(source.subSequence(i + 1, i + 3).toString());
        if (code >= ' ' && code < 0x7F) {
          c = (char) code;
          next = i + 3;
        }
      } else if (c == '&') {
        next = Math.min(end, HtmlEntity.end(source, i));
        c = HtmlEntity.character(source, i, next);
      }
      visible.add(c, i, next);
      i = next;
    }
    return visible;
  }

  /** Adds a character that stands at a place of the source. */
  void add(char c, int start, int end) {
    if (Character.getType(c) == Character.FORMAT) {
      return;
    }
    int length = text.length();
    if (length == starts.length) {
      starts = Arrays.copyOf(starts, 2 * length);
      ends = Arrays.copyOf(ends, 2 * length);
    }
    starts[length] = start;
    ends[length] = end;
    text.append(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c);
  }

  int length() {
    return text.length();
  }

  /** Whether the last character is white space, or there is none. */
  boolean endsInSpace() {
    return text.length() == 0 || Character.isWhitespace(text.charAt(text.length() - 1));
  }

  /** Whether the last character ends a line. */
  boolean endsInLine() {
    return text.length() > 0 && text.charAt(text.length() - 1) == '\n';
  }

  String text() {
    return text.toString();
  }

  /** Where a character begins in the source. */
  int sourceStart(int index) {
    return starts[index];
  }

  /** Where a character ends in the source. */
  int sourceEnd(int index) {
    return ends[index];
  }
}
