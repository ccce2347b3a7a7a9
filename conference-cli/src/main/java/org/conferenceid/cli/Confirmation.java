package org.conferenceid.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/** The question before a change that cannot be taken back (S5). */
final class Confirmation {
  private static final Set<String> CONSENT = Set.of("y", "yes");

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean given;

  boolean isGiven() {
    return given;
  }

  /**
   * Asks, unless that is not wished.
   *
   * @param what what would be done
   * @throws Refusal if nobody is there to ask, or the answer is no
   */
  void require(ConferenceIds program, String what) {
    if (given) {
      return;
    }
    Output output = program.output();
    output.note(what);
    if (!program.operator().isThere()) {
      throw new Refusal(
          Outcome.REFUSED,
          "There is no terminal to ask at: give --yes to do it. Nothing was done.");
    }
    output.notes().print("Go on? [y/N] ");
    output.notes().flush();
    Optional<String> answer = program.operator().answer();
    if (!CONSENT.contains(answer.orElse("").strip().toLowerCase(Locale.ROOT))) {
      throw new Refusal(Outcome.REFUSED, "Nothing was done.");
    }
  }
}
