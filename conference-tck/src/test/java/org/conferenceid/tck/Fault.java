package org.conferenceid.tck;

import java.time.Clock;
import java.util.function.Function;
import org.conferenceid.spi.ConferenceStore;

/**
 * A way to get a store wrong.
 *
 * @param rule the rule that it breaks, and that a contract must name
 * @param what the fault, as a sentence
 * @param store makes a store that has it
 */
record Fault(String rule, String what, Function<Clock, ConferenceStore> store) {

  /** The rule and the fault, for the name of the test. */
  @Override
  public String toString() {
    return rule + " is broken: " + what;
  }
}
