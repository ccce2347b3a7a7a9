package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.MutableTimeSource;
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

  /** As an application would write it. */
  private record MyDirectory(Map<String, String> rows) implements UserDirectory {
    @Override
    public Optional<Recipient> find(UserId user) {
      return Optional.ofNullable(rows.get(user.value()))
          .map(row -> row.split(";", -1))
          .map(MyDirectory::read);
    }

    private static Recipient read(String[] row) {
      return new Recipient(EmailAddress.parse(row[0]), row[1], Locale.forLanguageTag(row[2]));
    }
  }

  @Nested
  class MyDirectoryTest extends UserDirectoryContract {
    private final Map<String, String> rows =
        Map.of("amelie", "amelie@example.org;Amélie;fr", "bruno", "bruno@example.org;Bruno;de");

    @Override
    protected UserDirectory createDirectory() {
      return new MyDirectory(rows);
    }

    @Override
    protected Map<UserId, Recipient> known() {
      return Map.of(
          UserId.of("amelie"),
          new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH),
          UserId.of("bruno"),
          new Recipient(EmailAddress.parse("bruno@example.org"), "Bruno", Locale.GERMAN));
    }
  }

  /** As the author of a limiter would write it. */
  private static final class MyLimiter extends MapGuessLimiter {
    MyLimiter(GuessLimits limits, TimeSource time) {
      super(limits, time, new Shared());
    }
  }

  @Nested
  class MyLimiterTest extends GuessLimiterContract {
    private final MutableTimeSource time = new MutableTimeSource();

    @Override
    protected GuessLimiter createLimiter(GuessLimits limits) {
      return new MyLimiter(limits, time);
    }

    @Override
    protected void advance(Duration step) {
      time.advance(step);
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
    assertThat(examples).hasSize(4).allMatch(onOneLine(source)::contains);
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
