package org.conferenceid.mail;

import java.util.Arrays;
import java.util.HexFormat;
import org.conferenceid.InvalidValueException;

/** A picture that travels inside each message, so that nothing is fetched from elsewhere. */
final class Logo {
  /** Its name in the HTML (RFC 2392). */
  static final String URI = "cid:logo@conferenceid";

  /** Its name as a part of the message. */
  static final String CONTENT_ID = "<logo@conferenceid>";

  private static final int MAX_BYTES = 100_000;
  private static final String FIELD = "logo";

  private final byte[] image;
  private final String mediaType;
  private final String text;

  Logo(byte[] image, String text) {
    if (image.length > MAX_BYTES) {
      throw new InvalidValueException(FIELD, "must have at most " + MAX_BYTES + " bytes");
    }
    if (text.isBlank() || !HeaderText.of(text).equals(text)) {
      throw new InvalidValueException(
          FIELD, "must have one line of text for people who do not see it", text);
    }
    this.image = image.clone();
    this.mediaType = mediaType(image);
    this.text = text;
  }

  /** Returns the type that the first bytes tell. SVG is no picture here: it can hold scripts. */
  private static String mediaType(byte[] image) {
    String start = HexFormat.of().formatHex(Arrays.copyOf(image, 8));
    if (start.equals("89504e470d0a1a0a")) {
      return "image/png";
    }
    if (start.startsWith("ffd8ff")) {
      return "image/jpeg";
    }
    if (start.startsWith("474946383761") || start.startsWith("474946383961")) {
      return "image/gif";
    }
    throw new InvalidValueException(FIELD, "must be a PNG, JPEG or GIF picture");
  }

  byte[] image() {
    return image.clone();
  }

  String mediaType() {
    return mediaType;
  }

  String text() {
    return text;
  }
}
