package org.conferenceid.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
import org.jspecify.annotations.Nullable;

/**
 * Texts by key in several languages, each from a UTF-8 properties file.
 *
 * <p>It does what {@link java.util.ResourceBundle} cannot do in a named module: it never falls back
 * to the language of the machine, only from {@code fr-CA} to {@code fr} to the first language
 * offered (BCP 47). Who reads traditional Chinese gets no simplified one. Immutable.
 */
public final class LocalizedTexts {
  /** Where Chinese is written in traditional characters, unless a language tag says otherwise. */
  private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

  private final Map<String, Map<String, String>> textsByTag;

  private LocalizedTexts(Map<String, Map<String, String>> textsByTag) {
    this.textsByTag = textsByTag;
  }

  /**
   * Loads {@code <name>_<tag>.properties} for each language.
   *
   * @param name the file's name before the language
   * @param tags the languages offered, as BCP 47 tags; the first is the fallback
   * @param open opens a file by name; must be given by the module that holds the files, as a named
   *     module shows its resources to itself only
   * @return the texts
   */
  public static LocalizedTexts load(
      String name, List<String> tags, Function<String, @Nullable InputStream> open) {
    Map<String, Map<String, String>> texts = new LinkedHashMap<>();
    for (String tag : tags) {
      texts.put(tag, read(name + "_" + tag + ".properties", open));
    }
    return new LocalizedTexts(texts);
  }

  private static Map<String, String> read(
      String file, Function<String, @Nullable InputStream> open) {
    try (InputStream in = open.apply(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      Properties properties = new Properties();
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      Map<String, String> texts = new HashMap<>();
      properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
      return Map.copyOf(texts);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  /**
   * Returns these texts with one language put in or replaced.
   *
   * @param language the language
   * @param texts all its texts by key
   * @return the texts; these stay as they are
   */
  public LocalizedTexts with(Locale language, Map<String, String> texts) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(textsByTag);
    all.put(language.toLanguageTag(), Map.copyOf(texts));
    return new LocalizedTexts(all);
  }

  /**
   * Returns the language in which a reader is best served: the same language, of the same place if
   * there is one, but never in another script.
   *
   * @param wanted the reader's languages, the best first
   * @return one of the languages offered
   */
  public Locale language(Locale... wanted) {
    return Stream.of(wanted)
        .flatMap(language -> nearest(language, textsByTag.keySet()).stream())
        .findFirst()
        .orElseGet(() -> Locale.forLanguageTag(textsByTag.keySet().iterator().next()));
  }

  /**
   * Returns the language among several that serves a reader best, see {@link #language}.
   *
   * @param wanted the reader's language
   * @param tags the languages offered, as BCP 47 tags
   * @return one of them, or none if the reader's language is not among them
   */
  public static Optional<Locale> nearest(Locale wanted, Collection<String> tags) {
    return tags.stream()
        .map(Locale::forLanguageTag)
        .filter(
            language ->
                language.getLanguage().equals(wanted.getLanguage())
                    && isSameScript(script(language), script(wanted)))
        .min(Comparator.comparingInt(language -> distance(wanted, language)));
  }

  /** How far a text of the reader's language is from what the reader wants. */
  private static int distance(Locale wanted, Locale offered) {
    if (offered.equals(wanted)) {
      return 0;
    }
    if (offered.getCountry().isEmpty()) {
      return 2;
    }
    return offered.getCountry().equals(wanted.getCountry()) ? 1 : 3;
  }

  private static boolean isSameScript(String one, String other) {
    return one.isEmpty() || other.isEmpty() || one.equals(other);
  }

  /** The script in which a language is written; empty where its name does not tell. */
  private static String script(Locale language) {
    if (!language.getScript().isEmpty() || !language.getLanguage().equals("zh")) {
      return language.getScript();
    }
    return TRADITIONAL.contains(language.getCountry()) ? "Hant" : "Hans";
  }

  /**
   * Returns the texts in one language.
   *
   * @param language one of the languages offered, as {@link #language} gives it
   * @return the texts by key
   * @throws InvalidValueException if it is not offered
   */
  public Map<String, String> in(Locale language) {
    Map<String, String> texts = textsByTag.get(language.toLanguageTag());
    if (texts == null) {
      throw new InvalidValueException(
          "language", "must be one of those offered", language.toLanguageTag());
    }
    return texts;
  }
}
