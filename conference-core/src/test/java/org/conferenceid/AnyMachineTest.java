package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever language the machine is set to, an ID has the digits that a telephone has. */
class AnyMachineTest {
  private static final ConferenceId ID = ConferenceId.parse("4839201");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void putBack() {
    Locale.setDefault(before);
  }

  @Test
  @DisplayName("S12: an ID is written with the digits 0 to 9 in every locale that Java knows")
  void writesIdsAlike() {
    for (Locale machine : Locale.getAvailableLocales()) {
      Locale.setDefault(machine);
      assertThat(ID.grouped()).as("%s", machine).isEqualTo("483 9201");
      assertThat(ID.digits()).isEqualTo("4839201");
      assertThat(ID).hasToString("*****01");
      assertThat(ConferenceId.parse(ID.grouped())).isEqualTo(ID);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR", "th-TH-u-nu-thai", "ar-EG-u-nu-arab"})
  @DisplayName("B8: the foot of an invitation and refusals are the same on every machine")
  void writesTextsAlike(String machine) {
    List<String> usual = texts();
    Locale.setDefault(Locale.forLanguageTag(machine));
    assertThat(texts()).isEqualTo(usual);
  }

  private static List<String> texts() {
    Bridge bridge = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();
    Invitation foot = Invitation.of(ID, bridge, PhoneNumberFormat.asWritten());
    Locale reader = Locale.ENGLISH;
    return List.of(
        foot.asText(reader),
        foot.asHtml(reader),
        foot.asICalendar(reader),
        new InvalidValueException("field", "must be", "I\u0012\u202e i").getMessage(),
        Caller.of("+33170000000").toString());
  }
}
