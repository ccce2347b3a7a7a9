package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * That the HTML can be read: on every screen, by a screen reader, and without fetching anything.
 */
class HtmlTest {
  private final Renderer renderer =
      new Renderer(
          MessageDesign.ofDefaults(),
          new LibphonenumberFormat(),
          InvitationTexts.ofDefaults(),
          Locale.ENGLISH);

  static Stream<Arguments> messages() {
    return Languages.OFFERED.stream()
        .flatMap(tag -> Sample.kinds().stream().map(kind -> Arguments.of(tag, kind)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("B8: language, direction and headings are said, for screen readers")
  void tellsItsStructure(String tag, EventKind kind) {
    String html = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag))).html();
    String dir = tag.equals("ar") ? "rtl" : "ltr";
    assertThat(html)
        .contains("<html lang=\"" + tag + "\" dir=\"" + dir + "\">")
        // Mail programs on the web take the html element away.
        .contains("<div class=\"page\" lang=\"" + tag + "\" dir=\"" + dir + "\"");
    assertThat(found("<h1", html)).hasSize(1);
    assertThat(found("<h2", html)).isNotEmpty();
    assertThat(found("<table(?! role=\"presentation\")", html)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName(
      "B8: nothing is fetched or run, and only phone numbers and the update page are linked")
  void fetchesNothing(String tag, EventKind kind) {
    String html = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag))).html();
    assertThat(html).doesNotContain("<script", "<img", "<link", "@import", "url(");
    assertThat(found("<[^>]* on[a-z]+=", html)).isEmpty();
    assertThat(found("(?:src|href)=\"[^\"]*\"", html))
        .allMatch(
            link ->
                link.startsWith("href=\"tel:+33")
                    || link.startsWith("href=\"https://example.org/"));
  }

  @ParameterizedTest
  @CsvSource({
    "text, #1b1b1b, #ffffff",
    "the ID, #1b1b1b, #eef3fa",
    "links, #0b57a4, #ffffff",
    "small print, #595959, #ffffff",
    "marks of the footer, #767676, #ffffff",
    "the button, #ffffff, #0b57a4",
    "the button in the dark, #1b1b1b, #8ab4f8",
    "dark text, #f0f0f0, #1b1b1b",
    "the ID in the dark, #f0f0f0, #2a2f36",
    "links in the dark, #8ab4f8, #1b1b1b",
    "small print in the dark, #bdbdbd, #1b1b1b"
  })
  @DisplayName("B8: every text has a contrast of at least 4.5 : 1, in light and dark (WCAG 1.4.3)")
  void hasContrast(String what, String text, String ground) {
    assertThat(contrast(text, ground)).as(what).isGreaterThanOrEqualTo(4.5);
  }

  @Test
  @DisplayName("B8: no other colours are used than those whose contrast is known")
  void usesKnownColours() {
    String html = renderer.render(Messages.of(EventKind.RESET, Locale.ENGLISH)).html();
    assertThat(List.of("#1b1b1b", "#ffffff", "#eef3fa", "#0b57a4", "#595959", "#f0f0f0"))
        .allMatch(html::contains);
    assertThat(found("(?<![-\\w])(?:background-)?color:\\s*#[0-9a-f]{6}", html))
        .allMatch(
            colour ->
                colour.matches(
                    ".*#(1b1b1b|ffffff|eef3fa|0b57a4|595959|767676|f0f0f0|2a2f36|8ab4f8|bdbdbd)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<style>*{display:none}</style>",
        "\" onmouseover=\"x()",
        "\u202egnp.ogol\u202c",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
        "😀👨\u200d👩\u200d👧"
      })
  @DisplayName("B8: hostile and odd names, labels and contacts stay text, in every template")
  void keepsOddTextHarmless(String odd) {
    MessageDesign design =
        MessageDesign.builder()
            .support(HeaderText.of(odd))
            .htmlTemplate(
                "own.html",
                "<p title=\"{{greeting}}\">{{groupedId}} {{ask}}</p>{{#numbers}}{{shown}} {{label}}"
                    + "{{/numbers}}{{#steps}}<p>{{step}}</p>{{/steps}}")
            .build();
    Bridge bridge = Bridge.builder().toll("+33170000000", HeaderText.of(odd)).build();
    for (MessageDesign each : List.of(design, MessageDesign.ofDefaults())) {
      for (String tag : List.of("en", "ar")) {
        String html =
            new Renderer(
                    each, new LibphonenumberFormat(), InvitationTexts.ofDefaults(), Locale.ENGLISH)
                .render(Messages.of(EventKind.RESET, odd, Locale.forLanguageTag(tag), bridge))
                .html();
        assertThat(html).doesNotContain("<style>*", "\" onmouseover", "\u202e", "\u202c");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ar", "ru"})
  @DisplayName("B15: the most numbers that are shown make no message that Gmail cuts (102 kB)")
  void staysWhole(String tag) {
    Bridge.Builder bridge =
        Bridge.builder()
            .maxNumbersShown(Bridge.MAX_SHOWN)
            .allNumbersLink(URI.create("https://example.org/numbers"));
    for (int i = 0; i < Bridge.MAX_SHOWN + 1; i++) {
      bridge.toll("+331700000" + (10 + i), "Saint-Rémy-lès-Chevreuse " + i);
    }
    String html =
        renderer
            .render(Messages.of(EventKind.RESET, "", Locale.forLanguageTag(tag), bridge.build()))
            .html();
    assertThat(found("tel:[^\",]*\"", html)).hasSize(Bridge.MAX_SHOWN);
    assertThat(html).contains("<a href=\"https://example.org/numbers\"");
    assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(60_000);
  }

  @Test
  @DisplayName(
      "B15: numbers of one country, extensions and one-tap links stand in mail as in footers")
  void showsEveryKindOfNumber() {
    Bridge bridge =
        Bridge.builder()
            .number(DialInNumber.tollFree("+498000000000").onlyWithin("DE", "0800 0000000"))
            .extension("1234", "Example Ltd.")
            .build();
    RenderedMessage message =
        renderer.render(Messages.of(EventKind.NUMBERS_CHANGED, "", Locale.ENGLISH, bridge));
    assertThat(message.text())
        .contains("0800 0000000  toll-free, Germany only", "1234          Example Ltd. (internal)")
        .contains("0800 0000000,,4839201#");
    assertThat(message.html())
        .contains("href=\"tel:+498000000000,,4839201%23\"")
        .doesNotContain("tel:1234");
  }

  private static List<String> found(String pattern, String html) {
    return Pattern.compile(pattern).matcher(html).results().map(MatchResult::group).toList();
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    return 0.2126 * part(colour, 1) + 0.7152 * part(colour, 3) + 0.0722 * part(colour, 5);
  }

  private static double part(String colour, int at) {
    double value = Integer.parseInt(colour.substring(at, at + 2), 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
