package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What no compiler tells of the published modules' code. */
class SourcesTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern HALF_OF_IT =
      Pattern.compile("catch\\s*\\([^)]*\\b(Runtime)?Exception\\b[^)]*\\)");

  /** One that is not inside another one. */
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public .*\\b(class|interface|enum|record)\\b", Pattern.MULTILINE);

  private static final Pattern SINCE = Pattern.compile("\\n \\* @since \\d+\\.\\d+\\.\\d+\\n");

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

  @Test
  @DisplayName("Each public type says since which version it is there")
  void saysSinceWhen() throws IOException {
    List<Path> exported = publishedSources().stream().filter(SourcesTest::isExported).toList();
    assertThat(exported).hasSizeGreaterThan(100);
    assertThat(exported)
        .allSatisfy(
            source -> {
              String text = Files.readString(source);
              Matcher type = PUBLIC_TYPE.matcher(text);
              if (type.find()) {
                assertThat(text.substring(0, type.start()))
                    .as("%s: @since with the version that will have it", source)
                    .containsPattern(SINCE);
              }
            });
  }

  /** Whether everybody may use the package of a file. */
  private static boolean isExported(Path source) {
    Path sources = source;
    while (!sources.endsWith(Path.of("src", "main", "java"))) {
      sources = sources.getParent();
    }
    String name =
        sources.relativize(source.getParent()).toString().replace(File.separatorChar, '.');
    Path descriptor = sources.resolve("module-info.java");
    try { // those for Spring have none
      return !Files.exists(descriptor)
          || Files.readString(descriptor).contains("exports " + name + ";");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> publishedSources() throws IOException {
    try (Stream<Path> modules = Files.list(ROOT);
        Stream<Path> ofSpring = Files.list(ROOT.resolve("conference-spring"))) {
      return Stream.concat(
              modules.filter(module -> module.getFileName().toString().startsWith("conference-")),
              ofSpring)
          .map(module -> module.resolve(Path.of("src", "main", "java")))
          .filter(Files::exists)
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
