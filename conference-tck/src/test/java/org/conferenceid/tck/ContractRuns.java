package org.conferenceid.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Runs the contracts, or the part of them that is about one rule, against any store. */
final class ContractRuns {

  /** What the contracts test; one store at a time. */
  private static Function<Clock, ConferenceStore> make = MapStore::new;

  private ContractRuns() {}

  /** The tests that fail, of those whose name is wanted. */
  static List<String> failures(
      Function<Clock, ConferenceStore> store, Predicate<String> wantedName) {
    return run(store, wantedName).failed().stream()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  /** The tests that end well or fail, of those whose name is wanted. */
  static Events run(Function<Clock, ConferenceStore> store, Predicate<String> wantedName) {
    make = store;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(StoreRun.class), selectClass(OutboxRun.class))
        .filters(
            (PostDiscoveryFilter)
                test ->
                    FilterResult.includedIf(
                        !test.isTest() || wantedName.test(test.getDisplayName())))
        .execute()
        .testEvents();
  }

  /** The rules that the name of a test cites before its colon. */
  static List<String> rules(String test) {
    return List.of(test.substring(0, Math.max(0, test.indexOf(':'))).split(", "));
  }

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
    protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
      if (store instanceof MapStore map) {
        map.occupyAllBut(free);
      } else {
        super.occupyAllBut(store, free);
      }
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

    @Override
    protected ConferenceStore reopen(ConferenceStore store) {
      return store instanceof MapStore map ? map.reopen() : super.reopen(store);
    }

    @Override
    protected ConferenceStore secondNode(ConferenceStore store) {
      return store instanceof MapStore map ? map.reopen() : super.secondNode(store);
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
}
