package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which ID a user gets: CS-2, CS-3 and CS-16. */
abstract class AssigningRules extends Rules {
  private static final ConferenceId GUESSABLE = ConferenceId.parse("1234567");

  AssigningRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-2: an ID that is active is given to nobody else")
  void shouldNotGiveAnActiveIdTwice() {
    enable(AMELIE, ID_1);

    ConferenceId enabled = enable(BRUNO, ID_1).event().newId().orElseThrow();
    ConferenceId reset = done(Wish.reset(BRUNO), offering(ID_1)).event().newId().orElseThrow();

    assertThat(List.of(enabled, reset)).as("the IDs that %s is given", BRUNO).doesNotContain(ID_1);
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(idOf(BRUNO)).as("the ID of %s", BRUNO).contains(reset);
  }

  @Test
  @DisplayName("CS-2, CS-5: a reset gives another ID, even if the present one is drawn again")
  void shouldNotGiveThePresentIdAgain() {
    enable(AMELIE, ID_1);

    ConferenceId newId =
        done(Wish.reset(AMELIE), offering(ID_1, ID_1)).event().newId().orElseThrow();

    assertThat(newId).as("the ID that %s is given, who has had another", AMELIE).isNotEqualTo(ID_1);
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
  }

  @Test
  @DisplayName("CS-2: a hundred users have a hundred IDs")
  void shouldGiveEveryUserAnIdOfTheirOwn() {
    Set<ConferenceId> given = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      given.add(enable(UserId.of("user " + i)).event().newId().orElseThrow());
    }
    assertThat(given).as("the IDs that were given").hasSize(100);
    assertThat(store.capacity().active()).as("how many IDs are active").isEqualTo(100);
  }

  @Test
  @DisplayName("CS-3: the first candidate is taken when it is free")
  void shouldTakeTheFirstCandidate() {
    assertThat(enable(AMELIE, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", AMELIE)
        .isEqualTo(ID_1);
    assertThat(done(Wish.reset(AMELIE), offering(ID_2, ID_3)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", AMELIE)
        .isEqualTo(ID_2);
  }

  @Test
  @DisplayName("CS-3: of the candidates drawn, the first free one is taken, in their order")
  void shouldTakeTheFirstFreeCandidate() {
    enable(AMELIE, ID_3);
    enable(BRUNO, ID_2);
    Set<ConferenceId> taken = Set.of(ID_2, ID_3);
    DrawnIds drawn = new DrawnIds(offering(ID_3, ID_2, ID_3, ID_1));

    ConferenceId assigned = done(Wish.enable(CHLOE), drawn).event().newId().orElseThrow();

    Optional<ConferenceId> firstFree =
        drawn.ids.stream().filter(id -> !taken.contains(id)).findFirst();
    assertThat(drawn.ids).as("the candidates that were drawn").isNotEmpty();
    assertThat(assigned)
        .as("the ID that %s is given: the first free candidate", CHLOE)
        .isEqualTo(firstFree.orElse(assigned));
    assertThat(taken).as("the IDs that others have").doesNotContain(assigned);
  }

  private static final class DrawnIds implements ConferenceIdGenerator {
    private final ConferenceIdGenerator source;
    private final List<ConferenceId> ids = new ArrayList<>();

    DrawnIds(ConferenceIdGenerator source) {
      this.source = source;
    }

    @Override
    public ConferenceId next() {
      ConferenceId id = source.next();
      ids.add(id);
      return id;
    }

    @Override
    public int nextIndex(int bound) {
      return source.nextIndex(bound);
    }
  }

  @Test
  @DisplayName(
      "CS-3: a candidate that comes up many times while it is taken does not exhaust a store")
  void shouldFindAnIdBeyondManyCollisions() {
    enable(AMELIE, ID_1);
    ConferenceId[] collisions = new ConferenceId[40];
    Arrays.fill(collisions, ID_1);

    assertThat(enable(BRUNO, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", BRUNO)
        .isNotEqualTo(ID_1);
    assertThat(done(Wish.reset(BRUNO), offering(collisions)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", BRUNO)
        .isNotEqualTo(ID_1);
  }

  @Test
  @DisplayName(
      "CS-3: the last free ID is found, then the store is exhausted and users keep their IDs")
  void shouldFindTheLastFreeId() {
    hooks.occupyAllBut(store, List.of(ID_1, ID_2));

    ConferenceId first = enable(AMELIE).event().newId().orElseThrow();
    ConferenceId second = enable(BRUNO).event().newId().orElseThrow();
    assertThat(Set.of(first, second)).as("the last two IDs").containsExactlyInAnyOrder(ID_1, ID_2);
    assertThat(store.capacity().free()).as("how many IDs are free").isZero();

    assertThat(make(Wish.enable(CHLOE)))
        .as("what becomes of an enabling of %s", CHLOE)
        .isEqualTo(new ChangeResult.Exhausted());
    assertThat(make(Wish.reset(AMELIE).key("k")))
        .as("what becomes of a reset of %s with the key k", AMELIE)
        .isEqualTo(new ChangeResult.Exhausted());
    assertThat(store.find(CHLOE)).as("%s as found", CHLOE).isEmpty();
    assertThat(store.lookup(first))
        .as("what the ID %s is", first)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.find(AMELIE).orElseThrow().version())
        .as("the version of %s", AMELIE)
        .isEqualTo(1);
    assertThat(entries()).as("all entries").hasSize(2);
  }

  @Test
  @DisplayName("CS-3, CS-4: a full store has a free ID again when a quarantine is over, not before")
  void shouldFindAnIdWhoseQuarantineIsOver() {
    hooks.occupyAllBut(store, List.of(ID_1));
    enable(AMELIE);
    disable(AMELIE);

    advance(Wish.QUARANTINE.minus(TICK));
    assertThat(make(Wish.enable(BRUNO)))
        .as("what becomes of an enabling of %s", BRUNO)
        .isEqualTo(new ChangeResult.Exhausted());
    advance(TICK);
    assertThat(enable(BRUNO).event().newId().orElseThrow())
        .as("the ID that %s is given", BRUNO)
        .isEqualTo(ID_1);
  }

  @Test
  @DisplayName("CS-3: in a nearly full store every free ID has a chance")
  void shouldPickAmongTheFreeIds() {
    hooks.occupyAllBut(store, List.of(ID_1, ID_2, ID_3));
    Set<ConferenceId> met = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      UserId user = UserId.of("user " + i);
      met.add(enable(user).event().newId().orElseThrow());
      store.erase(user, Duration.ofDays(1));
      advance(Duration.ofDays(1));
    }
    assertThat(met)
        .as("the IDs that were given, of three free ones")
        .containsExactlyInAnyOrder(ID_1, ID_2, ID_3);
  }

  @Test
  @DisplayName("CS-16: a guessable candidate is passed over")
  void shouldNotAssignAGuessableId() {
    assertThat(ConferenceIdPolicy.isGuessable(GUESSABLE))
        .as("whether the ID of this test is guessable")
        .isTrue();

    assertThat(
            ConferenceIdPolicy.isGuessable(enable(AMELIE, GUESSABLE).event().newId().orElseThrow()))
        .as("whether the ID that was given is guessable")
        .isFalse();
    ConferenceId next =
        done(Wish.reset(AMELIE), offering(GUESSABLE, GUESSABLE)).event().newId().orElseThrow();
    assertThat(ConferenceIdPolicy.isGuessable(next))
        .as("whether the ID that was given is guessable")
        .isFalse();
    assertThat(store.lookup(GUESSABLE))
        .as("what the ID %s is", GUESSABLE)
        .isEqualTo(new Lookup.Unknown());
  }
}
