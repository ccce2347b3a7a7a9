package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which numbers a footer shows to whom, and how they are dialled. */
class FooterTest {
  private static final ConferenceId ID = ConferenceId.parse("4839201");
  private static final URI ALL = URI.create("https://example.org/numbers");

  private final Bridge.Builder bridge = Bridge.builder();

  private Invitation footer() {
    return Invitation.of(ID, bridge.build(), PhoneNumberFormat.asWritten());
  }

  private List<String> numbers(Locale reader) {
    return footer().numbers(reader).stream().map(ShownNumber::number).toList();
  }

  @Test
  @DisplayName("B14: one link dials number and ID, and beside it one dials the number (RFC 3966)")
  void dialsWithOneTap() {
    bridge.toll("+33 1 70 00 00 00", "Paris");
    assertThat(footer().asHtml(Locale.ENGLISH))
        .contains("<a href=\"tel:+33170000000\">")
        .contains(
            "<a href=\"tel:+33170000000,,4839201%23\"><span dir=\"ltr\">"
                + "+33\u00a01\u00a070\u00a000\u00a000\u00a000,,<wbr>4839201#</span></a>");
    assertThat(footer().asText(Locale.ENGLISH))
        .contains("  +33 1 70 00 00 00  Paris (toll)\n")
        .contains("  +33 1 70 00 00 00,,4839201#  Paris\n");
    assertThat(footer().asICalendar(Locale.ENGLISH).replace("\r\n ", ""))
        .endsWith(":tel:+33170000000,,4839201%23\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ",,,,,,,,,,", "p", "ppp"})
  @DisplayName("B14: a bridge says how long telephones wait before they enter the ID")
  void pausesAsTheBridgeSays(String pauses) {
    bridge.toll("+33 1 70 00 00 00", "Paris").pauses(pauses);
    assertThat(footer().asHtml(Locale.ENGLISH))
        .contains("tel:+33170000000" + pauses + "4839201%23");
    assertThat(footer().asText(Locale.ENGLISH)).contains("70 00 00 00" + pauses + "4839201#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",,,,,,,,,,,", ",p", "P", ";", " ", "1"})
  @DisplayName("B14: pauses that telephones do not know are refused")
  void refusesOtherPauses(String pauses) {
    assertThatThrownBy(() -> bridge.pauses(pauses))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("pauses must be 1 to 10 commas, or 1 to 10 letters p");
  }

  @Test
  @DisplayName("B15: an extension is shown without a link, and in no calendar line")
  void showsExtensions() {
    bridge.extension("1234", "Example Ltd.");
    assertThat(footer().asText(Locale.ENGLISH))
        .isEqualTo(
            """
            :______________________________
            Join by phone
              1234  Example Ltd. (internal)
            Conference ID: 483 9201#
            ______________________________:
            """);
    assertThat(footer().asHtml(Locale.ENGLISH)).contains(">1234</span>").doesNotContain("<a ");
    assertThat(footer().asICalendar(Locale.ENGLISH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|0800 0000000  toll-free, Germany only",
        "fr|0800 0000000  appel gratuit, Allemagne uniquement",
        "ja|0800 0000000  無料、ドイツ国内のみ",
        "zh-TW|0800 0000000  免付費，僅限德國"
      })
  @DisplayName("B15: a number that works in one country only is shown with the country")
  void showsWhereANumberWorks(String tag, String shown) {
    bridge.number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000"));
    Locale reader = Locale.forLanguageTag(tag);
    assertThat(footer().asText(reader)).contains("  " + shown + "\n");
    assertThat(footer().asHtml(reader)).contains("<a href=\"tel:+498000000000\">");
    assertThat(footer().asText(reader)).contains("  0800 0000000,,4839201#\n");
  }

  @Test
  @DisplayName(
      "B15: of many numbers, those of the reader's country come first, others wait behind a link")
  void showsTheReadersCountryFirst() {
    IntStream.range(0, 398)
        .forEach(
            i -> bridge.number(DialInNumber.toll("+33 1 70 00 0" + (1000 + i)).withCountry("FR")));
    bridge
        .number(DialInNumber.toll("+81 3 0000 0000").withCountry("JP"))
        .number(DialInNumber.tollFree("+81 120 000 000").onlyWithin("JP", "0120-000-000"))
        .allNumbersLink(ALL);

    List<String> forJapan = numbers(Locale.JAPAN);
    assertThat(forJapan)
        .hasSize(10)
        .startsWith("+81 3 0000 0000", "0120-000-000", "+33 1 70 00 01000");
    assertThat(numbers(Locale.FRANCE)).hasSize(10).doesNotContain("+81 3 0000 0000");
    assertThat(numbers(Locale.JAPANESE))
        .as("no country is known")
        .isEqualTo(numbers(Locale.FRANCE));
    assertThat(numbers(Locale.forLanguageTag("en-JP"))).isEqualTo(forJapan);
    String text = footer().asText(Locale.JAPAN);
    assertThat(text).contains("  日本（有料）\n", "\nその他の電話番号\nhttps://example.org/numbers\n");
    assertThat(footer().asHtml(Locale.JAPAN))
        .contains("<a href=\"https://example.org/numbers\">その他の電話番号</a>")
        .hasSizeLessThan(6000);
    assertThat(footer().asICalendar(Locale.JAPAN).split("CONFERENCE;", -1)).hasSize(11);
  }

  @Test
  @DisplayName("B15: an extension is near to everybody")
  void showsExtensionsBeforeOtherCountries() {
    bridge
        .number(DialInNumber.toll("+33 1 70 00 00 00").withCountry("FR"))
        .extension("1234", "Example Ltd.")
        .number(DialInNumber.toll("+81 3 0000 0000").withCountry("JP"))
        .maxNumbersShown(2)
        .allNumbersLink(ALL);
    assertThat(numbers(Locale.JAPAN)).containsExactly("1234", "+81 3 0000 0000");
    assertThat(numbers(Locale.JAPANESE)).containsExactly("+33 1 70 00 00 00", "1234");
  }

  @Test
  @DisplayName("B15: no number is left out unless a link leads to it")
  void refusesToHideNumbers() {
    bridge.toll("+33 1 70 00 00 00", "Paris").toll("+44 20 7946 0000", "London");
    bridge.maxNumbersShown(1).allNumbersLink(Locale.FRENCH, ALL);
    assertThatThrownBy(bridge::build)
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("bridge must have a link to all numbers, because only 1 of them are shown");
    assertThat(bridge.allNumbersLink(ALL).build().numbersFor(Locale.ROOT)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 51, Integer.MAX_VALUE})
  @DisplayName("B15: 1 to 50 numbers are shown")
  void refusesOtherLimits(int limit) {
    assertThatThrownBy(() -> bridge.maxNumbersShown(limit))
        .hasMessage("limit of numbers shown must be from 1 to 50, not " + limit);
  }

  @Test
  @DisplayName("B15: links may differ by language")
  void linksByLanguage() {
    URI french = URI.create("https://example.org/numeros?a=1&b=2");
    bridge
        .toll("+33 1 70 00 00 00", "Paris")
        .allNumbersLink(ALL)
        .allNumbersLink(Locale.FRENCH, french)
        .meetingUpdateLink(Locale.FRENCH, french);
    assertThat(footer().asText(Locale.CANADA_FRENCH)).contains(french.toString());
    assertThat(footer().asHtml(Locale.CANADA_FRENCH))
        .contains("href=\"https://example.org/numeros?a=1&amp;b=2\"");
    assertThat(footer().asText(Locale.GERMAN)).contains("\n" + ALL + "\n");
    assertThat(bridge.build().meetingUpdateLink(Locale.CANADA_FRENCH)).contains(french);
    assertThat(bridge.build().meetingUpdateLink(Locale.GERMAN)).isEmpty();
  }

  @Test
  @DisplayName("B16: the footer stands between lines that are the same everywhere")
  void standsBetweenMarks() {
    bridge.toll("+33 1 70 00 00 00", "Paris");
    for (String tag : List.of("en", "ar", "zh-Hant")) {
      Locale reader = Locale.forLanguageTag(tag);
      assertThat(footer().asText(reader))
          .startsWith(FooterMarks.START + "\n")
          .endsWith("\n" + FooterMarks.END + "\n");
      assertThat(footer().asHtml(reader).replaceAll("<[^>]*>", "").strip())
          .startsWith(FooterMarks.START + "\n")
          .endsWith("\n" + FooterMarks.END);
    }
    assertThat(FooterMarks.START).matches(":_{30}");
    assertThat(FooterMarks.END).matches("_{30}:");
  }

  @Test
  @DisplayName("B5: a number for an application's own layout is safe to log")
  void doesNotPrintTheId() {
    bridge.toll("+33 1 70 00 00 00", "Paris");
    assertThat(footer().numbers(Locale.ENGLISH).toString()).doesNotContain("4839201", "483 9201");
  }
}
