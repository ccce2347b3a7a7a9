package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    @Override
    protected void inTransaction(
        ConferenceStore store, boolean commit, Consumer<ConferenceStore> work) {
      if (store instanceof MapStore map) {
        map.inTransaction(commit, work);
      } else {
        super.inTransaction(store, commit, work);
      }
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

  /** A store with one fault, and the rule that it breaks. */
  record Fault(
      String rule, Class<? extends StoreHooks> contract, Function<Clock, ConferenceStore> store) {
    /** The rule and the fault, for the name of the test. */
    @Override
    public String toString() {
      return rule
          + " names a store that "
          + store.apply(new MutableClock()).getClass().getSimpleName();
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("CS-4", StoreRun.class, FaultyMapStores.ForgetsTheQuarantineOnDisabling::new),
        new Fault("CS-4", StoreRun.class, FaultyMapStores.ReusesAnIdAtItsLastSecond::new),
        new Fault("CS-4", StoreRun.class, FaultyMapStores.TakesTheQuarantineAway::new),
        new Fault("CS-2", StoreRun.class, FaultyMapStores.GivesOneIdToTwoUsers::new),
        new Fault("CS-5", StoreRun.class, BrokenStores.KeepsTheOldIdAlive::new),
        new Fault("CS-5", StoreRun.class, FaultyMapStores.ReturnsAStaleRead::new),
        new Fault("CS-6", StoreRun.class, FaultyMapStores.IgnoresTheExpectedId::new),
        new Fault("CS-6", StoreRun.class, FaultyMapStores.IgnoresTheExpectedVersion::new),
        new Fault("CS-6", StoreRun.class, FaultyMapStores.ChecksThenActs::new),
        new Fault("CS-8", StoreRun.class, FaultyMapStores.ReplaysWhateverVersionIsExpected::new),
        new Fault("CS-8", StoreRun.class, FaultyMapStores.AppliesAnIdempotencyKeyTwice::new),
        new Fault("CS-10", StoreRun.class, FaultyMapStores.DropsTheOrderOfTheAudit::new),
        new Fault("CS-10", StoreRun.class, FaultyMapStores.ForgetsThePublicReason::new),
        new Fault("CS-10", StoreRun.class, FaultyMapStores.IgnoresTheActorAskedFor::new),
        new Fault("CS-10", StoreRun.class, FaultyMapStores.ReadsTheAuditATickTooFar::new),
        new Fault("CS-15", StoreRun.class, FaultyMapStores.TellsOfWhatWasRolledBack::new),
        new Fault("CS-15", StoreRun.class, FaultyMapStores.TellsTwice::new),
        new Fault("CS-12", StoreRun.class, BrokenStores.ErasesOnlyByDisabling::new),
        new Fault("CS-14", StoreRun.class, BrokenStores.CountsWhatIsFreeAgain::new),
        new Fault("CS-17", StoreRun.class, FaultyMapStores.KeepsAPartOfAChunk::new),
        new Fault("CS-17", StoreRun.class, FaultyMapStores.MakesAChunkOneByOne::new),
        new Fault("CS-17", StoreRun.class, BrokenStores.AnswersInAnotherOrder::new),
        new Fault("CS-18", StoreRun.class, FaultyMapStores.AdoptsAReservedId::new),
        new Fault("CS-18", StoreRun.class, FaultyMapStores.AdoptsWhatItShouldWithhold::new),
        new Fault("CS-19", StoreRun.class, FaultyMapStores.SkipsTheEquallyOld::new),
        new Fault("CS-20", StoreRun.class, FaultyMapStores.CountsWhatHasEnded::new),
        new Fault("OB-1", OutboxRun.class, FaultyMapStores.LosesTheMessageOfARetry::new),
        new Fault("OB-1", StoreRun.class, FaultyMapStores.QueuesAMessageForARefusedReset::new),
        new Fault("OB-2", OutboxRun.class, FaultyMapStores.HandsOneLeaseToTwoWorkers::new),
        new Fault("OB-3", OutboxRun.class, BrokenStores.DoesNotCountAttempts::new),
        new Fault("OB-4", OutboxRun.class, FaultyMapStores.AcknowledgesWithAStaleLease::new),
        new Fault("OB-12", OutboxRun.class, FaultyMapStores.NamesEachAttempt::new),
        new Fault("OB-12", OutboxRun.class, FaultyMapStores.NamesMessagesByTheirUser::new),
        new Fault("OB-13", OutboxRun.class, FaultyMapStores.ForgetsExcuses::new),
        new Fault("OB-13", OutboxRun.class, FaultyMapStores.ForgetsWhatMayHaveBeenSent::new),
        new Fault("OB-15", OutboxRun.class, FaultyLeases.TellsAnotherUsersContext::new),
        new Fault("OB-15", OutboxRun.class, FaultyLeases.TellsAnErasedActor::new),
        new Fault("OB-15", OutboxRun.class, FaultyLeases.TellsTheActorOnly::new),
        new Fault("OB-14", OutboxRun.class, BrokenStores.CountsDeadWorkersAsBusy::new),
        new Fault("OB-10", OutboxRun.class, BrokenStores.HandsOutTheNewestFirst::new));
  }

  /** One fault for each rule. */
  static Stream<Fault> firstFaults() {
    Set<String> rules = new HashSet<>();
    return faults().filter(fault -> rules.add(fault.rule()));
  }

  static Stream<Fault> furtherFaults() {
    Set<String> rules = new HashSet<>();
    return faults().filter(fault -> !rules.add(fault.rule()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("firstFaults")
  void shouldNameTheRuleAndNoOther(Fault fault) {
    assertNamed(fault);
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}")
  @MethodSource("furtherFaults")
  void shouldNameTheRuleWhateverBreaksIt(Fault fault) {
    assertNamed(fault);
  }

  private static void assertNamed(Fault fault) {
    List<String> failures = failures(fault.store(), selectClass(fault.contract()));

    assertThat(failures).isNotEmpty();
    assertThat(failures).allMatch(name -> rules(name).contains(fault.rule()));
  }

  /** The rules that the name of a test cites before its colon. */
  private static List<String> rules(String test) {
    return List.of(test.substring(0, test.indexOf(':')).split(", "));
  }

  @Test
  @DisplayName("A sound store breaks no rule")
  void shouldLetASoundStorePass() {
    assertThat(failures(InMemoryConferenceStore::new, selectClass(StoreRun.class))).isEmpty();
    assertThat(failures(InMemoryConferenceStore::new, selectClass(OutboxRun.class))).isEmpty();
  }
}
