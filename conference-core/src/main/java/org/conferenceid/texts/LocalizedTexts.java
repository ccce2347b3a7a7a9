package org.conferenceid.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
import java.util.function.Predicate;
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
   * Loads {@code <name>_<tag>.properties} for each language, and checks every text.
   *
   * @param name the file's name before the language
   * @param tags the languages offered, as BCP 47 tags; the first is the fallback
   * @param furtherKeys tells which keys a language may have that the first one has not
   * @param open opens a file by name; must be given by the module that holds the files, as a named
   *     module shows its resources to itself only
   * @return the texts
   * @throws IllegalStateException if a text is missing or breaks a rule; the message names the file
   *     and the key of each
   */
  public static LocalizedTexts load(
      String name,
      List<String> tags,
      Predicate<String> furtherKeys,
      Function<String, @Nullable InputStream> open) {
    Map<String, Map<String, String>> texts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (String tag : tags) {
      texts.put(tag, read(file(name, tag), open, problems));
    }
    TextRules rules = new TextRules(texts.getOrDefault(tags.get(0), Map.of()), furtherKeys);
    texts.forEach((tag, of) -> problems.addAll(rules.problems(file(name, tag), of)));
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems));
    }
    return new LocalizedTexts(texts);
  }

  private static String file(String name, String tag) {
    return name + "_" + tag + ".properties";
  }

  private static Map<String, String> read(
      String file, Function<String, @Nullable InputStream> open, List<String> problems) {
    try (InputStream in = open.apply(file)) {
      if (in == null) {
        problems.add(file + " is missing");
        return Map.of();
      }
      Map<String, String> texts = new HashMap<>();
      Properties properties =
          new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized @Nullable Object put(Object key, Object text) {
              if (texts.put((String) key, (String) text) != null) {
                problems.add(file + ": " + key + " stands twice");
              }
              return null;
            }
          };
      try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
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
   * Returns the languages offered.
   *
   * @return the first is the one for readers of any other
   */
  public List<Locale> languages() {
    return textsByTag.keySet().stream().map(Locale::forLanguageTag).toList();
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
