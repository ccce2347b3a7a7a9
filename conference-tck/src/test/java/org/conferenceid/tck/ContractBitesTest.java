package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.conferenceid.tck.ContractRuns.Rule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Event;

/** Runs the contracts against stores with one fault each: the rule that it breaks must be named. */
class ContractBitesTest {
  private static final int ROUNDS = 5;

  static Stream<Fault> faults() {
    return Faults.all();
  }

  static Stream<Fault> firstOfEachRule() {
    return FaultSamples.first(faults(), Fault::rule);
  }

  static Stream<Fault> others() {
    return FaultSamples.others(faults(), Fault::rule);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstOfEachRule")
  void shouldNameTheRule(Fault fault) {
    check(fault);
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void shouldNameTheRuleOfOthers(Fault fault) {
    check(fault);
  }

  /**
   * Runs only tests that cite the rule, until one fails. Where threads race, it may take a second
   * round.
   */
  private static void check(Fault fault) {
    List<Rule> tests = ContractRuns.all().filter(test -> test.cites(fault.rule())).toList();
    List<Event> failures = List.of();
    for (int i = 0; i < ROUNDS * tests.size() && failures.isEmpty(); i++) {
      failures = ContractRuns.failures(fault.store(), Stream.of(tests.get(i % tests.size())));
    }
    assertThat(failures).as("tests of %s that notice: %s", fault.rule(), fault.what()).isNotEmpty();
    Throwable thrown =
        failures.get(0).getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow();
    if (thrown instanceof AssertionError) {
      assertThat(thrown)
          .as("the message, which says what the rule wants and where its text stands")
          .hasMessageStartingWith(failures.get(0).getTestDescriptor().getDisplayName())
          .hasMessageContaining("The text of " + fault.rule());
    }
  }

  @Test
  @DisplayName("The document lists the faults that are tested, by rule")
  void shouldListFaults() throws IOException {
    assertThat(Files.readString(Path.of("FAULTS.md")))
        .as("FAULTS.md, in the section on stores")
        .contains("## Stores\n\n| rule | what is wrong |\n|---|---|\n" + Faults.table() + "\n");
  }

  @Test
  @DisplayName("A sound store breaks no rule, and no fault stands there twice")
  void shouldLetASoundStorePass() {
    Stream<Rule> some = ContractRuns.all().filter(test -> test.cites("CS-6"));

    assertThat(ContractRuns.failures(MapStore::new, some)).isEmpty();
    assertThat(faults().map(fault -> Map.entry(fault.rule(), fault.what())))
        .doesNotHaveDuplicates();
  }
}
