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

  @ParameterizedTest
  @DisplayName("B8: Chinese is read in the reader's own characters")
  @CsvSource({
    "zh-TW,zh-Hant",
    "zh-HK,zh-Hant",
    "zh-MO,zh-Hant",
    "zh-Hant,zh-Hant",
    "zh-Hant-CN,zh-Hant",
    "zh,zh-CN",
    "zh-SG,zh-CN",
    "zh-CN,zh-CN",
    "zh-Hans-TW,zh-CN"
  })
  void keepsChineseApart(String wanted, String found) {
    LocalizedTexts offered =
        LocalizedTexts.load(
            "x",
            Languages.OFFERED,
            key -> false,
            file -> new ByteArrayInputStream("a=b".getBytes(StandardCharsets.UTF_8)));
    assertThat(offered.language(Locale.forLanguageTag(wanted)).toLanguageTag()).isEqualTo(found);
  }

  @Test
  @DisplayName("B8: a translator is told by file and key what is wrong, and all of it")
  void tellsWhatIsWrong() {
    Map<String, String> files =
        Map.of(
            "x_en.properties", "dir=ltr\nhello=Hello {name}\nbye=Bye\n",
            "x_fr.properties", "dir=left\nhello=Bonjour\nbye=\nbey=Salut\n",
            "x_de.properties", "dir=ltr\nbye=Tsch\ufffds\nbye=Ade\nbye.1=Tschau\n");
    assertThatThrownBy(
            () ->
                LocalizedTexts.load(
                    "x",
                    List.of("en", "fr", "de", "it"),
                    "bye.1"::equals,
                    file ->
                        files.containsKey(file)
                            ? new ByteArrayInputStream(
                                files.get(file).getBytes(StandardCharsets.UTF_8))
                            : null))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .hasLineCount(10)
        .contains(
            "x_fr.properties: dir must be ltr or rtl",
            "x_fr.properties: hello must have these placeholders: [{name}]",
            "x_fr.properties: bye must be text on one line",
            "x_fr.properties: bey is not used",
            "x_de.properties: bye stands twice",
            "x_de.properties: hello is missing",
            "x_it.properties is missing");
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
