package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvitationTextsTest {

  static Stream<String> languages() {
    return Languages.OFFERED.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1, B8: the foot has the same words in every language, and each is used")
  void isWordedCompletely(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Map<String, String> words = InvitationTexts.SHIPPED.in(language);
    Bridge bridge =
        Bridge.builder()
            .toll("+33170000000", "P")
            .number(DialInNumber.tollFree("+33800000000").onlyWithin("FR", "0800 000 000"))
            .extension("1234", "E")
            .allNumbersLink(URI.create("https://example.org/numbers"))
            .build();
    Invitation footer =
        Invitation.of(ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten());
    String html = footer.asHtml(language);
    String visible = html.replaceAll("<[^>]*>", "").replaceAll("[\u200e\u2066-\u2069]", "");
    words.forEach(
        (key, word) ->
            assertThat(key.equals("dir") ? html : visible)
                .as(key)
                .contains(word.replace("{label}", "P").split("\\{[a-z]+}", -1)));
    assertThat(html).startsWith("<div lang=\"" + tag + "\" dir=\"" + words.get("dir") + "\">");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1: in every language, ID and numbers stay on one line, however narrow the window")
  void keepsNumbersOnOneLine(String tag) {
    Bridge bridge = Bridge.builder().toll("+1 212-555 0123", "New York").build();
    String html =
        Invitation.of(ConferenceId.parse("4839201"), bridge, PhoneNumberFormat.asWritten())
            .asHtml(Locale.forLanguageTag(tag));
    String held = "<span dir=\"ltr\" style=\"white-space:nowrap\">";
    assertThat(html.replaceAll("[\u200e\u2066-\u2069]", ""))
        .contains(held + "483\u00a09201#</span>", held + "+1\u00a0212-555\u00a00123</span>")
        .doesNotContain("483 9201");
  }
}
