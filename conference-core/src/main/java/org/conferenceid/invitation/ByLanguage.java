package org.conferenceid.invitation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.texts.LocalizedTexts;

/**
 * Something that may be another in each language.
 *
 * @param other for readers of a language that has none of its own; empty if they get none
 * @param byTag by the language's BCP 47 tag
 */
record ByLanguage<T>(Optional<T> other, Map<String, T> byTag) {

  static <T> ByLanguage<T> empty() {
    return new ByLanguage<>(Optional.empty(), Map.of());
  }

  ByLanguage<T> with(T value) {
    return new ByLanguage<>(Optional.of(value), byTag);
  }

  ByLanguage<T> with(Locale language, T value) {
    Map<String, T> more = new HashMap<>(byTag);
    more.put(language.toLanguageTag(), value);
    return new ByLanguage<>(other, Map.copyOf(more));
  }

  Optional<T> in(Locale reader) {
    return LocalizedTexts.nearest(reader, byTag.keySet())
        .map(language -> byTag.get(language.toLanguageTag()))
        .or(() -> other);
  }
}
