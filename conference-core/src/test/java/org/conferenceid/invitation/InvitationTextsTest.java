package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvitationTextsTest {

  static Stream<String> languages() {
    return Invitation.LANGUAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("S1, B8: the foot has the same words in every language, and each is used")
  void isWordedCompletely(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Map<String, String> words = Invitation.TEXTS.in(language);
    assertThat(words.keySet()).isEqualTo(Invitation.TEXTS.in(Locale.ENGLISH).keySet());
    assertThat(words.values()).noneMatch(String::isBlank);

    Bridge bridge =
        Bridge.builder().toll("+33170000000", "P").tollFree("+33800000000", "F").build();
    PhoneNumberFormat asWritten = (number, reader) -> number.written();
    String html = Invitation.of(ConferenceId.parse("4839201"), bridge, asWritten).asHtml(language);
    assertThat(words.values()).allMatch(html::contains);
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
    assertThat(html.replaceAll("[\u2066-\u2069]", ""))
        .contains(held + "483\u00a09201</span>", held + "+1\u00a0212-555\u00a00123</span>")
        .doesNotContain("483 9201");
  }
}
