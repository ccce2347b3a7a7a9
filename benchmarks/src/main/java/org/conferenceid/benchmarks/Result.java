package org.conferenceid.benchmarks;

import java.util.List;

/**
 * What a benchmark found: what a JSON file holds.
 *
 * @param benchmark its name
 * @param scale how much was measured
 * @param date when, in UTC
 * @param machine where
 * @param baseline the contender to which the others are compared
 * @param figures the figures, in their order
 * @param checks the goals
 * @param notes what else is to be known
 */
record Result(
    String benchmark,
    String scale,
    String date,
    List<String> machine,
    String baseline,
    List<Figure> figures,
    List<Check> checks,
    List<String> notes) {

  /**
   * What one contender did under one condition.
   *
   * @param unit such as {@code ns}
   * @param rounds one value for each round
   */
  record Figure(String contender, String condition, String unit, List<Double> rounds) {
    double median() {
      List<Double> sorted = rounds.stream().sorted().toList();
      int half = sorted.size() / 2;
      return sorted.size() % 2 == 1
          ? sorted.get(half)
          : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
  }

  /** A goal, what was measured in its own words, and whether it is met. */
  record Check(String goal, String measured, boolean met) {}
}
