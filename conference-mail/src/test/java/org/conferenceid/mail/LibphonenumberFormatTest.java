package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.conferenceid.InvalidValueException;
import org.conferenceid.invitation.PhoneNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibphonenumberFormatTest {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();

  @ParameterizedTest
  @DisplayName(
      "B8: numbers are grouped as people of their country read them, however they were written")
  @CsvSource({
    "+33170000000,+33 1 70 00 00 00",
    "+33-170000000,+33 1 70 00 00 00",
    "+33 800 000 000,+33 800 00 00 00",
    "+442079460000,+44 20 7946 0000",
    "+12125550123,+1 212-555-0123",
    "+493012345678,+49 30 12345678",
    "+999 12 34 567,+999 12 34 567", // no such country: as written
    "+33 (9) 99 999,+33 (9) 99 999", // too short for France: as written
    "+1 999 000 11 11,+1 999 000 11 11", // no such area: as written
    "+49 1 111 111 111,+49 1 111 111 111", // no such prefix: as written
    "+44 1 111 111 111,+44 1 111 111 111",
    "+52 1 55 1234 5678,+52 1 55 1234 5678", // shown without the 1, it would be another number
  })
  void groupsNumbers(String written, String shown) {
    assertThat(new LibphonenumberFormat().format(PhoneNumber.parse(written), Locale.ENGLISH))
        .isEqualTo(shown);
  }

  @Test
  @DisplayName("S7: a number is never shown with other digits than its link dials")
  void dialsWhatItShows() {
    List<String> refused = new ArrayList<>();
    for (Example example : examples()) {
      assertDialsWhatItShows(PhoneNumber.parse(example.international()), example);
      String national = "+" + example.countryCode() + " " + example.national();
      try {
        PhoneNumber number = PhoneNumber.parse(national);
        assertThat(number.e164()).as(national).isEqualTo(example.e164());
        assertDialsWhatItShows(number, example);
      } catch (InvalidValueException nationalPrefix) {
        assertThat(digits(national)).as(national).isNotEqualTo(digits(example.e164()));
        refused.add(national);
      }
    }
    assertThat(refused).hasSizeGreaterThan(500);
  }

  private static void assertDialsWhatItShows(PhoneNumber number, Example example) {
    assertThat(number.telUri()).isEqualTo("tel:" + example.e164());
    assertThat(digits(new LibphonenumberFormat().format(number, Locale.ENGLISH)))
        .as("%s", number)
        .isEqualTo(digits(number.telUri()));
    assertThat(digits(number.written())).isEqualTo(digits(number.telUri()));
  }

  /** A number of every kind in every region that the library knows, as it is written there. */
  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (String region : LIBRARY.getSupportedRegions()) {
      for (PhoneNumberType type : PhoneNumberType.values()) {
        var number = LIBRARY.getExampleNumberForType(region, type);
        // shorter ones are dialled within the country only
        if (number != null && LIBRARY.format(number, PhoneNumberFormat.E164).length() > 7) {
          examples.add(
              new Example(
                  number.getCountryCode(),
                  LIBRARY.format(number, PhoneNumberFormat.E164),
                  LIBRARY.format(number, PhoneNumberFormat.INTERNATIONAL),
                  LIBRARY.format(number, PhoneNumberFormat.NATIONAL)));
        }
      }
    }
    assertThat(examples).hasSizeGreaterThan(1_000);
    return examples;
  }

  private record Example(int countryCode, String e164, String international, String national) {}

  private static String digits(String number) {
    return number.replaceAll("[^0-9]", "");
  }
}
