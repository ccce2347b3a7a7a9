package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many changes as one: CS-17. */
abstract class BulkRules extends Rules {
  private static final UserId DORA = UserId.of("dora");
  private static final UserId EMIL = UserId.of("emil");
  private static final int MANY = 1200;
  private static final ConferenceId GUESSABLE = ConferenceId.parse("1234567");

  BulkRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-17, CS-6, CS-8: expected versions are judged in a chunk as for single changes")
  void shouldJudgeExpectedVersions() {
    enable(AMELIE);
    enable(BRUNO);
    done(Wish.enable(CHLOE));
    ChangeResult.Done first = done(Wish.reset(CHLOE).key("k"));
    List<ChangeResult> results =
        makeAll(
            List.of(
                Wish.reset(AMELIE).expectingVersion(1),
                Wish.reset(BRUNO).expectingVersion(2),
                Wish.reset(CHLOE).expectingVersion(1).key("k")));

    assertThat(results.get(0)).as("what became of number 1").isInstanceOf(ChangeResult.Done.class);
    assertThat(results.get(1))
        .as("what became of number 2")
        .isEqualTo(new ChangeResult.StaleId(store.find(BRUNO).orElseThrow()));
    assertThat(results.get(2))
        .as("what became of number 3")
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
    assertThat(makeAll(List.of(Wish.reset(CHLOE).expectingVersion(2).key("k"))))
        .as("what becomes of each change of the chunk")
        .containsExactly(new ChangeResult.KeyReused());
  }

  @Test
  @DisplayName("CS-17, CS-1, CS-5: each change of a chunk shows as it would have alone")
  void shouldMakeEachInOnePiece() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    done(Wish.enable(BRUNO).withoutMail(), offering(ID_2));
    done(Wish.enable(CHLOE).withoutMail());
    advance(Duration.ofHours(1));
    Optional<ConferenceId> chloesId = idOf(CHLOE);

    List<ChangeResult.Done> done =
        doneAll(
            List.of(
                Wish.disable(BRUNO).quarantine(Duration.ofDays(9)),
                Wish.enable(DORA),
                Wish.info(CHLOE),
                Wish.reset(AMELIE)));

