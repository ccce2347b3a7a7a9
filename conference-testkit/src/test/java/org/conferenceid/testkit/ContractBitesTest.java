package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the contracts against stores with one fault each: the rule that it breaks must be named. */
class ContractBitesTest {

  /** What the contracts test in this class; one test at a time. */
  private static Function<Clock, ConferenceStore> make = InMemoryConferenceStore::new;

  static class StoreRun extends ConferenceStoreContract {
    private final MutableClock clock = new MutableClock();

    @Override
    protected ConferenceStore createStore() {
      return make.apply(clock);
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

  static class OutboxRun extends OutboxContract {
    private final MutableClock clock = new MutableClock();

    @Override
    protected ConferenceStore createStore() {
      return make.apply(clock);
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

  private static List<String> failures(
      Function<Clock, ConferenceStore> store, DiscoverySelector... contract) {
    make = store;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(contract)
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  private static List<String> failuresOfStore(Function<Clock, ConferenceStore> store) {
    return failures(store, selectClass(StoreRun.class));
  }

  private static List<String> failuresOfOutbox(Function<Clock, ConferenceStore> store) {
    return failures(store, selectClass(OutboxRun.class));
  }

  @Test
  @DisplayName("A sound store breaks no rule")
  void soundStorePasses() {
    assertThat(failuresOfStore(InMemoryConferenceStore::new)).isEmpty();
    assertThat(failuresOfOutbox(InMemoryConferenceStore::new)).isEmpty();
  }

  @Test
  @DisplayName("CS-5 names a store that keeps the old ID alive")
  void oldIdAlive() {
    assertThat(failuresOfStore(BrokenStores.KeepsTheOldIdAlive::new))
        .contains("CS-5: the old ID is not active from the moment at which the new one is visible");
  }

  @Test
  @DisplayName("CS-4 names a store that forgets the quarantine on disabling, and on nothing else")
  void quarantineForgotten() {
    assertThat(failuresOfStore(BrokenStores.ForgetsTheQuarantineOnDisabling::new))
        .contains("CS-4: an ID retired by disabling is reserved to the last instant, then free")
        .doesNotContain(
            "CS-4: an ID retired by a reset is reserved to the last instant, then free");
  }

  @Test
  @DisplayName("CS-6 names a store that ignores the expected ID")
  void expectedIdIgnored() {
    assertThat(failuresOfStore(BrokenStores.IgnoresTheExpectedId::new))
        .contains("CS-6: a reset that expects an ID of the past is refused as stale");
  }

  @Test
  @DisplayName("CS-6 names a store that compares the expected ID before it changes, not while")
  void checkedThenActed() {
    assertThat(
            failures(
                BrokenStores.ChecksThenActs::new,
                selectNestedClass(List.of(StoreRun.class), ConferenceStoreContract.Races.class)))
        .containsExactly(
            "CS-6: of two resets that expect the same ID, one happens and the other is stale");
  }

  @Test
  @DisplayName("CS-8 names a store that applies a request key twice")
  void keyAppliedTwice() {
    assertThat(failuresOfStore(BrokenStores.AppliesARequestKeyTwice::new))
        .contains(
            "CS-8: each kind of wish, repeated with its key, gives the first result as a replay",
            "CS-8: of many wishes with one key, one is fulfilled and the others are replays of it");
  }

  @Test
  @DisplayName("CS-12 names a store that erases by disabling")
  void notErased() {
    assertThat(failuresOfStore(BrokenStores.ErasesOnlyByDisabling::new))
        .contains("CS-12: nothing names a user who was erased");
  }

  @Test
  @DisplayName("CS-14 names a store that never counts a reserved ID as free again")
  void neverFreeAgain() {
    assertThat(failuresOfStore(BrokenStores.CountsWhatIsFreeAgain::new))
        .containsExactly(
            "CS-14: the capacity counts active and reserved IDs, and those that are free again");
  }

  @Test
  @DisplayName("OB-3 names an outbox that does not count attempts")
  void attemptsNotCounted() {
    assertThat(failuresOfOutbox(BrokenStores.DoesNotCountAttempts::new))
        .contains("OB-3, OB-11: an attempt is counted when the message is claimed");
  }

  @Test
  @DisplayName("OB-4 names an outbox that takes the word of a worker that has lost its lease")
  void staleLeaseAcknowledged() {
    assertThat(failuresOfOutbox(BrokenStores.AcknowledgesWithAStaleLease::new))
        .contains(
            "OB-4: a worker whose message was claimed by another has lost it",
            "OB-4: a worker whose message was retried meanwhile has lost it, too");
  }

  @Test
  @DisplayName("OB-10 names an outbox that hands out the newest first")
  void newestFirst() {
    assertThat(failuresOfOutbox(BrokenStores.HandsOutTheNewestFirst::new))
        .contains(
            "OB-10: a claim takes the messages that were queued first, in their order, up to max");
  }
}
