package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  @ParameterizedTest
  @DisplayName("B4: a number is one caller, however it is grouped")
  @ValueSource(
      strings = {
        "+33 6 12 34 56 78",
        "+33612345678",
        "0033612345678",
        "+33-6-12-34-56-78",
        "+33 (6) 12.34.56.78",
        "+33\u00a06\u202f12/34/56/78"
      })
  void isOneHoweverGrouped(String presented) {
    assertThat(Caller.of(presented))
        .isEqualTo(Caller.of("+33612345678"))
        .hasSameHashCodeAs(Caller.of("+33612345678"));
    assertThat(Caller.of(presented).number()).contains("+33612345678");
  }

  @Test
  @DisplayName("B4: national numbers and extensions are numbers too")
  void takesNationalNumbersAndExtensions() {
    assertThat(Caller.of("06 12 34 56 78").number()).contains("0612345678");
    assertThat(Caller.of("471").number()).contains("471");
    assertThat(Caller.of("123456789012345").number()).contains("123456789012345");
  }

  @ParameterizedTest
  @DisplayName(
      "B4: what is no number counts as anonymous, so that no invented text is a new caller")
  @ValueSource(
      strings = {
        "",
        " ",
        "anonymous",
        "Anonymous <sip:x@y>",
        "sip:x@y",
        "sip:+33612345678@example.org",
        "unavailable1",
        "12",
        "+",
        "++33612345678",
        "33+612345678",
        "1234567890123456",
        "0612345678,1",
        "06123*5678",
        "#31#0612345678",
        "０６１２３４５６７８",
        "0612\n345678",
        "0612\u0000345678",
        "\ud83d\ude00"
      })
  void isAnonymousIfNoNumber(String presented) {
    assertThat(Caller.of(presented)).isEqualTo(Caller.anonymous());
    assertThat(Caller.of(presented).number()).isEmpty();
    assertThat(Caller.attested(presented)).as("nothing to vouch for").isEqualTo(Caller.anonymous());
  }

  @Test
  @DisplayName(
      "B20: a number that the network vouches for is another caller than the same presented")
  void tellsAttestedNumbersApart() {
    Caller attested = Caller.attested("+33 6 12 34 56 78");
    assertThat(attested)
        .isEqualTo(Caller.attested("0033612345678"))
        .hasSameHashCodeAs(Caller.attested("0033612345678"))
        .isNotEqualTo(Caller.of("+33612345678"));
    assertThat(attested.number()).contains("+33612345678");
    assertThat(attested.isAttested()).isTrue();
    assertThat(Caller.of("+33612345678").isAttested()).isFalse();
    assertThat(Caller.anonymous().isAttested()).isFalse();
  }

  @Test
  @DisplayName("B4: a text of any length is taken, and is an anonymous caller")
  void takesAnyLength() {
    assertThat(Caller.of("1".repeat(10_000_000))).isEqualTo(Caller.anonymous());
    assertThat(Caller.of(" ".repeat(31) + "0612345678")).isEqualTo(Caller.anonymous());
    assertThat(Caller.of(" ".repeat(30) + "0612345678")).isEqualTo(Caller.of("0612345678"));
  }

  @Test
  @DisplayName("A caller's number is personal data: its string shows the last two digits")
  void masksTheNumber() {
    assertThat(Caller.of("+33 6 12 34 56 78")).hasToString("**********78");
    assertThat(Caller.attested("+33 6 12 34 56 78")).hasToString("**********78 (attested)");
    assertThat(Caller.of("471")).hasToString("*71");
    assertThat(Caller.anonymous()).hasToString("anonymous");
  }

  @Test
  void tellsNumbersApart() {
    assertThat(Caller.of("0612345678"))
        .isNotEqualTo(Caller.of("0612345679"))
        .isNotEqualTo(Caller.anonymous())
        .isNotEqualTo("0612345678");
  }

  @Test
  void refusesNull() {
    assertThatThrownBy(() -> Caller.of(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("presented");
    assertThatThrownBy(() -> Caller.attested(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("presented");
  }
}
