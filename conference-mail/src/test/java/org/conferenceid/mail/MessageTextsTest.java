package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.Bridge;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said in each language. */
class MessageTextsTest {
  private static final Bridge ONE = Bridge.builder().toll("+33170000000", "Paris").build();
  private static final Bridge THREE =
      Bridge.builder()
          .toll("+33170000000", "Paris")
          .toll("+442030000000", "London")
          .tollFree("+33800000000", "France")
          .build();

  private final Renderer renderer =
      new Renderer(MessageDesign.ofDefaults(), new LibphonenumberFormat(), Locale.ENGLISH);
  private final Renderer withContact =
      new Renderer(
          MessageDesign.builder().support("help@example.org").build(),
          new LibphonenumberFormat(),
          Locale.ENGLISH);

  static Stream<String> languages() {
    return MessageTexts.LANGUAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("B8: every language has the same texts, and each is used")
  void isWordedCompletely(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Map<String, String> texts = MessageTexts.SHIPPED.in(language);
    assertThat(new TreeSet<>(texts.keySet()))
        .isEqualTo(new TreeSet<>(MessageTexts.SHIPPED.in(Locale.ENGLISH).keySet()));
    assertThat(texts.values()).noneMatch(String::isBlank);

    StringBuilder all = new StringBuilder();
    for (EventKind kind : Sample.kinds()) {
      for (RenderedMessage message :
          List.of(
              renderer.render(Messages.of(kind, "", language, ONE)),
              renderer.render(Messages.of(kind, language)),
              withContact.render(Messages.of(kind, "", language, THREE)))) {
        all.append(message.subject()).append('\n').append(message.text()).append(message.html());
      }
    }
    String said = all.toString().replaceAll("[\u200e\u2066\u2068\u2069]", "");
    texts.forEach(
        (key, value) ->
            assertThat(said)
                .as(key)
                .contains(
                    value
                        .replace("{name}", "Amélie Durand")
                        .replace("{contact}", "help@example.org")));
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName(
      "S7, S10: in every language: new ID, old one void, numbers, how to update, whom to ask")
  void tellsAResetInOrder(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Map<String, String> texts = MessageTexts.SHIPPED.in(language);
    RenderedMessage message = renderer.render(Messages.of(EventKind.RESET, language));
    for (String body : List.of(message.text(), message.html())) {
      body = body.replaceAll("(?<=[0-9])\u00a0(?=[0-9])", " ");
      assertThat(body)
          .containsSubsequence(
              "483 9201",
              texts.get("RESET.note"),
              "+33 1 70 00 00 00",
              texts.get("toll"),
              "+33 800 00 00 00",
              texts.get("tollFree"),
              texts.get("RESET.step.1"),
              texts.get("RESET.step.3"),
              texts.get("linkTitle"),
              "https://example.org/update",
              texts.get("ask"));
    }
    assertThat(message.subject()).doesNotContainPattern("[0-9]");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S11: in every language, information on demand has the ID and the numbers, no PIN")
  void tellsInformation(String tag) {
    RenderedMessage message =
        renderer.render(Messages.of(EventKind.INFO_REQUESTED, Locale.forLanguageTag(tag)));
    assertThat(message.text().replace('\u00a0', ' '))
        .contains("483 9201", "+33 1 70 00 00 00", "+33 800 00 00 00");
    assertThat(message.html()).contains("tel:+33170000000", "tel:+33800000000");
  }

  @ParameterizedTest
  @CsvSource({"en,number,numbers,numbers", "pl,Numer ,Numery,Numery", "ar,رقم ,رقما,أرقام"})
  @DisplayName("B8: one number, two and more each have their form")
  void countsNumbers(String tag, String one, String two, String three) {
    Map<String, String> texts = MessageTexts.SHIPPED.in(Locale.forLanguageTag(tag));
    assertThat(texts.get("numbersTitle.one")).contains(one);
    assertThat(texts.get("numbersTitle.two")).contains(two);
    assertThat(texts.get("numbersTitle.other")).contains(three);
    Locale language = Locale.forLanguageTag(tag);
    assertThat(renderer.render(Messages.of(EventKind.RESET, "", language, ONE)).text())
        .contains("\n" + texts.get("numbersTitle.one") + "\n");
    assertThat(renderer.render(Messages.of(EventKind.RESET, language)).text())
        .contains("\n" + texts.get("numbersTitle.two") + "\n");
    assertThat(renderer.render(Messages.of(EventKind.RESET, "", language, THREE)).text())
        .contains("\n" + texts.get("numbersTitle.other") + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "fr-CA,fr",
    "de-AT,de",
    "pt-PT,pt-BR",
    "pt,pt-BR",
    "zh-CN,zh-CN",
    "zh-Hans-SG,zh-CN",
    "zh-TW,en",
    "zh-HK,en",
    "zh-MO,en",
    "zh-Hant,en",
    "es-419,es",
    "ar-EG,ar",
    "ja-JP,ja",
    "nl-BE,nl",
    "sv,en",
    "und,en"
  })
  @DisplayName("B8: a reader gets the nearest language, or the default one (BCP 47)")
  void fallsBack(String wanted, String spoken) {
    RenderedMessage message =
        renderer.render(Messages.of(EventKind.RESET, Locale.forLanguageTag(wanted)));
    assertThat(message.language().toLanguageTag()).isEqualTo(spoken);
  }

  @Test
  @DisplayName("B8: right to left, numbers and names keep their order, and nothing else has marks")
  void isolatesInRightToLeftText() {
    RenderedMessage message =
        renderer.render(Messages.of(EventKind.RESET, Locale.forLanguageTag("ar")));
    assertThat(message.text())
        .contains("    \u2066\u200e483\u00a09201\u2069\n")
        .contains(
            "    \u2066\u200e+33\u00a0800\u00a000\u00a000\u00a000\u2069   \u2068France\u2069 (")
        .contains("\u2068Amélie Durand\u2069،");
    assertThat(message.html())
        .contains(
            "<html lang=\"ar\" dir=\"rtl\">",
            "<span dir=\"ltr\">\u2066\u200e483\u00a09201\u2069</span>")
        .contains("text-align:right", "border-right:4px");
    assertThat(renderer.render(Messages.of(EventKind.RESET, Locale.JAPANESE)).text())
        .doesNotContainPattern("[\u2066-\u2069]");
  }
}
