package org.conferenceid.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A content line where it stands in a file (RFC 5545 section 3.1): from the first byte of its name
 * to the last one of its line end, with the folds between. Its text is made when it is asked for.
 */
final class ContentLine {
  private static final int MAX_OCTETS = 75;
  private static final int MAX_NAME = 100;

  private final FileBytes file;
  private final int start;
  private final int end;
  private final String name;

  private ContentLine(FileBytes file, int start, int end, String name) {
    this.file = file;
    this.start = start;
    this.end = end;
    this.name = name;
  }

  /** Reads the line; empty if it has no name, or no colon. */
  static Optional<ContentLine> read(FileBytes file, int start, int end) {
    byte[] bytes = file.bytes();
    StringBuilder name = new StringBuilder();
    int i = start;
    while (i < end && name.length() <= MAX_NAME) {
      int fold = foldLength(bytes, i, end);
      if (fold == 0 && !isNameCharacter(bytes[i])) {
        break;
      }
      if (fold == 0) {
        name.append((char) bytes[i]);
      }
      i += Math.max(1, fold);
    }
    if (name.isEmpty()
        || i == end
        || (bytes[i] != ':' && (bytes[i] != ';' || !hasColon(bytes, i, end)))) {
      return Optional.empty();
    }
    return Optional.of(new ContentLine(file, start, end, name.toString().toUpperCase(Locale.ROOT)));
  }

  private static boolean isNameCharacter(byte b) {
    return (b >= 'A' && b <= 'Z')
        || (b >= 'a' && b <= 'z')
        || (b >= '0' && b <= '9')
        || b == '-'
        || b == '_';
  }

  private static boolean hasColon(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (bytes[i] == ':') {
        return true;
      }
    }
    return false;
  }

  /** The bytes of the line end and the white space of a fold that begins here, or 0. */
  private static int foldLength(byte[] bytes, int i, int end) {
    int lineEnd =
        bytes[i] == '\n' ? 1 : bytes[i] == '\r' && i + 1 < end && bytes[i + 1] == '\n' ? 2 : 0;
    return lineEnd > 0 && i + lineEnd < end && isFoldSpace(bytes[i + lineEnd]) ? lineEnd + 1 : 0;
  }

  static boolean isFoldSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /** The bytes of some lines without the folds between them. */
  static byte[] unfolded(byte[] bytes, int start, int end) {
    byte[] unfolded = new byte[end - start];
    int length = 0;
    for (int i = start; i < end; ) {
      int fold = foldLength(bytes, i, end);
      if (fold == 0) {
        unfolded[length++] = bytes[i];
      }
      i += Math.max(1, fold);
    }
    return Arrays.copyOf(unfolded, length);
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** The name in capitals. */
  String name() {
    return name;
  }

  int length() {
    return end - start;
  }

  /** The unfolded line, without its line end. */
  String text() {
    String text = new String(unfolded(file.bytes(), start, end), file.charset());
    return text.substring(0, text.length() - lineEnd().length());
  }

  /** What ends the line: nothing at the end of some files. */
  String lineEnd() {
    byte[] bytes = file.bytes();
    if (end == start || bytes[end - 1] != '\n') {
      return "";
    }
    return end - 1 > start && bytes[end - 2] == '\r' ? "\r\n" : "\n";
  }

  boolean canHave(String text) {
    Charset charset = file.charset();
    return charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().canEncode(text);
  }

  /** The line with another text, folded and ended as this one is. */
  byte[] with(String newText) {
    return folded(newText, lineEnd(), foldSpace());
  }

  /** Another line, to be put in behind this one. */
  byte[] another(String text) {
    String lineEnd = lineEnd();
    return lineEnd.isEmpty() ? folded("\r\n" + text, "", ' ') : folded(text, lineEnd, ' ');
  }

  private char foldSpace() {
    byte[] bytes = file.bytes();
    for (int i = start; i < end; i++) {
      int fold = foldLength(bytes, i, end);
      if (fold > 0) {
        return (char) bytes[i + fold - 1];
      }
    }
    return ' ';
  }

  private byte[] folded(String text, String lineEnd, char space) {
    Charset charset = file.charset();
    boolean wide = charset.equals(StandardCharsets.UTF_8);
    byte[] octets = text.getBytes(charset);
    byte[] fold = ((lineEnd.isEmpty() ? "\r\n" : lineEnd) + space).getBytes(charset);
    ByteArrayOutputStream out = new ByteArrayOutputStream(octets.length + octets.length / 16);
    int start = 0;
    while (octets.length - start > MAX_OCTETS - (start == 0 ? 0 : 1)) {
      int end = start + MAX_OCTETS - (start == 0 ? 0 : 1);
      while (wide && isWithinCharacter(octets[end])) {
        end--;
      }
      out.write(octets, start, end - start);
      out.writeBytes(fold);
      start = end;
    }
    out.write(octets, start, octets.length - start);
    out.writeBytes(lineEnd.getBytes(charset));
    return out.toByteArray();
  }

  /** Whether an octet of UTF-8 continues a character. */
  private static boolean isWithinCharacter(byte octet) {
    return (octet & 0xC0) == 0x80;
  }

  /** Returns the name only: a value may hold an ID. */
  @Override
  public String toString() {
    return name;
  }
}
