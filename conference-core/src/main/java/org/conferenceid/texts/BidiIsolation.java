package org.conferenceid.texts;

import java.text.Bidi;
import java.util.regex.Pattern;

/**
 * Keeps what is written in another direction in one piece inside a text (Unicode Standard Annex #9,
 * isolates). It is needed in HTML too: many mail programs take elements and attributes away. Where
 * everything runs from left to right nothing needs marks, and what people copy from it has none.
 *
 * @param rightToLeft whether the text around is written from right to left
 */
public record BidiIsolation(boolean rightToLeft) {
  private static final Pattern NUMBER_IN_GROUPS =
      Pattern.compile("\\+?[0-9]+(?:[\\p{Zs}\\p{Pd}.()/]+[0-9]+)+");

  /**
   * Keeps the groups of a number in their order: without it {@code 483 9201} shows as {@code 9201
   * 483}. For programs that do not know isolates, a left-to-right mark and no-break spaces do the
   * same.
   *
   * @param number the number
   * @return the number with marks, if the text around needs them
   */
  public String leftToRight(String number) {
    return rightToLeft ? isolated(number) : number;
  }

  /**
   * Keeps a name or place in one piece, which brings a direction of its own, and the groups of a
   * number in it in their order.
   *
   * @param text the name or place
   * @return the text with marks, if it or the text around needs them
   */
  public String anyDirection(String text) {
    boolean plain = !rightToLeft && !Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    if (plain || text.isEmpty()) {
      return text;
    }
    String inner = NUMBER_IN_GROUPS.matcher(text).replaceAll(number -> isolated(number.group()));
    return "\u2068" + inner + "\u2069";
  }

  /**
   * Keeps the groups of a number on one line.
   *
   * @param number the number
   * @return the number with no-break spaces
   */
  public static String unbroken(String number) {
    return number.replace(' ', '\u00a0');
  }

  private static String isolated(String number) {
    return "\u2066\u200e" + unbroken(number) + "\u2069";
  }
}