    List<ConferenceEvent> events = done.stream().map(ChangeResult.Done::event).toList();
    Optional<ConferenceId> dorasId = events.get(1).newId();
    Optional<ConferenceId> ameliesId = events.get(3).newId();
    assertThat(events)
        .as("the events, in the order of the changes")
        .containsExactly(
            event(EventKind.DISABLED, BRUNO, Optional.of(ID_2), Optional.empty(), 2),
            event(EventKind.ENABLED, DORA, Optional.empty(), dorasId, 1),
            event(EventKind.INFO_REQUESTED, CHLOE, chloesId, chloesId, 1),
            event(EventKind.RESET, AMELIE, Optional.of(ID_1), ameliesId, 2));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Retired(Optional.of(AMELIE), now(), now().plus(Wish.QUARANTINE)));
    assertThat(store.lookup(ID_2))
        .as("what the ID %s is", ID_2)
        .isEqualTo(new Lookup.Retired(Optional.of(BRUNO), now(), now().plus(Duration.ofDays(9))));
    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, ameliesId, 2, now()));
    assertThat(store.lookup(ameliesId.orElseThrow()))
        .as("what the ID %s is", ameliesId.orElseThrow())
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.find(DORA))
        .as("%s as found", DORA)
        .contains(new Organizer(DORA, dorasId, 1, now()));
    assertThat(store.lookup(dorasId.orElseThrow()))
        .as("what the ID %s is", dorasId.orElseThrow())
        .isEqualTo(new Lookup.Active(DORA));
    assertThat(store.find(BRUNO))
        .as("%s as found", BRUNO)
        .contains(new Organizer(BRUNO, Optional.empty(), 2, now()));
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(3, 2));
    events.forEach(
        event ->
            assertThat(lastEntryOf(event.user()).event())
                .as("what the last entry of %s says", event.user())
                .isEqualTo(event));
    assertThat(claim())
        .as("the messages that can be claimed")
        .extracting(Lease::user)
        .containsExactlyInAnyOrder(AMELIE, BRUNO, CHLOE, DORA);
  }

  private ConferenceEvent event(
      EventKind kind,
      UserId user,
      Optional<ConferenceId> oldId,
      Optional<ConferenceId> newId,
      long version) {
    return new ConferenceEvent(kind, user, oldId, newId, version, now());
  }

  @Test
  @DisplayName(
      "CS-17, CS-6, CS-7, CS-8: each has its own answer, and refusals keep nothing from being done")
  void shouldJudgeEach() {
    done(Wish.enable(AMELIE).key("k"), offering(ID_1));
    ChangeResult.Done first = done(Wish.enable(BRUNO).key("k"), offering(ID_2));
    enable(CHLOE);
    enable(DORA);

    List<ChangeResult> results =
        makeAll(
            List.of(
                Wish.reset(EMIL),
                Wish.reset(AMELIE).key("k"),
                Wish.enable(BRUNO).key("k"),
                Wish.reset(CHLOE).expecting(ID_3),
                Wish.enable(DORA),
                Wish.enable(UserId.of("frida"))));

    assertThat(results.get(0))
        .as("what became of number 1")
        .isEqualTo(new ChangeResult.NotEnabled());
    assertThat(results.get(1))
        .as("what became of number 2")
        .isEqualTo(new ChangeResult.KeyReused());
    assertThat(results.get(2))
        .as("what became of number 3")
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
    assertThat(results.get(3))
        .as("what became of number 4")
        .isEqualTo(new ChangeResult.StaleId(store.find(CHLOE).orElseThrow()));
    assertThat(results.get(4))
        .as("what became of number 5")
        .isEqualTo(new ChangeResult.AlreadyEnabled(store.find(DORA).orElseThrow()));
    assertThat(results.get(5)).as("what became of number 6").isInstanceOf(ChangeResult.Done.class);
    assertThat(results).as("what became of each").hasSize(6);
    assertThat(entries()).as("all entries").hasSize(5);
    assertThat(store.find(EMIL)).as("%s as found", EMIL).isEmpty();
  }

  @Test
  @DisplayName("CS-17, CS-8: a chunk repeated with its keys is replayed and changes nothing")
  void shouldReplay() {
    enable(AMELIE);
    List<Wish> chunk = List.of(Wish.reset(AMELIE).key("run 1"), Wish.enable(BRUNO).key("run 1"));
    List<ChangeResult.Done> first = doneAll(chunk);
    Snapshot before = snapshot();
    advance(Duration.ofMinutes(1));

    assertThat(doneAll(chunk))
        .as("what becomes of each change of the chunk")
        .isEqualTo(
            first.stream().map(one -> new ChangeResult.Done(one.event(), true, true)).toList());
    assertThat(snapshot()).as("users, entries and capacity, which are as before").isEqualTo(before);
    assertThat(done(Wish.reset(AMELIE).key("run 1")).replayed())
        .as("whether a reset of %s with the key run1 is a replay", AMELIE)
        .isTrue();
  }

  @Test
  @DisplayName("CS-17, CS-8: each change of a chunk has its own key, or none")
  void shouldKeepKeysApart() {
    List<Wish> enabling = users(40).stream().map(BulkRules::enabling).toList();
    doneAll(enabling);

    assertThat(doneAll(enabling))
        .as("what becomes of each change of the chunk")
        .allMatch(ChangeResult.Done::replayed);
    List<Wish> unkeyed = users(40).stream().map(Wish::info).toList();
    doneAll(unkeyed);
    assertThat(doneAll(unkeyed))
        .as("what becomes of each change of the chunk")
        .noneMatch(ChangeResult.Done::replayed);
  }

  private static Wish enabling(UserId user) {
    return Wish.enable(user).key("key of " + user.value());
  }

  @Test
  @DisplayName("CS-17: when the generator fails in the middle, nothing was changed")
  void shouldChangeNothingWhenItFails() {
    enable(AMELIE, ID_1);
    enable(BRUNO, ID_2);
    Snapshot before = snapshot();
    Optional<Organizer> dora = store.find(DORA);
    List<Wish> chunk =
        List.of(Wish.info(CHLOE), Wish.disable(BRUNO), Wish.enable(DORA), Wish.reset(AMELIE));

    assertThatThrownBy(() -> makeAll(chunk, ScriptedIdGenerator.only(ID_3)))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(AssertionError.class);

    assertThat(snapshot()).as("users, entries and capacity, which are as before").isEqualTo(before);
    assertThat(store.find(DORA)).as("%s as found", DORA).isEqualTo(dora);
    assertThat(store.lookup(ID_2))
        .as("what the ID %s is", ID_2)
        .isEqualTo(new Lookup.Active(BRUNO));
    assertThat(store.lookup(ID_3)).as("what the ID %s is", ID_3).isEqualTo(new Lookup.Unknown());
    assertThat(enable(CHLOE, ID_3).event().newId().orElseThrow())
        .as("the ID that %s is given", CHLOE)
        .isEqualTo(ID_3);
    assertThat(makeAll(chunk))
        .as("what becomes of each change of the chunk")
        .filteredOn(ChangeResult.Done.class::isInstance)
        .hasSize(4);
  }

  @Test
  @DisplayName("CS-17, CS-2, CS-3: a candidate that comes up again is given once")
  void shouldGiveACandidateOnce() {
    enable(AMELIE, ID_1);
    List<Wish> chunk = List.of(Wish.enable(BRUNO), Wish.enable(CHLOE), Wish.enable(DORA));

    List<ChangeResult.Done> done = doneAll(chunk, offering(ID_2, ID_1, ID_2, ID_2, ID_3));

    assertThat(done)
        .as("what became of the changes")
        .extracting(Rules::newId)
        .doesNotHaveDuplicates()
        .contains(ID_2);
    assertThat(done).as("what became of the changes").extracting(Rules::newId).doesNotContain(ID_1);
  }

  @Test
  @DisplayName(
      "CS-17, CS-4, CS-5, CS-16: no reserved or guessable ID is given, nor one of the chunk's")
  void shouldPassOverReservedIds() {
    enable(AMELIE, ID_1);
    enable(BRUNO, ID_2);
    disable(BRUNO);
    List<Wish> chunk = List.of(Wish.reset(AMELIE), Wish.enable(BRUNO), Wish.enable(CHLOE));

    List<ChangeResult.Done> done =
        doneAll(chunk, offering(ID_1, ID_2, GUESSABLE, ID_1, ID_2, GUESSABLE));

    assertThat(done)
        .as("what became of the changes")
        .extracting(Rules::newId)
        .doesNotContain(ID_1, ID_2, GUESSABLE);
    assertThat(done)
        .as("what became of the changes")
        .extracting(Rules::newId)
        .noneMatch(ConferenceIdPolicy::isGuessable);
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
    assertThat(store.lookup(ID_2)).as("what the ID %s is", ID_2).isInstanceOf(Lookup.Retired.class);
  }

  @Test
  @DisplayName("CS-17, CS-4: IDs whose quarantine is over are given again, not a moment before")
  void shouldGiveIdsAgain() {
    enable(AMELIE, ID_1);
    enable(BRUNO, ID_2);
    doneAll(List.of(Wish.disable(AMELIE), Wish.disable(BRUNO)));
    List<Wish> enabling = List.of(Wish.enable(AMELIE), Wish.enable(CHLOE));

    advance(Wish.QUARANTINE.minus(TICK));
    assertThat(doneAll(enabling, offering(ID_1, ID_2)))
        .as("what becomes of each change of the chunk")
        .extracting(Rules::newId)
        .doesNotContain(ID_1, ID_2);
    advance(TICK);
    assertThat(doneAll(List.of(Wish.reset(AMELIE), Wish.enable(BRUNO)), offering(ID_1, ID_2)))
        .as("what becomes of each change of the chunk")
        .extracting(Rules::newId)
        .containsExactlyInAnyOrder(ID_1, ID_2);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(3, 1));
  }

  @Test
  @DisplayName("CS-17, CS-9, CS-10: a large chunk is done in full, answer by answer")
  void shouldMakeManyChanges() {
    List<UserId> users = new ArrayList<>(users(MANY));
    doneAll(users.stream().map(user -> Wish.enable(user).withoutMail()).toList());
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(MANY, 0));
    Collections.shuffle(users, new Random(17));
    advance(Duration.ofDays(1));

    List<ChangeResult.Done> done = doneAll(users.stream().map(Wish::reset).toList());

    assertThat(done)
        .as("what became of the changes")
        .extracting(one -> one.event().user())
        .isEqualTo(users);
    assertThat(done)
        .as("what became of the changes")
        .allMatch(one -> one.event().version() == 2 && !one.replayed());
    Set<ConferenceId> ids =
        done.stream()
            .flatMap(
                one ->
                    Stream.of(one.event().newId().orElseThrow(), one.event().oldId().orElseThrow()))
            .collect(Collectors.toSet());
    assertThat(ids).as("all IDs that were given").hasSize(2 * MANY);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(MANY, MANY));
    for (ChangeResult.Done one : List.of(done.get(0), done.get(MANY / 2), done.get(MANY - 1))) {
      assertThat(idOf(one.event().user()))
          .as("the ID of %s", one.event().user())
          .contains(one.event().newId().orElseThrow());
      assertThat(lastEntryOf(one.event().user()).event())
          .as("the event in the last entry of %s", one.event().user())
          .isEqualTo(one.event());
    }
  }

  @Test
  @DisplayName("CS-17: a chunk with two changes of one user is refused, and nothing is changed")
  void shouldRefuseTwoChangesOfOneUser() {
    List<Wish> chunk = List.of(Wish.enable(AMELIE), Wish.enable(BRUNO), Wish.reset(AMELIE));

    assertThatThrownBy(() -> makeAll(chunk))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(InvalidValueException.class);

    assertThat(entries()).as("all entries").isEmpty();
    assertThat(store.find(BRUNO)).as("%s as found", BRUNO).isEmpty();
  }

  @Test
  @DisplayName("CS-17: a chunk without changes has no answers")
  void shouldMakeNoChanges() {
    assertThat(makeAll(List.of())).as("what becomes of each change of the chunk").isEmpty();
  }

  @Test
  @DisplayName("CS-17, CS-3: when the last free ID is given, the others of a chunk are done anyway")
  void shouldFindTheLastFreeIds() {
    hooks.occupyAllBut(store, List.of(ID_1, ID_2, ID_3));
    enable(AMELIE);

    List<ChangeResult> results =
        makeAll(
            List.of(
                Wish.enable(BRUNO),
                Wish.info(AMELIE),
                Wish.enable(CHLOE),
                Wish.enable(DORA),
                Wish.reset(EMIL)));

    assertThat(results)
        .as("what became of each")
        .filteredOn(ChangeResult.Done.class::isInstance)
        .hasSize(3);
    assertThat(results)
        .as("what became of each")
        .filteredOn(ChangeResult.Exhausted.class::isInstance)
        .hasSize(1);
    assertThat(results.get(1)).as("what became of number 2").isInstanceOf(ChangeResult.Done.class);
    assertThat(results.get(4))
        .as("what became of number 5")
        .isEqualTo(new ChangeResult.NotEnabled());
    assertThat(store.capacity().free()).as("how many IDs are free").isZero();
    assertThat(store.capacity().active()).as("how many IDs are active").isEqualTo(3);
    Wish reset = Wish.reset(AMELIE);
    assertThat(makeAll(List.of(reset)))
        .as("what becomes of each change of the chunk")
        .containsExactly(new ChangeResult.Exhausted());
    advance(Wish.QUARANTINE);
    assertThat(makeAll(List.of(reset)))
        .as("what becomes of each change of the chunk")
        .containsExactly(new ChangeResult.Exhausted());
  }
}
