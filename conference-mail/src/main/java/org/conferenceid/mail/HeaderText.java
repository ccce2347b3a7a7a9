package org.conferenceid.mail;

/** Makes text from outside harmless where it must stand on one line of a message or a header. */
final class HeaderText {
  private static final int MAX_CODE_POINTS = 120;

  private HeaderText() {}

  /**
   * Replaces what breaks a line or turns the direction of what follows (control and format
   * characters, separators, halves of surrogate pairs) by spaces, and cuts what is too long to be
   * read.
   */
  static String of(String text) {
    return of(text, MAX_CODE_POINTS);
  }

  /** Does the same to a text that may be as long as is said. */
  static String of(String text, int maxCodePoints) {
    StringBuilder line = new StringBuilder();
    text.codePoints().limit(maxCodePoints).forEach(c -> line.appendCodePoint(harmless(c)));
    if (text.codePointCount(0, text.length()) > maxCodePoints) {
      line.append('…');
    }
    return line.toString().replaceAll(" +", " ").strip();
  }

  private static int harmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          ' ';
      // Joiners hold emoji and Indic letters together; every other format character is invisible.
      case Character.FORMAT -> codePoint == 0x200C || codePoint == 0x200D ? codePoint : ' ';
      default -> codePoint;
    };
  }
}
