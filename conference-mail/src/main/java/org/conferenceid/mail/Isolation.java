package org.conferenceid.mail;

/**
 * Keeps what is written in another direction in one piece inside text from right to left (Unicode
 * Standard Annex #9, isolates). Text from left to right stays as it is: nothing in it needs marks,
 * and what people copy from it has none.
 */
record Isolation(boolean rightToLeft) {

  /** For numbers: without it {@code 483 9201} shows as {@code 9201 483}. */
  String leftToRight(String number) {
    return rightToLeft ? "\u2066" + number + "\u2069" : number;
  }

  /** For names and places, which bring a direction of their own. */
  String anyDirection(String text) {
    return rightToLeft && !text.isEmpty() ? "\u2068" + text + "\u2069" : text;
  }
}
