package org.conferenceid.invitation;

import java.nio.charset.StandardCharsets;

/** One content line of a calendar file (RFC 5545 section 3.1). */
final class ContentLine {
  private static final int MAX_OCTETS = 75;

  private final StringBuilder line;

  ContentLine(String name) {
    this.line = new StringBuilder(name);
  }

  /** Adds a parameter whose value needs no quoting. */
  ContentLine parameter(String name, String value) {
    line.append(';').append(name).append('=').append(value);
    return this;
  }

  /**
   * Adds a parameter with any text; the few characters that cannot be quoted are encoded (RFC
   * 6868).
   */
  ContentLine quotedParameter(String name, String text) {
    String encoded = text.replace("^", "^^").replace("\"", "^'").replace("\n", "^n");
    return parameter(name, '"' + encoded + '"');
  }

  /** Ends the line with its value, folded so that no line has more than 75 octets. */
  String value(String value) {
    line.append(':').append(value);
    StringBuilder folded = new StringBuilder();
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int end = line.offsetByCodePoints(i, 1);
      String character = line.substring(i, end);
      int size = character.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > MAX_OCTETS) {
        folded.append("\r\n ");
        octets = 1;
      }
      folded.append(character);
      octets += size;
      i = end;
    }
    return folded.append("\r\n").toString();
  }
}
