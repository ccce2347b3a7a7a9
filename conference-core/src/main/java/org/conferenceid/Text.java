package org.conferenceid;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Checks on text that comes from outside, shared by the value types.
 *
 * @since 0.1.0
 */
public final class Text {
  private static final int SHOWN = 80;

  private static final Pattern GROUPING = Pattern.compile("[\\p{Zs}\\p{Pd}.()/]");

  private Text() {}

  /**
   * Checks a text that is stored and shown on one line.
   *
   * @param field what the text is, for the exception
   * @param text the text
   * @param max the greatest length, in UTF-16 units
   * @throws InvalidValueException if it is empty, longer than {@code max} UTF-16 units, starts or
   *     ends with white space, or holds a control character, a line separator or half of a
   *     surrogate pair
   */
  public static void requireLine(String field, String text, int max) {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(text, "text");
    requireLength(field, text, max);
    if (text.isBlank()) {
      throw new InvalidValueException(field, "must not be empty");
    }
    if (!text.equals(text.strip())) {
      throw new InvalidValueException(field, "must not start or end with white space", text);
    }
    if (text.codePoints().anyMatch(Text::breaksLine)) {
      throw new InvalidValueException(
          field, "must not hold control characters or line breaks", text);
    }
  }

  /**
   * Checks a text's length, before anything is done whose time grows with it.
   *
   * @param field what the text is, for the exception
   * @param text the text
   * @param max the greatest length, in UTF-16 units
   * @throws InvalidValueException if it is longer than {@code max} UTF-16 units
   */
  public static void requireLength(String field, String text, int max) {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(text, "text");
    if (text.length() > max) {
      throw new InvalidValueException(
          field, "must have at most " + max + " characters, not " + text.length());
    }
  }

  /**
   * Returns a text without white space and invisible marks at its ends, which come along by
   * pasting.
   *
   * @param text any text
   * @return what is left
   */
  public static String trimmed(String text) {
    Objects.requireNonNull(text, "text");
    int start = 0;
    int end = text.length();
    while (start < end && isInvisible(text.charAt(start))) {
      start++;
    }
    while (start < end && isInvisible(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /**
   * Returns a telephone number without what groups it: spaces, dots, dashes, slashes and
   * parentheses.
   *
   * @param number the number as it was written
   * @return what is left
   */
  public static String ungrouped(String number) {
    Objects.requireNonNull(number, "number");
    return GROUPING.matcher(number).replaceAll("");
  }

  /** Whether a character is a space of any width, or a mark that has no shape of its own. */
  static boolean isInvisible(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /**
   * Checks a text that stands beside others where people read it.
   *
   * @param field what the text is, for the exception
   * @param text the text
   * @throws InvalidValueException if it turns the order of what is shown after it
   */
  public static void requireOrder(String field, String text) {
    Objects.requireNonNull(field, "field");
    Objects.requireNonNull(text, "text");
    if (turnsDirection(text)) {
      throw new InvalidValueException(
          field, "must not hold characters that turn the direction of writing", text);
    }
  }

  /**
   * Tells whether a text has a character that turns the order of what is shown after it, until
   * something ends it: an embedding, an override or an isolate (Unicode Standard Annex #9, section
   * 2). Text from outside that has one can make a link or a number look like another one.
   *
   * @param text any text
   * @return whether it has such a character
   */
  public static boolean turnsDirection(String text) {
    Objects.requireNonNull(text, "text");
    return text.chars().anyMatch(c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
  }

  /** Whether a code point would break a log line, a header or a database column. */
  private static boolean breaksLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * Returns a text that any database and any encoding of Unicode can keep: the beginning of a long
   * one, cut between characters, with U+FFFD in place of U+0000 and of halves of surrogate pairs.
   *
   * @param text any text
   * @param max the most UTF-16 units of it
   * @return the text, or as much of it as fits
   */
  public static String storable(String text, int max) {
    Objects.requireNonNull(text, "text");
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\ufffd' : c)
        .takeWhile(c -> kept.length() + Character.charCount(c) <= max)
        .forEachOrdered(kept::appendCodePoint);
    return kept.toString();
  }

  /**
   * Returns a text with whatever would disturb a log line shown as escapes, and cut when it is
   * long.
   *
   * @param text any text
   * @return one line of printable characters
   */
  public static String printable(String text) {
    Objects.requireNonNull(text, "text");
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (breaksLine(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return text.codePointCount(0, text.length()) > SHOWN ? out + "…" : out.toString();
  }
}
