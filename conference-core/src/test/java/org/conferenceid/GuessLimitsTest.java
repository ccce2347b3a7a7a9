package org.conferenceid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GuessLimitsTest {
  private static final Duration TOO_SHORT = Duration.ofMillis(999);
  private static final Duration TOO_LONG = Duration.ofDays(366);

  @Test
  @DisplayName("B4: the limits have the documented defaults")
  void hasTheDocumentedDefaults() {
    GuessLimits limits = GuessLimits.ofDefaults();
    assertThat(limits.freeAttempts()).isEqualTo(5);
    assertThat(limits.firstLockout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(limits.longestLockout()).isEqualTo(Duration.ofHours(6));
    assertThat(limits.forgetAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(limits.window()).isEqualTo(Duration.ofHours(1));
    assertThat(limits.budget(CallerGroup.REGULARS)).isEqualTo(500);
    assertThat(limits.budget(CallerGroup.STRANGERS)).isEqualTo(100);
    assertThat(limits.budget(CallerGroup.RETURNING)).isEqualTo(50);
    assertThat(limits.budget(CallerGroup.WITHHELD)).isEqualTo(20);
    assertThat(limits.comeBackWithin()).isEqualTo(Duration.ofMinutes(10));
    assertThat(limits.regularFor()).isEqualTo(Duration.ofDays(30));
    assertThat(limits.trackedCallers()).isEqualTo(100_000);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        broken("free attempts must be from 1 to 100", b -> b.freeAttempts(0)),
        broken("free attempts must be from 1 to 100", b -> b.freeAttempts(101)),
        broken("first lock-out must be from 1 second", b -> b.firstLockout(TOO_SHORT)),
        broken("longest lock-out must be from 1 second", b -> b.longestLockout(TOO_LONG)),
        broken(
            "longest lock-out must not be shorter than the first",
            b -> b.firstLockout(Duration.ofHours(7))),
        broken(
            "time to forget must be longer than the longest lock-out",
            b -> b.forgetAfter(Duration.ofHours(6))),
        broken("time to forget must be from 1 second", b -> b.forgetAfter(TOO_LONG)),
        broken("window must be from 1 second", b -> b.window(TOO_SHORT)),
        broken(
            "budget of WITHHELD must be from 1 to 1000000", b -> b.budget(CallerGroup.WITHHELD, 0)),
        broken(
            "budget of STRANGERS must be from 1 to 1000000",
            b -> b.budget(CallerGroup.STRANGERS, 1_000_001)),
        broken(
            "budget of STRANGERS must not be smaller than the free attempts of one caller",
            b -> b.budget(CallerGroup.STRANGERS, 4)),
        broken(
            "budget of REGULARS must not be smaller than the free attempts of one caller",
            b -> b.freeAttempts(6).budget(CallerGroup.REGULARS, 5)),
        broken("time of a regular caller must be from 1", b -> b.regularFor(Duration.ZERO)),
        broken("time to come back must be from 1", b -> b.comeBackWithin(Duration.ZERO)),
        broken("tracked callers must be from 1 to 10000000", b -> b.trackedCallers(0)));
  }

  private static Arguments broken(String message, UnaryOperator<GuessLimits.Builder> setting) {
    return Arguments.of(message, setting);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  @DisplayName("B4: what cannot work is refused, with the field and the rule")
  void refusesWhatCannotWork(String message, UnaryOperator<GuessLimits.Builder> setting) {
    assertThatThrownBy(() -> setting.apply(GuessLimits.builder()).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  @DisplayName("B4: withheld callers may have less than one caller's free attempts")
  void takesASmallBudgetForWithheldCallers() {
    assertThat(GuessLimits.builder().budget(CallerGroup.WITHHELD, 1).build())
        .extracting(limits -> limits.budget(CallerGroup.WITHHELD))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Limits do not change with the builder that they were made of")
  void isImmutable() {
    GuessLimits.Builder builder = GuessLimits.builder();
    GuessLimits limits = builder.build();
    builder.budget(CallerGroup.STRANGERS, 7).freeAttempts(2);
    assertThat(limits.budget(CallerGroup.STRANGERS)).isEqualTo(100);
    assertThat(limits.freeAttempts()).isEqualTo(5);
  }
}
