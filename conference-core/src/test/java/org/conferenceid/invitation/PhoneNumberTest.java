package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+33 1 70 00 00 00",
        "+33170000000",
        "+33-1-70-00-00-00",
        "+33.1.70.00.00.00",
        " +33 (1) 70 00 00 00 ",
        "+33\u00a01\u202f70 00 00 00",
        "+33/170000000",
        "\u2066+33\u00a01\u00a070\u00a000\u00a000\u00a000\u2069",
        "+33\u20111\u201170\u201300 00\u200900"
      })
  @DisplayName("B8: a number becomes a clean tel: link (RFC 3966), however it is grouped")
  void haveOneLink(String number) {
    assertThat(PhoneNumber.parse(number).telUri()).isEqualTo("tel:+33170000000");
    assertThat(PhoneNumber.parse(number).written())
        .isEqualTo(number.replaceAll("[\u2066\u2069]", "").strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01 70 00 00 00",
        "0033170000000",
        "+0170000000",
        "+33",
        "+123456",
        "+1234567890123456",
        "+33 1 70 00 00 0a",
        "+33 1 70 00 00 00,,1#",
        "+３３170000000",
        "+33 1\n70000000",
        "call me",
        "+44 (0)20 7946 0000",
        "+44 (020) 7946 0000",
        "+44 020 7946 0000",
        "+4420794600000000000000000000000000000000000",
        "+49 0 30 12345678",
        "+353 01 234 5678",
        "+36 06 1 234 5678",
        "+1 1 212-555-0123",
        "+1 0 212-555-0123",
        "+7 8 (495) 123-45-67",
        "+7 8 800 123-45-67",
        "+375 8 017 123-45-67",
        "+370 8 5 212 3456",
        "+993 (8 12) 34-56-78",
        "+998 8 71 123 45 67",
        "+33;ext=1700000",
        "tel:+33170000000"
      })
  @DisplayName("S7: what cannot be dialled from anywhere is refused, and named")
  void refuseWhatIsNotInternational(String number) {
    assertThatThrownBy(() -> PhoneNumber.parse(number))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.field()).isEqualTo("phone number"))
        .message()
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+39 06 1234 5678", "+39 (06) 1234 5678", "+378 0549 886377", "+225 01 23 45 67 89",
        "+241 01 44 12 34", "+242 06 123 4567", "+20 70 1234567", "+7 800 123-45-67",
        "+370 8 1234567", "+44 800 123 4567", "+1 800-555-0123", "+375 820 123 4567"
      })
  @DisplayName("S7: a 0 or 8 that belongs to the number stays")
  void keepWhatBelongsToTheNumber(String number) {
    assertThat(PhoneNumber.parse(number).e164()).isEqualTo("+" + number.replaceAll("[^0-9]", ""));
  }

  @Test
  @DisplayName("S7: whoever writes a national prefix is told what to write")
  void tellHowToWriteThem() {
    assertThatThrownBy(() -> PhoneNumber.parse("+44 (020) 7946 0000"))
        .hasMessageContaining("write +44 20 7946 0000")
        .hasMessageEndingWith(": \"+44 (020) 7946 0000\"");
  }

  @Test
  void takeSevenToFifteenDigits() {
    assertThatCode(() -> PhoneNumber.parse("+1234567")).doesNotThrowAnyException();
    assertThatCode(() -> PhoneNumber.parse("+123456789012345")).doesNotThrowAnyException();
  }

  @Test
  void areWrittenAsTheNumberThatTheyAre() {
    assertThatThrownBy(() -> new PhoneNumber("+33170000000", "+33 1 70 00 00 01"))
        .isInstanceOf(InvalidValueException.class);
  }
}
