package org.conferenceid.texts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedTextsTest {
  private final LocalizedTexts wording =
      LocalizedTexts.load(
          "hello",
          List.of("en", "fr", "pt-BR", "zh-CN"),
          key -> false,
          file -> new ByteArrayInputStream(("said=é " + file).getBytes(StandardCharsets.UTF_8)));

  @ParameterizedTest
  @DisplayName("B8: a reader gets the nearest language (BCP 47), and never the machine's")
  @CsvSource({
    "en,en",
    "fr,fr",
    "fr-CA,fr",
    "fr-Latn-CA-x-private,fr",
    "pt-BR,pt-BR",
    "pt,pt-BR",
    "pt-PT,pt-BR",
    "zh-CN,zh-CN",
    "zh,zh-CN",
    "zh-SG,zh-CN",
    "zh-Hans-TW,zh-CN",
    "zh-TW,en",
    "zh-HK,en",
    "zh-MO,en",
    "zh-Hant,en",
    "zh-Hant-CN,en",
    "de,en",
    "und,en",
    "x-private,en"
  })
  void findsNearestLanguage(String wanted, String found) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.FRENCH);
      assertThat(wording.language(Locale.forLanguageTag(wanted)).toLanguageTag()).isEqualTo(found);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("B8: of several languages that a reader likes, the first that is offered")
  void triesLanguagesInOrder() {
    assertThat(wording.language(Locale.GERMAN, Locale.CANADA_FRENCH)).isEqualTo(Locale.FRENCH);
    assertThat(wording.language(Locale.ROOT, Locale.GERMAN)).isEqualTo(Locale.ENGLISH);
    assertThat(wording.language(Locale.forLanguageTag("pt-PT"), Locale.FRENCH).toLanguageTag())
        .isEqualTo("pt-BR");
  }

  @Test
  @DisplayName("B8: a language that is put in is found before others of its family")
  void findsWhatIsPutIn() {
    Locale traditional = Locale.forLanguageTag("zh-Hant");
    LocalizedTexts more = wording.with(traditional, Map.of("said", "繁體"));
    for (String tag : List.of("zh-Hant-TW", "zh-TW", "zh-HK", "zh-MO", "zh-Hant")) {
      assertThat(more.language(Locale.forLanguageTag(tag))).as(tag).isEqualTo(traditional);
    }
    assertThat(more.language(Locale.forLanguageTag("zh-SG")).toLanguageTag()).isEqualTo("zh-CN");
    assertThat(more.in(traditional)).containsEntry("said", "繁體");
    assertThatThrownBy(() -> wording.in(traditional)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("B8: a language in several scripts is never given in another than the reader's")
  void keepsScriptsApart() {
    Locale latin = Locale.forLanguageTag("sr-Latn");
    LocalizedTexts more = wording.with(latin, Map.of("said", "zdravo"));
    assertThat(more.language(Locale.forLanguageTag("sr-Latn-RS"))).isEqualTo(latin);
    assertThat(more.language(Locale.forLanguageTag("sr"))).isEqualTo(latin);
    assertThat(more.language(Locale.forLanguageTag("sr-Cyrl-RS"))).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void readsUtf8() {
    assertThat(wording.in(Locale.FRENCH)).containsEntry("said", "é hello_fr.properties");
  }

  @Test
  void refusesLanguagesThatAreNotOffered() {
    assertThatThrownBy(() -> wording.in(Locale.GERMAN)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> LocalizedTexts.load("none", List.of("en"), key -> false, file -> null))
        .hasMessage("none_en.properties is missing");
  }
}
