package org.conferenceid.examples.support;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Makes texts of other people harmless on a terminal: no escape sequence, line break or change of
 * direction in a name may rewrite what stands beside it.
 */
public final class Printable {
  private Printable() {}

  /**
   * Makes a text one line of printable characters.
   *
   * @param text any text
   * @return the same text, with codes such as {@code \u001b} in the place of other characters
   */
  public static String line(String text) {
    return replaced(text, Printable::isHarmful);
  }

  /**
   * Makes each line of a text printable.
   *
   * @param text any text
   * @return the same lines, with codes in the place of characters that are not printable
   */
  public static String lines(String text) {
    return replaced(text, character -> character != '\n' && isHarmful(character));
  }

  private static String replaced(String text, IntPredicate harmful) {
    if (text.codePoints().noneMatch(harmful)) {
      return text;
    }
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (harmful.test(character)) {
                printable.append(String.format(Locale.ROOT, "\\u%04x", character));
              } else {
                printable.appendCodePoint(character);
              }
            });
    return printable.toString();
  }

  private static boolean isHarmful(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.FORMAT -> changesDirection(character);
      default -> false;
    };
  }

  private static boolean changesDirection(int character) {
    return character == 0x061C
        || character == 0x200E
        || character == 0x200F
        || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
