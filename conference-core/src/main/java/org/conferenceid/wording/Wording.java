package org.conferenceid.wording;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts by key in several languages, each from a UTF-8 properties file.
 *
 * <p>It does what {@link java.util.ResourceBundle} cannot do in a named module: it never falls back
 * to the language of the machine, only from {@code fr-CA} to {@code fr} to the first language
 * offered (BCP 47, RFC 4647 section 3.4). Immutable.
 */
public final class Wording {
  private final Map<String, Map<String, String>> textsByTag;

  private Wording(Map<String, Map<String, String>> textsByTag) {
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
  public static Wording load(
      String name, List<String> tags, Function<String, @Nullable InputStream> open) {
    Map<String, Map<String, String>> texts = new LinkedHashMap<>();
    for (String tag : tags) {
      texts.put(tag, read(name + "_" + tag + ".properties", open));
    }
    return new Wording(texts);
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
   * These texts with one language put in or replaced.
   *
   * @param language the language
   * @param texts all its texts by key
   * @return the texts; these stay as they are
   */
  public Wording with(Locale language, Map<String, String> texts) {
    Map<String, Map<String, String>> all = new LinkedHashMap<>(textsByTag);
    all.put(language.toLanguageTag(), Map.copyOf(texts));
    return new Wording(all);
  }

  /**
   * The language in which a reader is best served.
   *
   * @param wanted the reader's languages, the best first
   * @return one of the languages offered
   */
  public Locale language(Locale... wanted) {
    return Stream.of(wanted)
        .flatMap(
            language -> Stream.of(lookUp(language), sibling(language)).flatMap(Optional::stream))
        .findFirst()
        .or(() -> textsByTag.keySet().stream().findFirst())
        .map(Locale::forLanguageTag)
        .orElseThrow();
  }

  /** The wanted language or a more general one. */
  private Optional<String> lookUp(Locale wanted) {
    var range = List.of(new Locale.LanguageRange(wanted.toLanguageTag()));
    return Optional.ofNullable(Locale.lookupTag(range, textsByTag.keySet()));
  }

  /** The same language of another place, as pt-BR for pt-PT. */
  private Optional<String> sibling(Locale wanted) {
    return textsByTag.keySet().stream()
        .filter(tag -> Locale.forLanguageTag(tag).getLanguage().equals(wanted.getLanguage()))
        .findFirst();
  }

  /**
   * The texts in one language.
   *
   * @param language one of the languages offered, as {@link #language} gives it
   * @return the texts by key
   */
  public Map<String, String> in(Locale language) {
    Map<String, String> texts = textsByTag.get(language.toLanguageTag());
    if (texts == null) {
      throw new IllegalArgumentException(language.toLanguageTag() + " is not offered");
    }
    return texts;
  }
}
