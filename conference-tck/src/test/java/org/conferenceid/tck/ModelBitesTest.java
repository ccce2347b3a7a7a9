package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.ShrinkingMode;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the model against outboxes with one fault each: it must find them. */
class ModelBitesTest {
  /** Faults that show in what steps of two clients do to three users. */
  private static final List<String> FOUND =
      List.of(
          "asks the first of a chunk whether there is mail",
          "counts no attempt whose worker died",
          "loses a lease when its time is over",
          "begins the fences again when a message is sent again",
          "goes by the numbers alone",
          "waits for what was given up",
          "looks at what is due only",
          "finds messages by an old state",
          "keeps the first problem",
          "keeps figures in each node's memory");

  private static OutboxFault present = OutboxFault.of("", "is sound", MapOutbox::new);

  @PropertyDefaults(shrinking = ShrinkingMode.OFF)
  static class Run extends ConferenceStoreModel {
    private final MutableClock clock = new MutableClock();

    @Override
    protected int tries() {
      return 2000;
    }

    @Override
    protected ConferenceStore createStore() {
      return present.store().apply(clock);
    }

    @Override
    protected Instant now() {
      return clock.instant();
    }

    @Override
    protected void advance(Duration step) {
      clock.advance(step);
    }

    @Override
    protected boolean hasSecondNode() {
      return true;
    }

    @Override
    protected ConferenceStore secondNode(ConferenceStore store) {
      return store instanceof MapStore map ? ((MapOutbox) map.outbox()).secondNode() : store;
    }
  }

  static Stream<OutboxFault> faults() {
    return OutboxFault.all().filter(fault -> FOUND.contains(fault.text()));
  }

  @ParameterizedTest(name = "The model {0}")
  @MethodSource("faults")
  void shouldFindTheFault(OutboxFault fault) {
    present = fault;
    List<Event> failures =
        EngineTestKit.engine("jqwik")
            .configurationParameter("jqwik.reporting.usejunitplatform", "true")
            .selectors(selectClass(Run.class))
            .execute()
            .testEvents()
            .failed()
            .list();

    assertThat(failures).as("properties that fail").isNotEmpty();
  }
}
