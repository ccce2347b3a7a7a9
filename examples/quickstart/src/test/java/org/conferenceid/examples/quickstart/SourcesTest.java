package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no compiler tells of the published modules' code. */
class SourcesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern HALF_OF_IT =
      Pattern.compile("catch\\s*\\([^)]*\\b(Runtime)?Exception\\b[^)]*\\)");

  @Test
  @DisplayName("B23: whoever guards against everything guards against errors, too")
  void catchesAllOrWhatItNames() throws IOException {
    List<Path> sources = publishedSources();
    assertThat(sources).hasSizeGreaterThan(100);
    assertThat(sources)
        .allSatisfy(
            source ->
                assertThat(Files.readString(source))
                    .as("%s: catch Throwable, or the exceptions that are meant", source)
                    .doesNotContainPattern(HALF_OF_IT));
  }

  private static List<Path> publishedSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .filter(module -> module.getFileName().toString().startsWith("conference-"))
          .map(module -> module.resolve(Path.of("src", "main", "java")))
          .flatMap(SourcesTest::files)
          .toList();
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
