package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConferenceIdPolicyTest {

  @ParameterizedTest
  @DisplayName("B7: what people try first is never issued")
  @ValueSource(
      ints = {
        1111111, 9999999, 1212121, 5000000, 1010101, 7777778, // one or two digits
        1234567, 2345671, 9123456, 7890123, 9876543, 4321098, 1234590, 9912345, // rising, falling
        4333338, 1000007, 1744444, // five alike
        1231231, 4804804, // three repeated
      })
  void excludesGuessable(int value) {
    assertThat(ConferenceIdPolicy.isGuessable(ConferenceId.of(value))).isTrue();
  }

  @ParameterizedTest
  @DisplayName("B7: what only looks a bit regular is issued")
  @ValueSource(ints = {4839201, 1234123, 1234789, 4333308, 1231232, 1357913, 2468013, 1122334})
  void issuesTheRest(int value) {
    assertThat(ConferenceIdPolicy.isGuessable(ConferenceId.of(value))).isFalse();
  }

  @Test
  @DisplayName("B7: the number of IDs that can be issued is the one that the policy states")
  void countsIssuable() {
    long issuable =
        IntStream.rangeClosed(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST)
            .filter(value -> !ConferenceIdPolicy.isGuessable(value))
            .count();
    assertThat(issuable).isEqualTo(ConferenceIdPolicy.ISSUABLE);
  }

  @Test
  @DisplayName("B7: the pattern for the phone system takes each ID, and nothing longer or shorter")
  void exportsPatternForPhoneSystem() {
    String pattern = ConferenceIdPolicy.ivrPattern();
    assertThat("1000000").matches(pattern);
    assertThat("9999999").matches(pattern);
    assertThat("999999").doesNotMatch(pattern);
    assertThat("10000000").doesNotMatch(pattern);
    assertThat("0999999").doesNotMatch(pattern);
    // Asterisk: Z is 1 to 9, X is 0 to 9.
    assertThat(ConferenceIdPolicy.asteriskPattern().replace("Z", "[1-9]").replace("X", "[0-9]"))
        .isEqualTo("_" + pattern.replace("[0-9]{6}", "[0-9]".repeat(6)));
  }

  @ParameterizedTest
  @DisplayName("S3: a chosen ID is refused, and told why, without repeating it")
  @ValueSource(strings = {"4839201", "1", "vip"})
  void refusesStaticIds(String wanted) {
    assertThatThrownBy(() -> ConferenceIdPolicy.requireDynamic(wanted))
        .isInstanceOf(StaticIdException.class)
        .hasMessageContaining("dynamic only")
        .hasMessageNotContaining(wanted.length() > 1 ? wanted : "1 ");
  }

  @ParameterizedTest
  @DisplayName("S3: who asks for no ID is not refused")
  @NullSource
  @ValueSource(strings = {"", "  "})
  void letsNoWishPass(String wanted) {
    assertThatCode(() -> ConferenceIdPolicy.requireDynamic(wanted)).doesNotThrowAnyException();
  }
}
