package org.conferenceid.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationTest {
  private static Notification.Builder reset() {
    return Notification.builder("0".repeat(32), EventKind.RESET, UserId.of("amelie"))
        .recipient(new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH))
        .id(ConferenceId.parse("4839201"))
        .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
        .at(Instant.EPOCH);
  }

  @Test
  @DisplayName("A message need not tell who asked, why, and which ID it was")
  void hasOptionalParts() {
    Notification plain = reset().build();
    assertThat(plain.actor()).isEmpty();
    assertThat(plain.publicReason()).isEmpty();
    assertThat(plain.lastDigitsOfOldId()).isEmpty();

    Notification full =
        reset().actor("admin").publicReason("You asked for it").lastDigitsOfOldId("07").build();
    assertThat(full.actor()).contains("admin");
    assertThat(full.publicReason()).contains("You asked for it");
    assertThat(full.lastDigitsOfOldId()).contains("07");
    assertThat(full).isNotEqualTo(plain);
  }

  @Test
  @DisplayName("A copy of a message keeps every part that is not changed")
  void copies() {
    Notification full =
        reset().actor("admin").publicReason("You asked for it").lastDigitsOfOldId("07").build();
    Notification copy = Notification.builder(full).build();
    assertThat(copy).isEqualTo(full).hasSameHashCodeAs(full);
    assertThat(Notification.builder(full).at(Instant.EPOCH.plusSeconds(1)).build())
        .isNotEqualTo(full);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "201", "4839201", "a1", "1 ", "١٢"})
  @DisplayName("Of an old ID no more than two digits are told, and no error repeats more")
  void refusesMoreDigits(String digits) {
    assertThatThrownBy(() -> reset().lastDigitsOfOldId(digits))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("last digits of the old ID must be one or two digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\r\nBcc: b@example.org", "a\u2028b"})
  @DisplayName("B8: who asked and why stand on one line")
  void refusesBrokenLines(String text) {
    assertThatThrownBy(() -> reset().actor(text)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> reset().publicReason(text)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("A message without recipient, bridge or time cannot be made")
  void asksForParts() {
    assertThatThrownBy(
            () ->
                Notification.builder("0".repeat(32), EventKind.RESET, UserId.of("amelie")).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("recipient must be given to the builder");
  }

  @Test
  @DisplayName("A message prints neither address, name nor ID")
  void masksItself() {
    assertThat(reset().actor("admin").publicReason("why").lastDigitsOfOldId("07").build())
        .hasToString(
            "Notification[messageKey="
                + "0".repeat(32)
                + ", kind=RESET, user="
                + UserId.of("amelie")
                + "]");
  }
}
