package org.conferenceid.mail;

import java.util.Locale;
import java.util.Objects;

/**
 * The texts of a message, before it becomes mail. It holds the user's ID, an access code: show it
 * to administrators who may see it, and keep it out of logs. Immutable.
 *
 * @param language the language that was chosen for the reader (BCP 47)
 * @param subject the subject, which never holds the ID
 * @param text the plain text part, lines ended by {@code \n}
 * @param html the HTML part, a whole document; a logo stands in it as a {@code cid:} link (RFC
 *     2392)
 * @since 0.1.0
 */
public record RenderedMessage(Locale language, String subject, String text, String html) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param language the language that was chosen for the reader (BCP 47)
   * @param subject the subject, which never holds the ID
   * @param text the plain text part, lines ended by {@code \n}
   * @param html the HTML part, a whole document
   */
  public RenderedMessage {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(html, "html");
  }

  /** Returns the language only: the texts hold the ID. */
  @Override
  public String toString() {
    return "RenderedMessage[language=" + language.toLanguageTag() + "]";
  }
}
