package org.conferenceid.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is measured here: benchmarks that nobody runs rot. */
class SmokeTest {

  @BeforeAll
  static void severalJvmsMayRunJmh() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @TestFactory
  @DisplayName("Every question finds something to write down")
  Stream<DynamicTest> everyQuestionIsAnswered(@TempDir Path folder) {
    return Benchmarks.questions().stream()
        .map(
            question ->
                DynamicTest.dynamicTest(
                    question.name(),
                    () -> {
                      Sheet sheet = new Sheet();
                      question.answer(Scale.SMOKE, sheet);
                      Answer answer = sheet.answer(question, Scale.SMOKE);

                      assertThat(answer.figures()).isNotEmpty();
                      assertThat(answer.figures())
                          .allSatisfy(figure -> assertThat(figure.median()).isFinite());
                    }));
  }

  @Test
  @DisplayName("What was found comes back from its file, and stands on the page")
  void isShown(@TempDir Path folder) throws Exception {
    Question question = new Generate();
    Sheet sheet = new Sheet();
    sheet.baseline("the other");
    sheet.put(Sheet.OWN, "1 thread", "ns", 10);
    sheet.put(Sheet.OWN, "1 thread", "ns", 12);
    sheet.put(Sheet.OWN, "1 thread", "ns", 11);
    sheet.put("the other", "1 thread", "ns", 44);
    sheet.atLeastAsFast(4, Sheet.OWN, "the other", "1 thread", "ns");
    sheet.atLeastAsFast(5, Sheet.OWN, "the other", "1 thread", "ns");
    Results results = new Results(folder);
    results.keep(sheet.answer(question, Scale.QUICK));

    Report report = new Report(List.of(question), results.all());

    assertThat(report.page())
        .contains("| this library | 11 (0.25×) |")
        .contains("| *the other* | 44 |")
        .contains("| at least 4 times as fast as the other, 1 thread | 4 times | met |")
        .contains("| at least 5 times as fast as the other, 1 thread | 4 times | **missed** |");
  }
}
