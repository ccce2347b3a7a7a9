package org.conferenceid.texts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;

/**
 * What every text must be, in each language that is shipped and in an organization's own: one line
 * without markup, under a key that is used, with the placeholders of the first language. Immutable.
 */
public final class TextRules {
  /** A subject without spaces is a line of a message, of 998 octets at most (RFC 5322, 2.1.1). */
  private static final int MAX_LENGTH = 500;

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*}");

  private final Map<String, String> model;
  private final Predicate<String> furtherKeys;

  /**
   * Sets the rules.
   *
   * @param model the texts of the first language: their keys must all be there, and their
   *     placeholders are those that a text must have
   * @param furtherKeys tells which other keys a language may have; their texts have no
   *     placeholders, and an organization may set them to an empty one
   */
  public TextRules(Map<String, String> model, Predicate<String> furtherKeys) {
    this.model = Map.copyOf(model);
    this.furtherKeys = furtherKeys;
  }

  /**
   * Lays an organization's own texts over those of the language, or of the nearest one.
   *
   * @param base the texts so far
   * @param language the language
   * @param own the organization's texts by key
   * @return the texts with the organization's own
   * @throws InvalidValueException if a text breaks a rule, or if a new language lacks a key
   */
  public LocalizedTexts layOver(LocalizedTexts base, Locale language, Map<String, String> own) {
    String tag = language.toLanguageTag();
    new TreeMap<>(own)
        .forEach(
            (key, text) -> {
              if (text.isEmpty() && furtherKeys.test(key)) {
                return;
              }
              Optional<String> broken = brokenRule(key, text);
              if (broken.isPresent()) {
                throw new InvalidValueException("text " + key + " in " + tag, broken.get(), text);
              }
            });
    Map<String, String> texts = new HashMap<>();
    Locale nearest = base.language(language);
    if (nearest.getLanguage().equals(language.getLanguage())) {
      texts.putAll(base.in(nearest));
    }
    texts.putAll(own);
    Set<String> missing = missing(texts);
    if (!missing.isEmpty()) {
      throw new InvalidValueException(
          "texts in " + tag, "must have every text; missing: " + missing);
    }
    return base.with(language, texts);
  }

  /**
   * Lays the texts of a properties file over those of the language, see {@link #layOver}.
   *
   * @param base the texts so far
   * @param language the language
   * @param own the organization's texts
   * @return the texts with the organization's own
   * @throws InvalidValueException if a text breaks a rule, or if a new language lacks a key
   */
  public LocalizedTexts layOver(LocalizedTexts base, Locale language, Properties own) {
    Map<String, String> texts = new HashMap<>();
    own.stringPropertyNames()
        .forEach(key -> texts.put(key, Objects.requireNonNull(own.getProperty(key))));
    return layOver(base, language, texts);
  }

  /**
   * Returns what is wrong with a language's file, for its translator.
   *
   * @param file the file's name
   * @param texts its texts by key
   * @return one line for each problem, with file and key; none if all is well
   */
  List<String> problems(String file, Map<String, String> texts) {
    List<String> problems = new ArrayList<>();
    missing(texts).forEach(key -> problems.add(file + ": " + key + " is missing"));
    new TreeMap<>(texts)
        .forEach(
            (key, text) ->
                brokenRule(key, text)
                    .ifPresent(rule -> problems.add(file + ": " + key + " " + rule)));
    return problems;
  }

  private Set<String> missing(Map<String, String> texts) {
    Set<String> missing = new TreeSet<>(model.keySet());
    missing.removeAll(texts.keySet());
    return missing;
  }

  private Optional<String> brokenRule(String key, String text) {
    if (!model.containsKey(key) && !furtherKeys.test(key)) {
      return Optional.of("is not used");
    }
    if (text.length() > MAX_LENGTH) {
      return Optional.of("must have at most " + MAX_LENGTH + " characters");
    }
    if (text.isBlank() || text.codePoints().anyMatch(TextRules::breaksLine)) {
      return Optional.of("must be text on one line");
    }
    if (Text.turnsDirection(text)) {
      return Optional.of("must not hold characters that turn the direction of writing");
    }
    Set<String> wanted = placeholders(model.getOrDefault(key, ""));
    if (!placeholders(text).equals(wanted)) {
      return Optional.of("must have these placeholders: " + wanted);
    }
    return key.equals("dir") && !Set.of("ltr", "rtl").contains(text)
        ? Optional.of("must be ltr or rtl")
        : Optional.empty();
  }

  private static boolean breaksLine(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // What stands in for letters that were lost between two encodings.
      default -> codePoint == 0xFFFD;
    };
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
