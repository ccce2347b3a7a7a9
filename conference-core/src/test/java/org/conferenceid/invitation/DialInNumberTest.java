package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialInNumberTest {

  @ParameterizedTest
  @CsvSource({
    "+49 800 0000000, DE, 0800 0000000",
    "+33 800 000 000, FR, 0 800 000 000",
    "+1 800 555 0123, US, 1-800-555-0123",
    "+1 800 555 0123, CA, (800) 555-0123",
    "+39 800 000 000, IT, 800 000 000",
    "+36 80 000 000, HU, 06 80 000 000",
    "+7 800 000-00-00, RU, 8 800 000-00-00",
    "+81 120 000 000, JP, 0120-000-000"
  })
  @DisplayName("B15: a number that works in one country only is shown as people dial it there")
  void haveANationalForm(String number, String country, String national) {
    DialInNumber within = DialInNumber.tollFree(number).onlyWithin(country, national);
    assertThat(within.written()).isEqualTo(national);
    assertThat(within.isOnlyWithinCountry()).isTrue();
    assertThat(within.country()).contains(country);
    assertThat(within.phoneNumber()).contains(PhoneNumber.parse(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0800 0000001",
        "0800 000000",
        "800",
        "000 800 0000000",
        "0",
        "",
        "call us",
        "9 800 0000001"
      })
  @DisplayName("B15: a national form that dials another number is refused")
  void refuseAnotherNumber(String national) {
    DialInNumber number = DialInNumber.tollFree("+49 800 0000000");
    assertThatThrownBy(() -> number.onlyWithin("DE", national))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("national form must be the national form of +49 800 0000000: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "12345678901", "+1234", "12a4", "", "12,,34", "#31"})
  @DisplayName("B15: an extension has 2 to 10 digits")
  void refuseExtensionsThatAreNone(String extension) {
    assertThatThrownBy(() -> DialInNumber.extension(extension))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("extension must have 2 to 10 digits");
  }

  @Test
  @DisplayName("B15: an extension is dialled within the organization, and nowhere by a link")
  void canBeExtensions() {
    DialInNumber extension = DialInNumber.extension("12 34");
    assertThat(extension.kind()).isEqualTo(DialInNumber.Kind.INTERNAL);
    assertThat(extension.phoneNumber()).isEmpty();
    assertThatThrownBy(() -> extension.onlyWithin("DE", "1234"))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "XX", "DEU", "Germany", "", "276"})
  @DisplayName("B15: a country is a code of ISO 3166")
  void refuseCountriesThatAreNone(String code) {
    DialInNumber number = DialInNumber.toll("+49 30 1234567");
    assertThatThrownBy(() -> number.withCountry(code))
        .hasMessageStartingWith("country must be a code of two capital letters (ISO 3166-1)");
  }

  @Test
  @DisplayName("B15: a label may differ by language, and the country's name stands in for it")
  void haveLabelsByLanguage() {
    DialInNumber number =
        DialInNumber.toll("+41 44 000 00 00")
            .withCountry("CH")
            .withLabel(Locale.GERMAN, "Zürich")
            .withLabel(Locale.forLanguageTag("zh-Hans"), "苏黎世");
    assertThat(number.label(Locale.forLanguageTag("de-AT"))).contains("Zürich");
    assertThat(number.label(Locale.FRENCH)).contains("Suisse");
    assertThat(number.label(Locale.JAPAN)).contains("スイス");
    assertThat(number.label(Locale.TAIWAN)).contains("瑞士");
    assertThat(number.withLabel("Zurich").label(Locale.FRENCH)).contains("Zurich");
    assertThat(DialInNumber.toll("+41 44 000 00 00").label(Locale.FRENCH)).isEmpty();
  }

  @Test
  @DisplayName("B15: what is set gives another number, and leaves the first as it is")
  void areImmutable() {
    DialInNumber number = DialInNumber.toll("+33 1 70 00 00 00");
    assertThat(number.withLabel("Paris"))
        .isEqualTo(DialInNumber.toll("+33 1 70 00 00 00").withLabel("Paris"))
        .hasSameHashCodeAs(DialInNumber.toll("+33 1 70 00 00 00").withLabel("Paris"))
        .isNotEqualTo(number);
    assertThat(number.label(Locale.ENGLISH)).isEmpty();
    assertThat(number.withCountry("FR")).hasToString("+33 1 70 00 00 00 (FR)");
  }
}
