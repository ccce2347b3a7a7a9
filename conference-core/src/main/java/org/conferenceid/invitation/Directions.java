package org.conferenceid.invitation;

/**
 * Characters that turn the order of what is shown after them, until something ends it: embeddings,
 * overrides and isolates (Unicode Standard Annex #9, section 2). Text from outside that has them
 * can make a link or a number look like another one.
 */
public final class Directions {
  private Directions() {}

  /**
   * Returns whether a text has such a character.
   *
   * @param text any text
   * @return whether it has one
   */
  public static boolean areIn(String text) {
    return text.chars().anyMatch(c -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
  }
}
