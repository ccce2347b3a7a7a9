package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import org.conferenceid.AuditEntry;
import org.conferenceid.AuditQuery;
import org.conferenceid.Cause;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;

/** Any sequence of changes on a store of four IDs, against a model that consists of maps. */
class InMemoryStoreModelTest {
  private static final List<ConferenceId> POOL =
      List.of(
          ConferenceId.of("4839201"),
          ConferenceId.of("2750386"),
          ConferenceId.of("6194728"),
          ConferenceId.of("9036517"));
  private static final long WITHHELD = (long) ConferenceIdPolicy.ISSUABLE - POOL.size();

  /** What is done in one step. */
  sealed interface Step {}

  /** A change; what it expects is the n-th ID of the pool. */
  record Make(
      EventKind kind, UserId user, Optional<String> key, Optional<Integer> expected, int days)
      implements Step {
    Change change() {
      Cause cause = key.map(Cause.UNSTATED::keyed).orElse(Cause.UNSTATED);
      Wish wish = Wish.of(kind, user).cause(cause).quarantine(Duration.ofDays(days));
      return expected
          .filter(any -> kind == EventKind.RESET)
          .map(n -> wish.expecting(POOL.get(n)))
          .orElse(wish)
          .change();
    }
  }

  record Erase(UserId user, int days) implements Step {}

  record Wait(Duration time) implements Step {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<UserId> user = Arbitraries.of("amelie", "bruno", "chloe").map(UserId::of);
    Arbitrary<Integer> days = Arbitraries.integers().between(1, 5);
    Arbitrary<Step> make =
        Combinators.combine(
                Arbitraries.frequency(
                    Tuple.of(4, EventKind.ENABLED),
                    Tuple.of(4, EventKind.RESET),
                    Tuple.of(2, EventKind.DISABLED),
                    Tuple.of(1, EventKind.INFO_REQUESTED)),
                user,
                Arbitraries.of("k1", "k2").optional(0.3),
                Arbitraries.integers().between(0, 3).optional(0.3),
                days)
            .as(Make::new);
    Arbitrary<Step> erase = Combinators.combine(user, days).as(Erase::new);
    Arbitrary<Step> pause =
        Arbitraries.of(Duration.ofNanos(1), Duration.ofDays(1), Duration.ofDays(1).minusNanos(1))
            .map(Wait::new);
    return Arbitraries.frequencyOf(Tuple.of(12, make), Tuple.of(1, erase), Tuple.of(4, pause))
        .list()
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Property(tries = 400)
  @Label("CS-1 to CS-14: after every step the store is what the model says")
  void behavesAsTheModel(@ForAll("steps") List<Step> steps) {
    MutableClock clock = new MutableClock();
    InMemoryConferenceStore store = new InMemoryConferenceStore(clock);
    store.withholdAllBut(POOL);
    StoreModel model = new StoreModel(Set.copyOf(POOL));
    ConferenceIdGenerator ids = new SeededIdGenerator(1);

    for (Step step : steps) {
      Instant now = clock.instant();
      if (step instanceof Wait wait) {
        clock.advance(wait.time());
      } else if (step instanceof Erase erase) {
        Duration quarantine = Duration.ofDays(erase.days());
        assertThat(store.erase(erase.user(), quarantine))
            .isEqualTo(model.erase(erase.user(), now, quarantine));
      } else if (step instanceof Make make) {
        Set<ConferenceId> free = model.free(now);
        ChangeResult result = store.change(make.change(), ids);
        assertThat(result).isEqualTo(model.change(make.change(), now, assigned(result)));
        Statistics.label("result").collect(result.getClass().getSimpleName());
        if (isNew(result) && make.kind() != EventKind.INFO_REQUESTED) {
          assertThat(free).containsAll(assigned(result).stream().toList());
        }
      }
      assertSame(store, model, clock.instant());
    }
  }

  private static boolean isNew(ChangeResult result) {
    return result instanceof Done done && !done.replayed();
  }

  private static Optional<ConferenceId> assigned(ChangeResult result) {
    return result instanceof Done done ? done.event().newId() : Optional.empty();
  }

  private static void assertSame(InMemoryConferenceStore store, StoreModel model, Instant now) {
    for (String name : List.of("amelie", "bruno", "chloe")) {
      UserId user = UserId.of(name);
      assertThat(store.find(user)).isEqualTo(Optional.ofNullable(model.users.get(user)));
    }
    for (ConferenceId id : POOL) {
      assertThat(store.lookup(id)).isEqualTo(model.lookup(id, now));
    }
    assertThat(store.capacity()).isEqualTo(model.capacity(now, WITHHELD));
    assertThat(store.audit(AuditQuery.all()).items())
        .extracting(AuditEntry::event)
        .isEqualTo(model.audit);
  }
}
