package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.attendant.WarDialler.Day;
import org.conferenceid.attendant.WarDialler.Group;
import org.conferenceid.attendant.WarDialler.Honest;
import org.conferenceid.attendant.WarDialler.Numbers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small day of the war dialler; {@link GuessingTable} makes the large ones. */
class WarDiallerTest {
  private static final Duration LENGTH = Duration.ofHours(3);
  private static final Optional<GuessLimits> DEFAULTS = Optional.of(GuessLimits.ofDefaults());
  private static final WarDialler DIALLER = new WarDialler(20_000);

  /** Each day is dialled once: the same seed gives the same day. */
  private static final Map<List<Object>, Day> DAYS = new HashMap<>();

  private static Day day(Numbers numbers, double guessesPerSecond, Optional<GuessLimits> limits) {
    return DAYS.computeIfAbsent(
        List.<Object>of(numbers, guessesPerSecond, limits),
        unused -> DIALLER.day(numbers, guessesPerSecond, limits, LENGTH));
  }

  @Test
  @DisplayName("B4: when nobody dials, the limits are felt by none of the honest callers")
  void leavesHonestCallersAlone() {
    Day free = day(Numbers.NONE, 1, Optional.empty());
    Day limited = day(Numbers.NONE, 1, DEFAULTS);
    for (Group group : Group.values()) {
      assertThat(limited.honest(group)).usingRecursiveComparison().isEqualTo(free.honest(group));
    }
  }

  @ParameterizedTest
  @DisplayName("B4: whatever numbers a dialler has, few guesses are looked at, and fewer hit")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void stopsTheDialler(Numbers numbers) {
    Day free = day(numbers, 5, Optional.empty());
    Day limited = day(numbers, 5, DEFAULTS);
    assertThat(free.lookedAt).isEqualTo(free.guesses).isLessThanOrEqualTo(limited.guesses);
    assertThat(free.found).hasSizeGreaterThan(50);
    int windows = 1 + (int) LENGTH.toHours();
    assertThat(limited.lookedAt)
        .isLessThanOrEqualTo(
            switch (numbers) {
                  case ONE -> 5 + 8;
                  case ANONYMOUS -> 20 * windows;
                  case KNOWN -> (500 + 100) * windows;
                  case FORGED -> 500 * windows;
                  case PATIENT -> 100 * windows + 5; // the last call again, after the end
                  default -> 100 * windows;
                }
                + 6 * limited.found.size()); // who was let in is known, and may fail five times
    assertThat(limited.found.size()).isLessThan(free.found.size() / 10);
  }

  @ParameterizedTest
  @DisplayName("B4: honest callers of the groups that are not attacked are let in as ever")
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void sparesTheOthers(Numbers numbers) {
    Set<Group> attacked =
        switch (numbers) {
          case ANONYMOUS -> Set.of(Group.ANONYMOUS);
          case FORGED -> Set.of(Group.KNOWN);
          case KNOWN -> Set.of(Group.KNOWN, Group.FIRST_TIME);
          case MANY, ENDLESS, PATIENT -> Set.of(Group.FIRST_TIME);
          case NONE, ONE -> Set.of();
        };
    Day quiet = day(Numbers.NONE, 5, Optional.empty());
    Day limited = day(numbers, 5, DEFAULTS);
    for (Group group : Group.values()) {
      if (!attacked.contains(group)) {
        assertThat(withinThree(limited, group))
            .as("%s", group)
            .isGreaterThan(withinThree(quiet, group) - 0.02);
      }
    }
  }

  @Test
  @DisplayName("GL-9: forged calls keep a known caller out for a bounded time each")
  void boundsWhatForgersOfOneNumberDo() {
    assertThat(DIALLER.person(16, false)).isGreaterThan(1_440 - 16 * 15);
  }

  @Test
  @DisplayName("GL-8: forged calls, however many, keep nobody out whose number is vouched for")
  void sparesPeopleWhoseNumberIsVouchedFor() {
    assertThat(DIALLER.person(Integer.MAX_VALUE, true)).isEqualTo(1_440);
  }

  private static double withinThree(Day day, Group group) {
    Honest honest = day.honest(group);
    return (double) honest.withinThree / honest.calls;
  }
}
