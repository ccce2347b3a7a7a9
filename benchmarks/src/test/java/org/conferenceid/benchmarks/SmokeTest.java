package org.conferenceid.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is measured here: benchmarks that nobody runs rot. */
@Tag("thorough")
class SmokeTest {

  @TestFactory
  @DisplayName("Every benchmark finds something to write down")
  Stream<DynamicTest> everyBenchmarkRuns(@TempDir Path folder) {
    return Benchmarks.benchmarks().stream()
        .map(
            benchmark ->
                DynamicTest.dynamicTest(
                    benchmark.name(),
                    () -> {
                      ResultTable table = new ResultTable();
                      benchmark.run(Scale.SMOKE, table);
                      Result result = table.result(benchmark, Scale.SMOKE);

                      assertThat(result.figures()).isNotEmpty();
                      assertThat(result.figures())
                          .allSatisfy(figure -> assertThat(figure.median()).isFinite());
                    }));
  }

  @Test
  @DisplayName("What was found comes back from its file, and stands on the page")
  void isShown(@TempDir Path folder) throws Exception {
    Benchmark benchmark = new ResetWork();
    ResultTable table = new ResultTable();
    table.baseline("the other");
    table.put(ResultTable.OWN, "1 thread", "ns", 10);
    table.put(ResultTable.OWN, "1 thread", "ns", 12);
    table.put(ResultTable.OWN, "1 thread", "ns", 11);
    table.put("the other", "1 thread", "ns", 44);
    table.atLeastAsFast(4, ResultTable.OWN, "the other", "1 thread", "ns");
    table.atLeastAsFast(5, ResultTable.OWN, "the other", "1 thread", "ns");
    ResultFiles results = new ResultFiles(folder);
    results.keep(table.result(benchmark, Scale.QUICK));

    Report report = new Report(List.of(benchmark), results.all());

    assertThat(report.page())
        .contains("| this library | 11 (0.25×) |")
        .contains("| *the other* | 44 |")
        .contains("| at least 4 times as fast as the other, 1 thread | 4 times | met |")
        .contains("| at least 5 times as fast as the other, 1 thread | 4 times | **missed** |");
  }
}
