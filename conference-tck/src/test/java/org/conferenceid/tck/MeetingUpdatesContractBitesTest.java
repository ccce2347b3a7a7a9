package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the contract against updates with one fault each: the rule that it breaks is named. */
class MeetingUpdatesContractBitesTest {

  /** What the contract tests in this class; one test at a time. */
  private static MeetingFault present = MeetingFault.NONE;

  static class Run extends MeetingUpdatesContract {
    private final MutableClock clock = new MutableClock();

    @Override
    protected ConferenceStore createStore() {
      return new FaultyMeetings(present, clock);
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

  static Stream<MeetingFault> faults() {
    return Stream.of(MeetingFault.values()).filter(fault -> fault != MeetingFault.NONE);
  }

  private static List<String> failures(MeetingFault fault) {
    present = fault;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Run.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(event -> event.getTestDescriptor().getDisplayName())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNameTheRule(MeetingFault fault) {
    assertThat(failures(fault))
        .anyMatch(name -> name.substring(0, name.indexOf(':')).contains(fault.rule));
  }

  @Test
  @DisplayName("Sound updates break no rule")
  void shouldLetSoundUpdatesPass() {
    assertThat(failures(MeetingFault.NONE)).isEmpty();
  }

  @Test
  @DisplayName("Every rule of the updates has its text in the javadoc, and a fault that breaks it")
  void shouldCiteWhatIsThere() throws IOException {
    String text =
        Files.readString(
            Path.of("../conference-core/src/main/java/org/conferenceid/spi/MeetingUpdates.java"));
    List<String> rules =
        Pattern.compile("<dt id=\"(MU-\\d+)\">\\1")
            .matcher(text)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertThat(rules)
        .hasSize(11)
        .containsExactlyInAnyOrderElementsOf(faults().map(fault -> fault.rule).distinct().toList());
  }
}
