package org.conferenceid.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the contracts, or the part of them that is about one rule, against any store. */
final class ContractRuns {

  /** Those with races, or with thousands of changes or messages, are run last, in this order. */
  private static final List<Class<?>> LONG =
      List.of(
          RaceRules.class,
          ListingRules.class,
          PortionRules.class,
          BulkRules.class,
          BulkRaceRules.class,
          NodeRules.class,
          VisibilityRules.class,
          BacklogRules.class);

  /** What the contracts test; one store at a time. */
  private static Function<Clock, ConferenceStore> make = MapStore::new;

  private static final List<Rule> ALL =
      Stream.concat(
              rules(StoreRun.class, ConferenceStoreContract.class),
              rules(OutboxRun.class, OutboxContract.class))
          .sorted(Comparator.comparing(Rule::turn))
          .toList();

  private ContractRuns() {}

  /** A test of a contract. */
  record Rule(Class<?> run, Class<?> group, Method test) {

    String name() {
      return test.getAnnotation(DisplayName.class).value();
    }

    /** Whether the name of the test cites a rule before its colon. */
    boolean cites(String rule) {
      String name = name();
      return List.of(name.substring(0, Math.max(0, name.indexOf(':'))).split(", ", -1))
          .contains(rule);
    }

    private DiscoverySelector selector() {
      return selectNestedMethod(List.of(run), group, test);
    }

    private int turn() {
      return LONG.indexOf(group.getSuperclass());
    }
  }

  private static Stream<Rule> rules(Class<?> run, Class<?> contract) {
    return Arrays.stream(contract.getDeclaredClasses())
        .filter(group -> group.isAnnotationPresent(Nested.class))
        .flatMap(
            group ->
                Arrays.stream(Objects.requireNonNull(group.getSuperclass()).getDeclaredMethods())
                    .filter(test -> test.isAnnotationPresent(Test.class))
                    .map(test -> new Rule(run, group, test)));
  }

  static Stream<Rule> all() {
    return ALL.stream();
  }

  /** The tests that fail. */
  static List<Event> failures(Function<Clock, ConferenceStore> store, Stream<Rule> tests) {
    make = store;
    return EngineTestKit.engine("junit-jupiter")
        .selectors(tests.map(Rule::selector).toArray(DiscoverySelector[]::new))
        .execute()
        .testEvents()
        .failed()
        .list();
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
    protected ConferenceStore reopenAfterCrash(ConferenceStore store) {
      return MapStore.of(store).map(MapStore::crash).orElseGet(() -> super.reopenAfterCrash(store));
    }

    @Override
    protected ConferenceStore reopen(ConferenceStore store) {
      return MapStore.of(store).map(MapStore::reopen).orElseGet(() -> super.reopen(store));
    }

    @Override
    protected ConferenceStore secondNode(ConferenceStore store) {
      return MapStore.of(store).map(MapStore::reopen).orElseGet(() -> super.secondNode(store));
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
