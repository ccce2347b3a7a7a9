package org.conferenceid.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a page of the results. */
final class Report {
  private static final String HEAD =
      """
      # What was measured

      Made by one command, which starts its databases and mail servers itself. It takes about 20 minutes; with `--quick` a
      few, and for one benchmark `--only`, see the list below:

      ```
      mvn -q compile exec:exec -pl benchmarks -am
      mvn -q compile exec:exec -pl benchmarks -am -Dbenchmarks="--quick --only reset,bulk"
      ```

      Figures of one table are from one run, in which contenders took turns; each is the median of its rounds, of
      which the first does not count under load, and in brackets it is compared with the contender in italics. Absolute figures drift from machine to machine; the
      comparisons are what counts. The rounds are in `results/*.json`.

      """;

  private final List<Benchmark> benchmarks;
  private final Map<String, Result> results;

  Report(List<Benchmark> benchmarks, Map<String, Result> results) {
    this.benchmarks = benchmarks;
    this.results = results;
  }

  String page() {
    StringBuilder page = new StringBuilder(HEAD).append(goals());
    for (Benchmark benchmark : benchmarks) {
      Result result = results.get(benchmark.name());
      page.append(
          result == null
              ? "## " + benchmark.title() + "\n\n" + benchmark.about().strip() + "\n\n"
              : section(benchmark, result));
    }
    return page.toString();
  }

  /** All goals at a glance. */
  private String goals() {
    StringBuilder table =
        new StringBuilder("| benchmark | goal | measured | |\n|---|---|---|---|\n");
    for (Benchmark benchmark : benchmarks) {
      Result result = results.get(benchmark.name());
      String link =
          String.format(Locale.ROOT, "[`%s`](#%s)", benchmark.name(), anchor(benchmark.title()));
      if (result == null) {
        table.append(String.format(Locale.ROOT, "| %s | | not measured yet | |%n", link));
        continue;
      }
      for (Result.Check check : result.checks()) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s |%n",
                link,
                check.goal(),
                check.measured(),
                check.met() ? "met" : "**missed**"));
      }
      if (result.checks().isEmpty()) {
        table.append(String.format(Locale.ROOT, "| %s | | reported | |%n", link));
      }
    }
    return table.append("\n").toString();
  }

  /** As GitHub makes anchors of headings. */
  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-');
  }

  private String section(Benchmark benchmark, Result result) {
    StringBuilder section = new StringBuilder("## " + benchmark.title() + "\n\n");
    section.append(benchmark.about().strip()).append("\n\n");
    byUnit(result).forEach((unit, figures) -> section.append(table(unit, figures, result)));
    section.append("What limits it: ").append(benchmark.limits().strip()).append("\n\n");
    for (String note : result.notes()) {
      section.append("- ").append(note).append("\n");
    }
    section.append(
        String.format(
            Locale.ROOT,
            "- %s, %s run; %s%n%n",
            result.date(),
            result.scale(),
            String.join("; ", result.machine())));
    return section.toString();
  }

  private static Map<String, List<Result.Figure>> byUnit(Result result) {
    return result.figures().stream()
        .collect(
            Collectors.groupingBy(Result.Figure::unit, LinkedHashMap::new, Collectors.toList()));
  }

  /** A row for each contender, a column for each condition. */
  private static String table(String unit, List<Result.Figure> figures, Result result) {
    List<String> conditions = figures.stream().map(Result.Figure::condition).distinct().toList();
    StringBuilder table = new StringBuilder("| " + unit + " |");
    conditions.forEach(condition -> table.append(" " + condition + " |"));
    table.append("\n|---|" + "--:|".repeat(conditions.size()) + "\n");
    for (String contender : figures.stream().map(Result.Figure::contender).distinct().toList()) {
      boolean italic = contender.equals(result.baseline());
      table.append(italic ? "| *" + contender + "* |" : "| " + contender + " |");
      for (String condition : conditions) {
        table
            .append(" ")
            .append(cell(contender, condition, figures, result.baseline()))
            .append(" |");
      }
      table.append("\n");
    }
    return table.append("\n").toString();
  }

  private static String cell(
      String contender, String condition, List<Result.Figure> figures, String baseline) {
    Optional<Result.Figure> own = figure(contender, condition, figures);
    Optional<Result.Figure> base = figure(baseline, condition, figures);
    if (own.isEmpty()) {
      return "";
    }
    double value = own.get().median();
    return base.isEmpty() || base.get().median() == 0 || contender.equals(baseline)
        ? shown(value)
        : String.format(Locale.ROOT, "%s (%s×)", shown(value), shown(value / base.get().median()));
  }

  private static Optional<Result.Figure> figure(
      String contender, String condition, List<Result.Figure> figures) {
    return figures.stream()
        .filter(f -> f.contender().equals(contender) && f.condition().equals(condition))
        .findFirst();
  }

  /** Three significant digits, with thousands set apart. */
  static String shown(double value) {
    double size = Math.abs(value);
    if (size >= 100 || value == Math.rint(value)) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
