package org.conferenceid.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where values lie on a line. It begins at zero, unless that would leave the small values
 * invisible: then each step is ten times the one before.
 *
 * @param lowest the value at the beginning
 * @param highest the value at the end
 * @param inTens whether steps are powers of ten
 */
record Axis(double lowest, double highest, boolean inTens) {
  /** From how many times the smallest value on powers of ten are used. */
  private static final double WIDE = 50;

  static Axis of(List<Answer.Figure> figures) {
    double smallest = figures.stream().mapToDouble(Answer.Figure::lowest).min().orElse(0);
    double largest = figures.stream().mapToDouble(Answer.Figure::highest).max().orElse(1);
    boolean wide = smallest > 0 && largest / smallest > WIDE;
    return wide
        ? new Axis(Math.pow(10, Math.floor(Math.log10(smallest))), largest, true)
        : new Axis(0, largest, false);
  }

  /** From 0 to 1. */
  double at(double value) {
    return inTens
        ? Math.log10(value / lowest) / Math.log10(highest / lowest)
        : (value - lowest) / (highest - lowest);
  }

  /** The powers of ten. */
  List<Double> steps() {
    int many = inTens ? (int) Math.log10(highest / lowest) : -1;
    return IntStream.rangeClosed(0, many).mapToObj(i -> lowest * Math.pow(10, i)).toList();
  }
}
