package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * That the examples in the module's README are the code below, and that what they name is there.
 */
class ReadmeTest {

  @Test
  @DisplayName("The README's doubles play together")
  void doublesWork() {
    MutableClock clock = new MutableClock();
    RecordingNotifier notifier = new RecordingNotifier();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore(clock))
            .directory(new InMemoryUserDirectory())
            .notifier(notifier)
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .build();

    conferencing.administration().enable(UserId.of("amelie"));
    assertThat(conferencing.administration().capacity().active()).isEqualTo(1);
    assertThat(notifier.notifications()).isEmpty();
  }

  /** As an author of a store would write it. */
  private static final class MyStore extends ForwardingStore {
    MyStore(MutableClock clock) {
      super(new InMemoryConferenceStore(clock));
    }
  }

  @Nested
  class MyStoreTest extends ConferenceStoreContract {
    private final MutableClock clock = new MutableClock();

    @Override
    protected ConferenceStore createStore() {
      return new MyStore(clock);
    }

    @Override
    protected Instant now() {
      return clock.instant();
    }

    @Override
    protected void advance(Duration step) {
      clock.advance(step);
    }
  }

  @Test
  @DisplayName("The examples of this README and the testkit's are the code of this test")
  void showsWhatIsTested() throws IOException {
    String source = Files.readString(Path.of("src/test/java/org/conferenceid/tck/ReadmeTest.java"));
    List<String> examples =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(readme())
            .results()
            .map(found -> onOneLine(found.group(1)))
            .toList();
    assertThat(examples).hasSize(2).allMatch(onOneLine(source)::contains);
  }

  @Test
  @DisplayName("Every class that this README and the testkit's name is there")
  void namesWhatIsThere() throws IOException {
    Stream<String> names =
        Pattern.compile("`([A-Z][A-Za-z]+(?:Store|Directory|Notifier|Clock|Generator|Contract))`")
            .matcher(readme())
            .results()
            .map(found -> found.group(1));
    assertThat(names.distinct())
        .hasSizeGreaterThan(8)
        .allMatch(
            name ->
                Stream.of(
                        "src/main/java/org/conferenceid/tck/",
                        "../conference-testkit/src/main/java/org/conferenceid/testkit/",
                        "../conference-core/src/main/java/org/conferenceid/spi/")
                    .anyMatch(folder -> Files.exists(Path.of(folder + name + ".java"))));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"))
        + Files.readString(Path.of("../conference-testkit/README.md"));
  }

  private static String onOneLine(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }
}
