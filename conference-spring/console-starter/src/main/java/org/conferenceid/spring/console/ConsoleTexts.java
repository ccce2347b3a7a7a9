package org.conferenceid.spring.console;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.conferenceid.InvalidValueException;
import org.conferenceid.texts.LocalizedTexts;
import org.conferenceid.texts.TextRules;

/**
 * The words of the console, by language: those that the library brings, and an organization's own.
 * Whatever is broken is found when it is set, not on the first page.
 *
 * <pre>{@code
 * @Bean
 * ConsoleTexts texts() {
 *   return ConsoleTexts.builder().text(Locale.ENGLISH, "console.name", "Dial-in desk").build();
 * }
 * }</pre>
 *
 * <p>The keys are those of the {@code console_en.properties} in this module's jar. Immutable, and
 * safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class ConsoleTexts {
  private static final List<String> OFFERED = List.of("en", "ar", "de", "fr");
  private static final LocalizedTexts SHIPPED =
      LocalizedTexts.load(
          "console", OFFERED, key -> false, ConsoleTexts.class::getResourceAsStream);
  private static final TextRules RULES = new TextRules(SHIPPED.in(Locale.ENGLISH), key -> false);

  private final LocalizedTexts texts;

  private ConsoleTexts(LocalizedTexts texts) {
    this.texts = texts;
  }

  /**
   * Returns the words that the library brings.
   *
   * @return the words in all languages
   */
  public static ConsoleTexts ofDefaults() {
    return builder().build();
  }

  /**
   * Starts with the words that the library brings.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the language in which a reader is best served.
   *
   * @param wanted the reader's languages, the best first
   * @return one of the languages offered
   */
  public Locale language(List<Locale> wanted) {
    return texts.language(wanted.toArray(Locale[]::new));
  }

  /**
   * Returns a text with its placeholders filled.
   *
   * @param language one of the languages offered
   * @param key the text's key
   * @param values what stands for {@code {0}}, {@code {1}} and so on
   * @return the text
   * @throws InvalidValueException if there is no such text
   */
  public String text(Locale language, String key, Object... values) {
    String text = texts.in(language).get(key);
    if (text == null) {
      throw new InvalidValueException("text", "must be one of the console's", key);
    }
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", Objects.toString(values[i], ""));
    }
    return text;
  }

  /** Collects an organization's own words. Not safe for use by several threads. */
  public static final class Builder {
    private LocalizedTexts texts = SHIPPED;

    private Builder() {}

    /**
     * Sets one text. A language that is not offered yet begins with the texts of its nearest
     * relative, as {@code fr-CA} with those of {@code fr}.
     *
     * @param language the language
     * @param key the text's key
     * @param newText the text, on one line of at most 500 characters, with the placeholders of the
     *     English one; never markup, and no character that turns the direction of writing
     * @return this builder
     * @throws InvalidValueException if the key is not used, the text breaks that rule, or the
     *     language has no relative among those offered
     */
    public Builder text(Locale language, String key, String newText) {
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(newText, "text");
      texts = RULES.layOver(texts, language, Map.of(key, newText));
      return this;
    }

    /**
     * Sets several texts, or a whole language: a new one must have every key.
     *
     * @param language the language
     * @param newTexts the texts by key, as {@link Properties#load(java.io.Reader)} reads them from
     *     a file
     * @return this builder
     * @throws InvalidValueException as {@link #text}, and if a key is missing
     */
    public Builder texts(Locale language, Properties newTexts) {
      Objects.requireNonNull(language, "language");
      Objects.requireNonNull(newTexts, "texts");
      texts = RULES.layOver(texts, language, newTexts);
      return this;
    }

    /**
     * Makes the words.
     *
     * @return the words with those set so far
     */
    public ConsoleTexts build() {
      return new ConsoleTexts(texts);
    }
  }
}
