package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
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
    assertThat(limits.initialLockout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(limits.maxLockout()).isEqualTo(Duration.ofHours(6));
    assertThat(limits.forgetAfter()).isEqualTo(Duration.ofHours(12));
    assertThat(limits.window()).isEqualTo(Duration.ofHours(1));
    assertThat(limits.budget(CallerGroup.KNOWN)).isEqualTo(500);
    assertThat(limits.budget(CallerGroup.UNKNOWN)).isEqualTo(100);
    assertThat(limits.budget(CallerGroup.ANONYMOUS)).isEqualTo(20);
    assertThat(limits.maxKnownLockout()).isEqualTo(Duration.ofMinutes(15));
    assertThat(limits.knownPerOrganizer()).isEqualTo(500);
    assertThat(limits.knownFor()).isEqualTo(Duration.ofDays(30));
    assertThat(limits.trackedCallers()).isEqualTo(100_000);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        broken("free attempts must be from 1 to 100", b -> b.freeAttempts(0)),
        broken("free attempts must be from 1 to 100", b -> b.freeAttempts(101)),
        broken("initial lock-out must be from 1 second", b -> b.initialLockout(TOO_SHORT)),
        broken("max lock-out must be from 1 second", b -> b.maxLockout(TOO_LONG)),
        broken(
            "max lock-out must not be shorter than the initial one",
            b -> b.initialLockout(Duration.ofHours(7))),
        broken(
            "time to forget must be longer than the max lock-out",
            b -> b.forgetAfter(Duration.ofHours(6))),
        broken("time to forget must be from 1 second", b -> b.forgetAfter(TOO_LONG)),
        broken("window must be from 1 second", b -> b.window(TOO_SHORT)),
        broken(
            "budget of ANONYMOUS must be from 1 to 1000000",
            b -> b.budget(CallerGroup.ANONYMOUS, 0)),
        broken(
            "budget of UNKNOWN must be from 1 to 1000000",
            b -> b.budget(CallerGroup.UNKNOWN, 1_000_001)),
        broken(
            "budget of UNKNOWN must not be smaller than the free attempts of one caller",
            b -> b.budget(CallerGroup.UNKNOWN, 4)),
        broken(
            "budget of KNOWN must not be smaller than the free attempts of one caller",
            b -> b.freeAttempts(6).budget(CallerGroup.KNOWN, 5)),
        broken("time of a known caller must be from 1", b -> b.knownFor(Duration.ZERO)),
        broken(
            "max lock-out of known callers must be from 1 second",
            b -> b.maxKnownLockout(Duration.ZERO)),
        broken("known callers of an organizer must be from 1", b -> b.knownPerOrganizer(0)),
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
  @DisplayName("B4: anonymous callers may have less than one caller's free attempts")
  void takesASmallBudgetForAnonymousCallers() {
    assertThat(GuessLimits.builder().budget(CallerGroup.ANONYMOUS, 1).build())
        .extracting(limits -> limits.budget(CallerGroup.ANONYMOUS))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("Limits do not change with the builder that they were made of")
  void isImmutable() {
    GuessLimits.Builder builder = GuessLimits.builder();
    GuessLimits limits = builder.build();
    builder.budget(CallerGroup.UNKNOWN, 7).freeAttempts(2);
    assertThat(limits.budget(CallerGroup.UNKNOWN)).isEqualTo(100);
    assertThat(limits.freeAttempts()).isEqualTo(5);
  }
}
