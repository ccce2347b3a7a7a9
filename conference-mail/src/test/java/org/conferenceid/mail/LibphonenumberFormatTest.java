package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.conferenceid.PhoneNumber;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibphonenumberFormatTest {

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
  })
  void groupsNumbers(String written, String shown) {
    assertThat(new LibphonenumberFormat().format(PhoneNumber.of(written), Locale.ENGLISH))
        .isEqualTo(shown);
  }
}
