package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.spi.Notification;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said in each language. */
class MessageTextsTest {
  private final Renderer renderer =
      new Renderer(
          MessageDesign.ofDefaults(),
          new LibphonenumberFormat(),
          InvitationTexts.ofDefaults(),
          Locale.ENGLISH);
  private final Renderer talkative =
      new Renderer(
          MessageDesign.builder()
              .support("help@example.org")
              .tellTime(true)
              .tellActor(true)
              .build(),
          new LibphonenumberFormat(),
          InvitationTexts.ofDefaults(),
          Locale.ENGLISH);

  static Stream<String> languages() {
    return Languages.OFFERED.stream();
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
      Notification told =
          Notification.builder(Messages.of(kind, language)).actor("A").publicReason("R").build();
      for (RenderedMessage message :
          List.of(
              renderer.render(Sample.of(kind, "", language, Messages.BRIDGE)),
              renderer.render(Messages.of(kind, language)),
              talkative.render(told))) {
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
                        .replace("{contact}", "help@example.org")
                        .replace("{digits}", "17")
                        .replace("{date}", date(key.endsWith("ending"), language))
                        .replace("{time}", date(true, language) + ", 10:15 (UTC)")
                        .replace("{actor}", "A")
                        .replace("{reason}", "R")));
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
              texts.get("RESET.note.ending").replace("{digits}", "17").split("\\{date}", 2)[0],
              FooterMarks.START,
              "+33 1 70 00 00 00",
              "+33 800 00 00 00",
              "+33 1 70 00 00 00,,",
              FooterMarks.END,
              texts.get("RESET.step.1"),
              texts.get("RESET.step.3"),
              texts.get("ask"))
          .contains("https://example.org/update", texts.get("update"));
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
  @MethodSource("languages")
  @DisplayName("B8: the line that mail programs list after the subject says something else")
  void previewsMore(String tag) {
    for (EventKind kind : Sample.kinds()) {
      RenderedMessage message = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag)));
      Matcher hidden =
          Pattern.compile("<div style=\"display:none[^>]*>([^<]*)<").matcher(message.html());
      assertThat(hidden.find()).isTrue();
      String first = hidden.group(1);
      assertThat(first)
          .isNotBlank()
          .doesNotContain(message.subject(), "483")
          .hasSizeBetween(10, 90);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "fr-CA,fr",
    "de-AT,de",
    "pt-PT,pt-BR",
    "pt,pt-BR",
    "zh-CN,zh-CN",
    "zh-Hans-SG,zh-CN",
    "zh-TW,zh-Hant",
    "zh-HK,zh-Hant",
    "zh-MO,zh-Hant",
    "zh-Hant,zh-Hant",
    "es-419,es",
    "ar-EG,ar",
    "ja-JP,ja",
    "ko-KR,ko",
    "ru-UA,ru",
    "zh,zh-CN",
    "zh-Hant-CN,zh-Hant",
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
        .contains("  \u2066\u200e+33\u00a0800\u00a000\u00a000\u00a000\u2069   \u2068France\u2069 (")
        .contains("\u2068Amélie Durand\u2069،");
    assertThat(message.html())
        .contains(
            "<html lang=\"ar\" dir=\"rtl\">",
            "<span dir=\"ltr\">\u2066\u200e483\u00a09201\u2069</span>")
        .contains("text-align:right", "border-right:4px");
    assertThat(renderer.render(Messages.of(EventKind.RESET, Locale.JAPANESE)).text())
        .doesNotContainPattern("[\u2066-\u2069]");
  }

  private static String date(boolean of2019, Locale language) {
    return new DateTimeFormatterBuilder()
        .appendLocalized(FormatStyle.LONG, /* timeStyle= */ null)
        .toFormatter(language)
        .format(of2019 ? LocalDate.of(2019, 5, 22) : LocalDate.EPOCH)
        .replace('\u202f', ' '); // of Russian dates, from JDK 23 on
  }
}
