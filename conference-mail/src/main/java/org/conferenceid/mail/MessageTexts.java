package org.conferenceid.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;
import org.conferenceid.texts.LocalizedTexts;

/** The shipped texts; checks an organization's own and lays them over these. */
final class MessageTexts {
  /** The languages offered; the first is the one for readers of any other. */
  static final List<String> LANGUAGES =
      List.of("en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-CN");

  static final LocalizedTexts SHIPPED =
      LocalizedTexts.load("messages", LANGUAGES, MessageTexts.class::getResourceAsStream);

  private static final Map<String, String> ENGLISH = SHIPPED.in(Locale.ENGLISH);

  /** A subject without spaces is a line of the message, of 998 octets at most (RFC 5322, 2.1.1). */
  private static final int MAX_LENGTH = 500;

  private static final Pattern STEP = Pattern.compile("[A-Z_]+\\.step\\.[1-9]");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  private MessageTexts() {}

  /** Lays an organization's own texts over those of the language, or of the nearest one. */
  static LocalizedTexts layOver(LocalizedTexts base, Locale language, Map<String, String> own) {
    own.forEach((key, text) -> check(key, language, text));
    Map<String, String> texts = new HashMap<>();
    Locale nearest = base.language(language);
    if (nearest.getLanguage().equals(language.getLanguage())) {
      texts.putAll(base.in(nearest));
    }
    texts.putAll(own);
    Set<String> missing = new TreeSet<>(ENGLISH.keySet());
    missing.removeAll(texts.keySet());
    if (!missing.isEmpty()) {
      throw new InvalidValueException(
          "texts in " + language.toLanguageTag(), "must have every text; missing: " + missing);
    }
    return base.with(language, texts);
  }

  private static void check(String key, Locale language, String text) {
    String field = "text " + key + " in " + language.toLanguageTag();
    if (!ENGLISH.containsKey(key) && !isStep(key)) {
      throw new InvalidValueException(field, "is not used by any message");
    }
    if (text.length() > MAX_LENGTH) {
      throw new InvalidValueException(
          field, "must have at most " + MAX_LENGTH + " characters", text);
    }
    if (text.isBlank() || text.codePoints().anyMatch(MessageTexts::breaksLine)) {
      throw new InvalidValueException(field, "must be text on one line", text);
    }
    if (Text.turnsDirection(text)) {
      throw new InvalidValueException(
          field, "must not hold characters that turn the direction of writing", text);
    }
    if (!placeholders(text).equals(placeholders(ENGLISH.getOrDefault(key, "")))) {
      throw new InvalidValueException(
          field,
          "must have these placeholders: " + placeholders(ENGLISH.getOrDefault(key, "")),
          text);
    }
    if (key.equals("dir") && !Set.of("ltr", "rtl").contains(text)) {
      throw new InvalidValueException(field, "must be ltr or rtl", text);
    }
  }

  /** Returns whether a key is one step more than the shipped ones, of a kind that has steps. */
  private static boolean isStep(String key) {
    return STEP.matcher(key).matches()
        && ENGLISH.containsKey(key.substring(0, key.length() - 1) + "1");
  }

  private static boolean breaksLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
