package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Locale;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no text of the bridge turns the order of what readers see. */
class BridgeDirectionsTest {

  @ParameterizedTest
  @DisplayName("S7: a label or a link that turns the order of what is shown is refused")
  @ValueSource(
      strings = {
        "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"
      })
  void areRefused(String turning) {
    assertThatThrownBy(
            () -> Bridge.builder().toll("+33 1 70 00 00 00", "Par" + turning + "is").build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(
            "dial-in number's label must not hold characters that turn the direction of writing: ")
        .message()
        .doesNotContain(turning);
    URI link = URI.create("https://example.org/" + turning + "etadpu");
    assertThatThrownBy(
            () ->
                Bridge.builder().toll("+33 1 70 00 00 00", "Paris").meetingUpdateLink(link).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(
            "meeting update link must not hold characters that turn the direction of writing: ")
        .message()
        .doesNotContain(turning);
  }

  @Test
  @DisplayName("B8: labels and links in any script stay as they are")
  void mayBeInAnyScript() {
    URI link = URI.create("https://example.org/اجتماعات");
    Bridge bridge =
        Bridge.builder().toll("+20 2 0000 0000", "القاهرة").meetingUpdateLink(link).build();
    assertThat(bridge.numbers().get(0).label(Locale.ENGLISH)).contains("القاهرة");
    assertThat(bridge.meetingUpdateLink(Locale.ENGLISH)).contains(link);
  }
}
