package org.conferenceid.attendant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Makes the tables of {@code docs/guessing.md}; takes a minute or so, and so is only run when it is
 * asked for by name. The tables are in {@code target/guessing.md}, and the first two stand in the
 * document as they are.
 */
class GuessingTable {
  private static final Duration DAY = Duration.ofHours(24);
  private static final double FAST = 10;
  private static final double SLOW = 0.1;

  private final WarDialler dialler = new WarDialler(100_000);
  private final StringBuilder out = new StringBuilder();

  @Test
  @DisplayName("B4: the tables of a day's dialling")
  void tables() throws IOException {
    numbers();
    budgets();
    String shown = out.toString();
    person();
    Files.writeString(Path.of("target", "guessing.md"), out);
    System.out.println(out);
    assertThat(Files.readAllLines(Path.of("..", "docs", "guessing.md")))
        .containsAll(shown.lines().toList());
  }

  private void numbers() {
    line(
        "the dialler's numbers",
        "limited",
        "guesses",
        "looked at",
        "IDs found",
        "known, attested",
        "known",
        "first-time, attested",
        "first-time",
        "anonymous");
    line("---", "---", "---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:");
    for (WarDialler.Numbers numbers : WarDialler.Numbers.values()) {
      if (numbers != WarDialler.Numbers.NONE) {
        numbers(numbers, Optional.empty());
      }
      numbers(numbers, Optional.of(GuessLimits.ofDefaults()));
    }
  }

  private void numbers(WarDialler.Numbers numbers, Optional<GuessLimits> limits) {
    WarDialler.Day day = dialler.day(numbers, FAST, limits, DAY);
    line(
        numbers.words,
        limits.isPresent() ? "yes" : "no",
        number(day.guesses),
        number(day.lookedAt),
        number(day.found.size()),
        share(day.honest(WarDialler.Group.KNOWN_ATTESTED)),
        share(day.honest(WarDialler.Group.KNOWN)),
        share(day.honest(WarDialler.Group.FIRST_TIME_ATTESTED)),
        share(day.honest(WarDialler.Group.FIRST_TIME)),
        share(day.honest(WarDialler.Group.ANONYMOUS)));
  }

  private void budgets() {
    out.append('\n');
    line(
        "budget of unknown callers an hour",
        "guesses a second",
        "looked at",
        "IDs found",
        "first-time");
    line("---:", "---:", "---:", "---:", "---:");
    for (double rate : new double[] {FAST, SLOW}) {
      for (int budget : new int[] {20, 100, 500, 2_500}) {
        GuessLimits limits = GuessLimits.builder().budget(CallerGroup.UNKNOWN, budget).build();
        WarDialler.Day day =
            dialler.day(WarDialler.Numbers.ENDLESS, rate, Optional.of(limits), DAY);
        line(
            number(budget),
            rate == FAST ? "10" : "0.1",
            number(day.lookedAt),
            number(day.found.size()),
            share(day.honest(WarDialler.Group.FIRST_TIME)));
      }
    }
  }

  private void person() {
    out.append('\n');
    line("forged calls a day", "let in", "let in if attested");
    line("---:", "---:", "---:");
    for (int calls : new int[] {16, 100, 1_440}) {
      line(
          number(calls), number(dialler.person(calls, false)), number(dialler.person(calls, true)));
    }
  }

  private void line(String... cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String share(WarDialler.Honest honest) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f %%",
        100.0 * honest.first / honest.calls,
        100.0 * honest.withinThree / honest.calls);
  }
}
