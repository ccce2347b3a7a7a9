package org.conferenceid.mail;

import java.util.Arrays;
import java.util.Locale;
import org.conferenceid.EventKind;
import org.conferenceid.texts.Languages;
import org.conferenceid.texts.LocalizedTexts;
import org.conferenceid.texts.TextRules;

/** The shipped texts, and the rules for an organization's own. */
final class MessageTexts {
  static final LocalizedTexts SHIPPED =
      LocalizedTexts.load(
          "messages",
          Languages.OFFERED,
          MessageTexts::isStep,
          MessageTexts.class::getResourceAsStream);

  static final TextRules RULES = new TextRules(SHIPPED.in(Locale.ENGLISH), MessageTexts::isStep);

  private MessageTexts() {}

  /** Returns whether a key is a step of a message that has steps; a language may have more. */
  private static boolean isStep(String key) {
    return Arrays.stream(EventKind.values())
        .anyMatch(kind -> key.matches(kind + "\\.step\\.[1-9]"));
  }
}
