package org.conferenceid.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Runs the benchmarks and writes the page.
 *
 * <p>Arguments: {@code --quick} for a short look; {@code --only reset,bulk} for some benchmarks;
 * {@code --page} to write the page anew from what was found before. What is found stands in {@code
 * results/<benchmark>.json}; the page shows the latest of each benchmark.
 */
public final class Benchmarks {
  private Benchmarks() {}

  static List<Benchmark> benchmarks() {
    return List.of(
        new ResetLatency(),
        new ResetWork(),
        new BulkReset(),
        new SendMail(),
        new Admit(),
        new Start(),
        new Footprint(),
        new Generate());
  }

  /**
   * Runs the benchmarks.
   *
   * @param arguments see above; several may stand in one, separated by spaces
   * @throws Exception if something cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words =
        Arrays.stream(arguments)
            .flatMap(argument -> Arrays.stream(argument.strip().split("\\s+")))
            .filter(word -> !word.isEmpty())
            .toList();
    Scale scale = Scale.FULL;
    List<Benchmark> asked = benchmarks();
    for (int i = 0; i < words.size(); i++) {
      switch (words.get(i)) {
        case "--quick" -> scale = Scale.QUICK;
        case "--page" -> asked = List.of();
        case "--only" -> asked = only(words.get(++i));
        default -> throw new IllegalArgumentException("unknown argument: " + words.get(i));
      }
    }
    ResultFiles results = new ResultFiles(Path.of("results"));
    List<Exception> failures = new ArrayList<>();
    for (Benchmark benchmark : asked) {
      System.err.println(benchmark.title());
      ResultTable table = new ResultTable();
      try {
        benchmark.run(scale, table);
        results.keep(table.result(benchmark, scale));
      } catch (Exception e) { // the others are measured all the same
        failures.add(new IllegalStateException(benchmark.name() + " failed", e));
      }
    }
    Report report = new Report(benchmarks(), results.all());
    Files.writeString(Path.of("RESULTS.md"), report.page());
    if (!failures.isEmpty()) {
      IllegalStateException all = new IllegalStateException("not all could be measured");
      failures.forEach(all::addSuppressed);
      throw all;
    }
  }

  private static List<Benchmark> only(String names) {
    List<Benchmark> found = new ArrayList<>();
    for (String name : names.split(",", -1)) {
      found.add(
          benchmarks().stream()
              .filter(benchmark -> benchmark.name().equals(name.toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no benchmark "
                              + name
                              + ", only "
                              + benchmarks().stream().map(Benchmark::name).toList())));
    }
    return found;
  }
}
