package org.conferenceid.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.CallerGroup;
import org.conferenceid.GuessLimits;
import org.conferenceid.behaviour.WarDialler.Day;
import org.conferenceid.behaviour.WarDialler.Honest;
import org.conferenceid.behaviour.WarDialler.Numbers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small day of the war dialler; {@link GuessingTable} makes the large ones. */
class WarDiallerTest {
  private static final Duration LENGTH = Duration.ofHours(3);
  private static final Optional<GuessLimits> DEFAULTS = Optional.of(GuessLimits.ofDefaults());
  private static final WarDialler DIALLER = new WarDialler(20_000);

  @Test
  @DisplayName("B4: when nobody dials, the limits are felt by none of the honest callers")
  void leavesHonestCallersAlone() {
    Day free = DIALLER.day(Numbers.NONE, 1, Optional.empty(), LENGTH);
    Day limited = DIALLER.day(Numbers.NONE, 1, DEFAULTS, LENGTH);
    for (CallerGroup group : CallerGroup.values()) {
      assertThat(limited.honest(group)).usingRecursiveComparison().isEqualTo(free.honest(group));
    }
  }

  @ParameterizedTest
  @DisplayName("B4: whatever numbers a dialler has, few guesses are looked at, and fewer hit")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void stopsTheDialler(Numbers numbers) {
    Day free = DIALLER.day(numbers, 5, Optional.empty(), LENGTH);
    Day limited = DIALLER.day(numbers, 5, DEFAULTS, LENGTH);
    assertThat(free.lookedAt).isEqualTo(free.guesses).isLessThanOrEqualTo(limited.guesses);
    assertThat(free.found).hasSizeGreaterThan(50);
    int windows = 1 + (int) LENGTH.toHours();
    assertThat(limited.lookedAt)
        .isLessThanOrEqualTo(
            switch (numbers) {
                  case ONE -> 5 + 8;
                  case WITHHELD -> 20 * windows;
                  case KNOWN -> 500 * windows;
                  case PATIENT -> (100 + 50) * windows;
                  default -> 100 * windows;
                }
                + limited.found.size());
    assertThat(limited.found.size()).isLessThan(free.found.size() / 10);
  }

  @ParameterizedTest
  @DisplayName("B4: honest callers of the groups that are not attacked are let in as ever")
  @EnumSource(names = {"ONE", "MANY", "ENDLESS", "WITHHELD"})
  void sparesTheOthers(Numbers numbers) {
    Day quiet = DIALLER.day(Numbers.NONE, 5, Optional.empty(), LENGTH);
    Day limited = DIALLER.day(numbers, 5, DEFAULTS, LENGTH);
    assertThat(withinThree(limited, CallerGroup.REGULARS))
        .isGreaterThan(withinThree(quiet, CallerGroup.REGULARS) - 0.01);
    if (numbers == Numbers.ONE || numbers == Numbers.WITHHELD) {
      assertThat(withinThree(limited, CallerGroup.STRANGERS))
          .isGreaterThan(withinThree(quiet, CallerGroup.STRANGERS) - 0.01);
    } else {
      assertThat(withinThree(limited, CallerGroup.STRANGERS))
          .as("when they call again")
          .isGreaterThan(0.9);
    }
  }

  private static double withinThree(Day day, CallerGroup group) {
    Honest honest = day.honest(group);
    return (double) honest.withinThree / honest.calls;
  }
}
