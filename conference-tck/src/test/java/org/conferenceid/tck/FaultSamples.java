package org.conferenceid.tck;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Divides faults: one of each rule is tried in every build, the others in the thorough tests. */
final class FaultSamples {
  private FaultSamples() {}

  /** The first fault of each rule. */
  static <F> Stream<F> first(Stream<F> faults, Function<F, String> rule) {
    Set<String> seen = new HashSet<>();
    return faults.filter(fault -> seen.add(rule.apply(fault)));
  }

  /** All but the first fault of each rule. */
  static <F> Stream<F> others(Stream<F> faults, Function<F, String> rule) {
    Set<String> seen = new HashSet<>();
    return faults.filter(fault -> !seen.add(rule.apply(fault)));
  }
}
