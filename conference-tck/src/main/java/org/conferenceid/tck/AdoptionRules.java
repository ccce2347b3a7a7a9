package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** IDs that users have already: CS-18. */
abstract class AdoptionRules extends HistoryRules {
  private static final AdoptionResult WITHHELD = new AdoptionResult.NotApplied();
  private static final ConferenceId GUESSABLE = ConferenceId.parse("1234567");
  private static final int MANY = 1200;
  private static final int ROUNDS = 10;

  AdoptionRules(StoreHooks hooks) {
    super(hooks);
  }

  private static Adoption adoption(UserId user, ConferenceId id) {
    return new Adoption(user, id, RequestContext.NONE);
  }

  private List<AdoptionResult> adopt(AdoptionMode mode, Adoption... adoptions) {
    return store.adopt(List.of(adoptions), mode);
  }

  @Test
  @DisplayName("CS-18, CS-1: an adoption enables a user with the ID, audited and without a message")
  void shouldAdoptInOnePiece() {
    RequestContext cause = RequestContext.NONE.by("ada").reason("from the old system");

    List<AdoptionResult> results =
        adopt(AdoptionMode.ALL_OR_NOTHING, new Adoption(AMELIE, ID_1, cause));

    ConferenceEvent event =
        new ConferenceEvent(
            EventKind.ENABLED, AMELIE, Optional.empty(), Optional.of(ID_1), 1, now());
    assertThat(results)
        .as("what became of each")
        .containsExactly(new AdoptionResult.Adopted(event, true));
    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, Optional.of(ID_1), 1, now()));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 0));
    AuditEntry entry = lastEntryOf(AMELIE);
    assertThat(entry.event()).as("the event in %s", named(entry)).isEqualTo(event);
    assertThat(entry.context()).as("who asked and why, in %s", named(entry)).isEqualTo(cause);
    assertThat(entry.delivery().state())
        .as("the state of the message of %s", named(entry))
        .isEqualTo(DeliveryState.OFF);
    assertThat(claim()).as("the messages that can be claimed").isEmpty();
  }

  @Test
  @DisplayName("CS-18, CS-9: the version of somebody who was enabled before goes on")
  void shouldGoOnWithTheVersion() {
    enable(AMELIE, ID_1);
    disable(AMELIE);

    adopt(AdoptionMode.SKIP_INVALID, adoption(AMELIE, ID_2));

    assertThat(store.find(AMELIE))
        .as("%s as found", AMELIE)
        .contains(new Organizer(AMELIE, Optional.of(ID_2), 3, now()));
    assertThat(entriesOf(AMELIE)).as("the entries of %s, the oldest first", AMELIE).hasSize(3);
  }

  @Test
  @DisplayName("CS-18, CS-2, CS-4, CS-5: an adopted ID is as any other from then on")
  void shouldTreatAdoptedIdsAsOthers() {
    adopt(AdoptionMode.SKIP_INVALID, adoption(AMELIE, ID_1));
    assertThat(enable(BRUNO, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", BRUNO)
        .isNotEqualTo(ID_1);

    done(Wish.reset(AMELIE).expecting(ID_1));

    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
    assertThat(enable(CHLOE, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", CHLOE)
        .isNotEqualTo(ID_1);
  }

  /** One good adoption among all that can be wrong, in an order that tells answers apart. */
  private List<Adoption> mixed() {
    enable(BRUNO, ID_2);
    enable(CHLOE, ID_3);
    disable(CHLOE);
    advance(Duration.ofDays(1));
    return List.of(
        adoption(UserId.of("guessable"), GUESSABLE),
        adoption(UserId.of("active"), ID_2),
        adoption(AMELIE, ID_1),
        adoption(CHLOE, ID_3),
        adoption(BRUNO, ConferenceId.parse("7305816")));
  }

  private void assertMixed(List<AdoptionResult> results, Instant retiredAt) {
    assertThat(results).as("what became of each").hasSize(5);
    assertThat(results.get(0))
        .as("what became of number 1")
        .isEqualTo(new AdoptionResult.Guessable());
    assertThat(results.get(1))
        .as("what became of number 2")
        .isEqualTo(new AdoptionResult.Unavailable(new Lookup.Active(BRUNO)));
    assertThat(results.get(3))
        .as("what became of number 4")
        .isEqualTo(
            new AdoptionResult.Unavailable(
                new Lookup.Retired(
                    Optional.of(CHLOE), retiredAt, retiredAt.plus(Wish.QUARANTINE))));
    assertThat(results.get(4))
        .as("what became of number 5")
        .isEqualTo(new AdoptionResult.AlreadyEnabled(store.find(BRUNO).orElseThrow()));
  }

  @Test
  @DisplayName(
      "CS-18, CS-4: of a list with bad ones, the good ones are adopted, and each has its answer")
  void shouldAdoptTheGoodOnes() {
    Instant retiredAt = now();
    List<AdoptionResult> results = store.adopt(mixed(), AdoptionMode.SKIP_INVALID);

    assertMixed(results, retiredAt);
    assertThat(results.get(2))
        .as("what became of number 3")
        .isInstanceOf(AdoptionResult.Adopted.class);
    assertThat(idOf(AMELIE)).as("the ID of %s", AMELIE).contains(ID_1);
    assertThat(idOf(BRUNO)).as("the ID of %s", BRUNO).contains(ID_2);
    assertThat(idOf(CHLOE)).as("the ID of %s", CHLOE).isEmpty();
    assertThat(ConferenceIdPolicy.isGuessable(GUESSABLE))
        .as("whether the ID of this test is guessable")
        .isTrue();
    assertThat(store.lookup(GUESSABLE))
        .as("what the ID %s is", GUESSABLE)
        .isEqualTo(new Lookup.Unknown());
    assertThat(entries()).as("all entries").hasSize(4);
  }

  @Test
  @DisplayName(
      "CS-18, CS-4: of a list with bad ones none is adopted where all or nothing is wished")
  void shouldAdoptAllOrNothing() {
    assertWithheld(AdoptionMode.ALL_OR_NOTHING);
  }

  @Test
  @DisplayName("CS-18, CS-4: a check of a list with bad ones tells which, and changes nothing")
  void shouldCheckAListWithBadOnes() {
    assertWithheld(AdoptionMode.DRY_RUN);
  }

  private void assertWithheld(AdoptionMode mode) {
    Instant retiredAt = now();
    List<Adoption> adoptions = mixed();
    Snapshot before = snapshot();

    List<AdoptionResult> results = store.adopt(adoptions, mode);

    assertMixed(results, retiredAt);
    assertThat(results.get(2)).as("what became of number 3").isEqualTo(WITHHELD);
    assertThat(snapshot()).as("users, entries and capacity, which are as before").isEqualTo(before);
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isEqualTo(new Lookup.Unknown());
  }

  @Test
  @DisplayName("CS-18: a check changes nothing even where all is well")
  void shouldCheckOnly() {
    assertThat(adopt(AdoptionMode.DRY_RUN, adoption(AMELIE, ID_1), adoption(BRUNO, ID_2)))
        .as("what became of each adoption")
        .containsExactly(WITHHELD, WITHHELD);
    assertThat(entries()).as("all entries").isEmpty();
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(0, 0));
  }

  @Test
  @DisplayName("CS-18: who has that very ID already does not stand against the others")
  void shouldAdoptTheRest() {
    Adoption first = adoption(AMELIE, ID_1);
    adopt(AdoptionMode.ALL_OR_NOTHING, first);
    advance(Duration.ofDays(1));

    List<AdoptionResult> results = adopt(AdoptionMode.ALL_OR_NOTHING, adoption(BRUNO, ID_2), first);

    assertThat(results.get(0))
        .as("what became of number 1")
        .isInstanceOf(AdoptionResult.Adopted.class);
    assertThat(results.get(1))
        .as("what became of number 2")
        .isEqualTo(new AdoptionResult.AlreadyEnabled(store.find(AMELIE).orElseThrow()));
    assertThat(store.find(AMELIE).orElseThrow().version())
        .as("the version of %s", AMELIE)
        .isEqualTo(1);
    assertThat(entries()).as("all entries").hasSize(2);
    assertThat(adopt(AdoptionMode.ALL_OR_NOTHING, first, adoption(CHLOE, ID_2)))
        .as("what became of each adoption")
        .element(1)
        .isEqualTo(new AdoptionResult.Unavailable(new Lookup.Active(BRUNO)));
  }

  @Test
  @DisplayName("CS-18, CS-4: an ID can be adopted when its quarantine is over, not a moment before")
  void shouldWaitForTheQuarantine() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    Adoption adoption = adoption(BRUNO, ID_1);
    advance(Wish.QUARANTINE.minus(TICK));
    assertThat(adopt(AdoptionMode.SKIP_INVALID, adoption))
        .as("what became of each adoption")
        .hasOnlyElementsOfType(AdoptionResult.Unavailable.class);

    advance(TICK);
    assertThat(adopt(AdoptionMode.SKIP_INVALID, adoption))
        .as("what became of each adoption")
        .hasOnlyElementsOfType(AdoptionResult.Adopted.class);
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(BRUNO));
  }

  @Test
  @DisplayName("CS-18: a long list is adopted in full, answer by answer, or not at all")
  void shouldAdoptMany() {
    Iterator<UserId> users = users(MANY).iterator();
    List<Adoption> adoptions =
        Stream.generate(ids::next)
            .distinct()
            .limit(MANY)
            .map(id -> adoption(users.next(), id))
            .toList();
    enable(AMELIE, adoptions.get(MANY / 2).id());
    assertThat(store.adopt(adoptions, AdoptionMode.ALL_OR_NOTHING).stream())
        .as("the adoptions of a list of which one is refused")
        .filteredOn(WITHHELD::equals)
        .hasSize(MANY - 1);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 0));

    List<AdoptionResult> results = store.adopt(adoptions, AdoptionMode.SKIP_INVALID);

    assertThat(results)
        .as("what became of each")
        .hasSize(MANY)
        .filteredOn(AdoptionResult.Adopted.class::isInstance)
        .hasSize(MANY - 1);
    for (int i : new int[] {0, MANY / 2 - 1, MANY / 2 + 1, MANY - 1}) {
      Adoption adoption = adoptions.get(i);
      assertThat(((AdoptionResult.Adopted) results.get(i)).event().newId())
          .as("the ID that %s has adopted", adoption.user())
          .contains(adoption.id());
      assertThat(idOf(adoption.user())).as("the ID of %s", adoption.user()).contains(adoption.id());
    }
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(MANY, 0));
  }

  @Test
  @DisplayName("CS-18: a user or an ID that stands there twice is refused, and nothing is changed")
  void shouldRefuseTwiceTheSame() {
    assertThatThrownBy(
            () -> adopt(AdoptionMode.SKIP_INVALID, adoption(AMELIE, ID_1), adoption(AMELIE, ID_2)))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> adopt(AdoptionMode.SKIP_INVALID, adoption(AMELIE, ID_1), adoption(BRUNO, ID_1)))
        .as("a call that must be refused, or fail, and change nothing")
        .isInstanceOf(InvalidValueException.class);
    assertThat(entries()).as("all entries").isEmpty();
    assertThat(adopt(AdoptionMode.SKIP_INVALID)).as("what became of each adoption").isEmpty();
  }

  @Test
  @DisplayName("CS-18, CS-2, CS-5: of an adoption and enablings that draw its ID, one gets the ID")
  void shouldRaceWithEnabling() {
    List<UserId> users = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ConferenceId wanted = ConferenceId.of(ID_1.value() + 7 * round);
      String name = round + "/";
      Race.of(
          RACERS,
          racer -> {
            UserId user = UserId.of(name + racer);
            users.add(user);
            return racer % 2 == 0
                ? () -> adopt(AdoptionMode.SKIP_INVALID, adoption(user, wanted))
                : () -> enable(user, wanted);
          });
      assertThat(store.lookup(wanted))
          .as("what the ID %s is", wanted)
          .isInstanceOf(Lookup.Active.class);
      assertThat(entries().stream().map(entry -> entry.event().newId()))
          .as("all entries")
          .filteredOn(Optional.of(wanted)::equals)
          .hasSize(1);
    }
    assertTrue(users);
  }

  @Test
  @DisplayName("CS-18, CS-7: of an adoption and enablings of one user, one happens")
  void shouldRaceForOneUser() {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = UserId.of("user " + round);
      ConferenceId brought = ConferenceId.of(ID_1.value() + 7 * round);
      List<Object> results =
          Race.of(
              4,
              racer ->
                  racer % 2 == 0
                      ? () -> adopt(AdoptionMode.SKIP_INVALID, adoption(user, brought)).get(0)
                      : () -> make(Wish.enable(user)));
      assertThat(results)
          .as("what became of each")
          .filteredOn(
              result ->
                  result instanceof ChangeResult.Done || result instanceof AdoptionResult.Adopted)
          .hasSize(1);
      assertThat(results)
          .as("what became of each")
          .filteredOn(
              result ->
                  result instanceof ChangeResult.AlreadyEnabled
                      || result instanceof AdoptionResult.AlreadyEnabled)
          .hasSize(3);
      assertChain(user);
    }
  }
}
