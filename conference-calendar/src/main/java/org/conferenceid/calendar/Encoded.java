package org.conferenceid.calendar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A text that stands encoded in a file, as an iCalendar text (RFC 5545 section 3.3.11) or in a URI
 * (RFC 3986 section 2.1). An edit of the text changes only its own place in the encoded form.
 */
final class Encoded {
  private static final String UNRESERVED = "-._~";

  private final CharSequence source;
  private final boolean uri;
  private final StringBuilder text;

  /** Where each character begins in the source, and the source's length. */
  private int[] starts;

  private Encoded(CharSequence source, boolean uri) {
    this.source = source;
    this.uri = uri;
    this.text = new StringBuilder(source.length());
    this.starts = new int[source.length() + 1];
  }

  /** Reads an iCalendar text: {@code \n}, {@code \,}, {@code \;} and {@code \\}. */
  static Encoded text(CharSequence source) {
    Encoded encoded = new Encoded(source, false);
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      int length = 1;
      if (c == '\\' && i + 1 < source.length()) {
        char next = source.charAt(i + 1);
        if (",;\\".indexOf(next) >= 0) {
          c = next;
          length = 2;
        } else if (next == 'n' || next == 'N') {
          c = '\n';
          length = 2;
        }
      }
      encoded.add(c, i);
      i += length;
    }
    return encoded.end();
  }

  /** Reads the percent-encoded text of a URI; empty if its bytes are not UTF-8. */
  static Optional<Encoded> uri(CharSequence source) {
    Encoded encoded = new Encoded(source, true);
    int i = 0;
    while (i < source.length()) {
      if (octet(source, i) < 0) {
        encoded.add(source.charAt(i), i);
        i++;
        continue;
      }
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      int end = i;
      for (int octet; (octet = octet(source, end)) >= 0; end += 3) {
        octets.write(octet);
      }
      if (!encoded.add(octets.toByteArray(), i)) {
        return Optional.empty();
      }
      i = end;
    }
    return Optional.of(encoded.end());
  }

  private static int octet(CharSequence source, int i) {
    if (i + 2 >= source.length() || source.charAt(i) != '%') {
      return -1;
    }
    int high = hex(source.charAt(i + 1));
    int low = hex(source.charAt(i + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  /** Unlike {@link Character#digit}, knows no digits but those of ASCII. */
  private static int hex(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private void add(char c, int start) {
    starts[text.length()] = start;
    text.append(c);
  }

  private boolean add(byte[] octets, int start) {
    String decoded;
    try {
      decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets)).toString();
    } catch (CharacterCodingException e) {
      return false;
    }
    int at = start;
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      add(c, at);
      at += 3 * octets(c);
    }
    return true;
  }

  /** The octets of a character in UTF-8; half of a pair counts half. */
  private static int octets(char c) {
    return c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  private Encoded end() {
    starts = Arrays.copyOf(starts, text.length() + 1);
    starts[text.length()] = source.length();
    return this;
  }

  String text() {
    return text.toString();
  }

  /** Makes edits of the text in the source. */
  String with(List<Edit> edits) {
    List<Edit> inSource = new ArrayList<>();
    for (Edit edit : edits) {
      String replacement = uri ? uriEncoded(edit.replacement()) : escaped(edit.replacement());
      inSource.add(new Edit(starts[edit.start()], starts[edit.end()], replacement));
    }
    return Edit.apply(source, inSource);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  private static String uriEncoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= 0
          && (Character.isLetterOrDigit((char) octet) || UNRESERVED.indexOf(octet) >= 0)) {
        encoded.append((char) octet);
      } else {
        encoded
            .append('%')
            .append(Character.toUpperCase(Character.forDigit((octet >> 4) & 0xf, 16)))
            .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
      }
    }
    return encoded.toString();
  }
}
