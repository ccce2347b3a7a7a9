package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.description;

import org.conferenceid.calendar.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits that are no ID, or perhaps none, beside a dial-in number (B16). */
class OtherNumbersTest {
  private static final String NUMBER = "+33 1 70 00 00 00 ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": 5839201",
        ": 48392011",
        ": 14839201",
        ": +4839201",
        ": +44 483 9201",
        ": +44 20 483 9201",
        ": 483 9201 55",
        ": 4839201-55",
        ": https://example.org/4839201",
        ": https://example.org/?pwd=4839201#x",
        ": www.example.org/a/4839201",
        ": 4839201@example.org",
        ": mailto:4839201",
        ": sip:4839201@example.org",
        ": 〒483-9201 愛知県",
      })
  @DisplayName(
      "B16: an ID's digits within a telephone number, a postcode or an address are passed over")
  void passedOver(String text) {
    CalendarUpdate update = description(NUMBER + text);
    assertThat(update.isChanged()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": 020 483 9201",
        ": 12 483 9201",
        ": A4839201",
        ": 4839201B",
        ": 4839201_x",
        ": $4839201",
        ": 4839201€",
        ": 4.839.201",
        ": 4 839 201",
      })
  @DisplayName("B16: what is perhaps an ID stays, and is told")
  void told(String text) {
    CalendarUpdate update = description(NUMBER + text);
    assertThat(update.isChanged()).isFalse();
    assertThat(Samples.kinds(update)).containsExactly(Kind.ID_ALONE);
    assertThat(Samples.outcome(update)).isEqualTo(MeetingOutcome.LEFT_ALONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+33 1 70 00 00 00 or +44 20 7946 0000,,4839201#",
        "+33 1 70 00 00 00, Meeting ID: 812 4839 2010, Passcode: 4839201",
        "+44 20 7946 0000, ID 4839201; +33 1 70 00 00 00"
      })
  @DisplayName("B16: an ID behind a number that is none of the dial-in numbers stays, and is told")
  void behindOtherNumbers(String text) {
    assertThat(Samples.kinds(description(text))).containsExactly(Kind.ID_ALONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-26", "26.11.2026", "at 14:00-15:30", "room 12, desk 1234567"})
  @DisplayName("B16: a date or a short number between number and ID does not matter")
  void betweenNumberAndId(String text) {
    assertThat(description(NUMBER + "on " + text + " - ID: 4839201").isChanged()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Call 483 9201", "Call +33 1 70 00 00 01, 483 9201#", "4839201"})
  @DisplayName("B16: an ID beside none of the dial-in numbers stays, and is told")
  void withoutNumber(String text) {
    assertThat(Samples.kinds(description(text))).containsExactly(Kind.ID_ALONE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400})
  @DisplayName("B16: beside is within 300 characters")
  void far(int characters) {
    assertThat(description(NUMBER + "x ".repeat(characters / 2) + "4839201#").isChanged())
        .isEqualTo(characters < 300);
    assertThat(description("4839201# " + "x ".repeat(characters / 2) + NUMBER).isChanged())
        .isEqualTo(characters < 300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+33 (0)1 70 00 00 00: 4839201",
        "0033 1 70 00 00 00: 4839201",
        "01 70 00 00 00: 4839201",
        "0800 0000000: 4839201",
        "+33170000000 4839201",
        "+33.1.70.00.00.00 / 483-9201",
        "(0800) 0000000 (4839201)",
        "電話 +33 1 70 00 00 00 会議4839201です"
      })
  @DisplayName("B16: a dial-in number is known in any form in which people write it")
  void formsOfNumbers(String text) {
    assertThat(description(text).isChanged()).isTrue();
  }
}
