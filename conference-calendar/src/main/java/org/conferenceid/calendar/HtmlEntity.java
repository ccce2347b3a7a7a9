package org.conferenceid.calendar;

import java.util.Locale;
import java.util.Map;

/**
 * Character references of HTML: numbers, and those names that programs write where a number, a mark
 * or a space stands. Any other reference is one character that matches nothing.
 */
final class HtmlEntity {
  private static final int MAX_LENGTH = 12;
  private static final char UNKNOWN = '\ufffd';

  private static final Map<String, Character> NAMED =
      Map.ofEntries(
          Map.entry("amp", '&'),
          Map.entry("lt", '<'),
          Map.entry("gt", '>'),
          Map.entry("quot", '"'),
          Map.entry("apos", '\''),
          Map.entry("nbsp", '\u00a0'),
          Map.entry("ensp", '\u2002'),
          Map.entry("emsp", '\u2003'),
          Map.entry("thinsp", '\u2009'),
          Map.entry("zwnj", '\u200c'),
          Map.entry("zwj", '\u200d'),
          Map.entry("lrm", '\u200e'),
          Map.entry("rlm", '\u200f'),
          Map.entry("shy", '\u00ad'),
          Map.entry("ndash", '\u2013'),
          Map.entry("mdash", '\u2014'),
          Map.entry("num", '#'),
          Map.entry("comma", ','),
          Map.entry("colon", ':'),
          Map.entry("lowbar", '_'),
          Map.entry("plus", '+'),
          Map.entry("lpar", '('),
          Map.entry("rpar", ')'));

  private HtmlEntity() {}

  /** Where the reference that begins at an ampersand ends. One that is none ends behind it. */
  static int end(CharSequence source, int start) {
    int limit = Math.min(source.length(), start + MAX_LENGTH);
    int i = start + 1;
    while (i < limit && isPart(source.charAt(i))) {
      i++;
    }
    return i < source.length() && i > start + 1 && source.charAt(i) == ';' ? i + 1 : start + 1;
  }

  private static boolean isPart(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
  }

  /** The character for which a reference stands, or the ampersand that is none. */
  static char character(CharSequence source, int start, int end) {
    if (end == start + 1) {
      return '&';
    }
    String name = source.subSequence(start + 1, end - 1).toString();
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, UNKNOWN);
    }
    String number = name.substring(1).toLowerCase(Locale.ROOT);
    int code = number.startsWith("x") ? hex(number.substring(1)) : number(number, 10);
    return code > 0 && code <= Character.MAX_VALUE ? (char) code : UNKNOWN;
  }

  /** The value of hexadecimal digits, or -1. */
  static int hex(String digits) {
    return number(digits, 16);
  }

  private static int number(String digits, int radix) {
    try {
      return Integer.parseUnsignedInt(digits, radix);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
