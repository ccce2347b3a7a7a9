package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeTest {
  private final Bridge.Builder builder = Bridge.builder();

  @Test
  @DisplayName("S7: the default numbers are kept in order, toll and toll-free told apart")
  void keepNumbersInOrder() {
    Bridge bridge =
        builder
            .toll("+33 1 70 00 00 00", "Paris")
            .tollFree("+33 800 000 000", "France")
            .meetingUpdateLink(URI.create("https://example.org/update"))
            .build();
    assertThat(bridge.numbers())
        .extracting(number -> number.label(Locale.ENGLISH).orElseThrow(), DialInNumber::kind)
        .containsExactly(
            tuple("Paris", DialInNumber.Kind.TOLL), tuple("France", DialInNumber.Kind.TOLL_FREE));
    assertThat(bridge.meetingUpdateLink(Locale.ENGLISH))
        .contains(URI.create("https://example.org/update"));
  }

  @Test
  void refuseToHaveNoNumber() {
    assertThatThrownBy(builder::build).hasMessage("bridge must have at least one dial-in number");
  }

  @Test
  void refuseANumberTwice() {
    builder.toll("+33 1 70 00 00 00", "Paris").tollFree("+33170000000", "France");
    assertThatThrownBy(builder::build).hasMessage("bridge must not have a dial-in number twice");
    builder.toll("+49 (30) 12345678", "Berlin").toll("+49\u201130\u00a01234-5678", "Berlin 2");
    assertThatThrownBy(builder::build).hasMessage("bridge must not have a dial-in number twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Par\nis", "  "})
  void refuseLabelsThatBreakALine(String label) {
    assertThatThrownBy(() -> builder.toll("+33170000000", label))
        .hasMessageStartingWith("dial-in number's label must not");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"javascript:alert(1)", "update.html", "//example.org", "mailto:a@b", "http:x"})
  void refuseLinksThatAreNoWebAddress(String link) {
    URI noWebAddress = URI.create(link);
    assertThatThrownBy(() -> builder.meetingUpdateLink(noWebAddress))
        .hasMessageStartingWith("meeting update link must be");
    assertThatThrownBy(() -> builder.allNumbersLink(Locale.FRENCH, noWebAddress))
        .hasMessageStartingWith("link to all numbers must be");
  }

  @Test
  void refuseLinksThatAreTooLong() {
    URI longest = URI.create("https://example.org/" + "x".repeat(1980));
    assertThatCode(() -> builder.toll("+33170000000", "Paris").meetingUpdateLink(longest).build())
        .doesNotThrowAnyException();
    URI longer = URI.create(longest + "x");
    assertThatThrownBy(() -> builder.meetingUpdateLink(longer))
        .hasMessage("meeting update link must have at most 2000 characters, not 2001");
  }

  @Test
  void doNotChangeWithTheirBuilder() {
    Bridge bridge = builder.toll("+33170000000", "Paris").build();
    builder.toll("+442079460000", "London");
    assertThat(bridge.numbers()).hasSize(1);
    assertThat(builder.build()).isNotEqualTo(bridge);
  }
}
