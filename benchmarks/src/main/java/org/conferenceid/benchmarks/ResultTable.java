package org.conferenceid.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where a benchmark writes what it finds. */
final class ResultTable {
  /** This library, among the contenders. */
  static final String OWN = "this library";

  /** Of this unit, more is better. */
  static final String PER_SECOND = "per second";

  private final Map<List<String>, Result.Figure> figures = new LinkedHashMap<>();
  private final List<Result.Check> checks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String baseline = "";

  static final String P50 = "ms, half of them at most";

  static final String P99 = "ms, all but a hundredth of them at most";

  /** One measurement of one contender. */
  interface Measurement {
    double measure() throws Exception;
  }

  /** One measurement of one contender under load. */
  interface LoadMeasurement {
    LoadGenerator.Load measure() throws Exception;
  }

  /** Names the contender to which the others are compared. */
  void baseline(String contender) {
    baseline = contender;
  }

  void put(String contender, String condition, String unit, double value) {
    figures
        .computeIfAbsent(
            List.of(contender, condition, unit),
            key -> new Result.Figure(contender, condition, unit, new ArrayList<>()))
        .rounds()
        .add(value);
    System.err.printf(
        Locale.ROOT, "  %s, %s: %s %s%n", contender, condition, Report.shown(value), unit);
  }

  /** Lets contenders take turns, so that a machine that becomes slower is slower for all. */
  void takeTurns(int rounds, String condition, String unit, Map<String, Measurement> contenders)
      throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (var contender : contenders.entrySet()) {
        put(contender.getKey(), condition, unit, contender.getValue().measure());
      }
    }
  }

  /**
   * The same for what is measured under load. The first turn does not count: programs become
   * quicker while they run, and the more so the more code they have.
   */
  void takeTurns(int rounds, String condition, Map<String, LoadMeasurement> contenders)
      throws Exception {
    for (int turn = 0; turn <= rounds; turn++) {
      for (var contender : contenders.entrySet()) {
        LoadGenerator.Load load = contender.getValue().measure();
        if (turn == 0) {
          continue;
        }
        put(contender.getKey(), condition, PER_SECOND, load.perSecond());
        put(contender.getKey(), condition, P50, load.p50());
        put(contender.getKey(), condition, P99, load.p99());
      }
    }
  }

  void note(String note) {
    notes.add(note);
  }

  double median(String contender, String condition, String unit) {
    Result.Figure figure = figures.get(List.of(contender, condition, unit));
    if (figure == null) {
      throw new IllegalArgumentException(contender + ", " + condition + ", " + unit);
    }
    return figure.median();
  }

  /** A goal: so many times as fast as another, under one condition. */
  void atLeastAsFast(double times, String contender, String other, String condition, String unit) {
    double speed = speed(contender, other, condition, unit);
    check(
        String.format(
            Locale.ROOT,
            "at least %s times as fast as %s%s",
            Report.shown(times),
            other,
            under(condition)),
        Report.shown(speed) + " times",
        speed >= times);
  }

  /** A goal: at most so many times as slow as another, under one condition. */
  void within(double times, String contender, String other, String condition, String unit) {
    double slowness = 1 / speed(contender, other, condition, unit);
    check(
        String.format(
            Locale.ROOT, "within %s times of %s%s", Report.shown(times), other, under(condition)),
        Report.shown(slowness) + " times",
        slowness <= times);
  }

  private double speed(String contender, String other, String condition, String unit) {
    double own = median(contender, condition, unit);
    double others = median(other, condition, unit);
    return unit.equals(PER_SECOND) ? own / others : others / own;
  }

  private static String under(String condition) {
    return condition.isEmpty() ? "" : ", " + condition;
  }

  void check(String goal, String measured, boolean met) {
    checks.add(new Result.Check(goal, measured, met));
  }

  Result result(Benchmark benchmark, Scale scale) {
    return new Result(
        benchmark.name(),
        scale.name(),
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        Machine.describe(),
        baseline,
        List.copyOf(figures.values()),
        checks,
        notes);
  }
}
