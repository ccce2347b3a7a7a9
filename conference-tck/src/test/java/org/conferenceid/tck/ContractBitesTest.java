package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.util.stream.Stream;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the contracts against stores with one fault each: the rule that it breaks must be named. */
class ContractBitesTest {

  static Stream<Fault> faults() {
    return Faults.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldNameTheRule(Fault fault) {
    Predicate<String> ofItsRule = name -> ContractRuns.rules(name).contains(fault.rule());

    assertThat(ContractRuns.failures(fault.store(), ofItsRule))
        .as("tests of %s that notice: %s", fault.rule(), fault.what())
        .isNotEmpty();
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void shouldNameNoOtherRule(Fault fault) {
    assertThat(ContractRuns.failures(fault.store(), name -> true))
        .as("tests that notice: %s", fault.what())
        .allMatch(name -> ContractRuns.rules(name).contains(fault.rule()));
  }

  @Test
  @DisplayName("A sound store breaks no rule")
  void shouldLetASoundStorePass() {
    assertThat(ContractRuns.failures(InMemoryConferenceStore::new, name -> true)).isEmpty();
    assertThat(ContractRuns.failures(MapStore::new, name -> true)).isEmpty();
  }
}
