package org.conferenceid.mail;

import java.util.Locale;

/** A message in words: what stands in it, before it becomes mail. */
record RenderedMessage(Locale language, String subject, String text, String html) {

  /** The language only: the texts hold the ID. */
  @Override
  public String toString() {
    return "RenderedMessage[language=" + language.toLanguageTag() + "]";
  }
}
