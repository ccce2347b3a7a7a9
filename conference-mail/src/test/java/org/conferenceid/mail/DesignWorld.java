package org.conferenceid.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.conferenceid.EventKind;

/** A mail server, and messages in an organization's own design. */
abstract class DesignWorld extends MailServerTest {
  static final Locale SWEDISH = Locale.forLanguageTag("sv");

  /** One transparent pixel. */
  static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  RenderedMessage preview(MessageDesign design, EventKind kind, Locale language) {
    try (MailNotifier notifier = builder().design(design).build()) {
      return notifier.preview(kind, language, Messages.BRIDGE);
    }
  }

  static String shipped(String file) throws IOException {
    try (InputStream in = MessageDesign.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
