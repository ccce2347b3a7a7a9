package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What one entry of a list of adoptions does to the others: CS-18. */
abstract class AdoptionListRules extends HistoryRules {
  private static final ConferenceId GUESSABLE = ConferenceId.parse("1234567");
  private static final ConferenceId OTHER = ConferenceId.parse("7305816");
  private static final UserId DORA = UserId.of("dora");
  private static final int ROUNDS = 5;
  private static final int LONG = 120;

  private final Set<ConferenceId> brought = new HashSet<>();

  AdoptionListRules(StoreHooks hooks) {
    super(hooks);
  }

  private static Adoption adoption(UserId user, ConferenceId id) {
    return new Adoption(user, id, RequestContext.NONE.by("ada").reason("from " + user.value()));
  }

  @Test
  @DisplayName("CS-18: whatever a single one is refused for, all or nothing is nothing")
  void shouldWithholdForEachReason() {
    enable(BRUNO, ID_2);
    enable(CHLOE, ID_3);
    disable(CHLOE);
    List<Adoption> refused =
        List.of(
            adoption(DORA, GUESSABLE),
            adoption(DORA, ID_2),
            adoption(DORA, ID_3),
            adoption(CHLOE, ID_3),
            adoption(BRUNO, OTHER));
    Snapshot before = snapshot();
    for (Adoption bad : refused) {
      for (List<Adoption> list :
          List.of(List.of(bad, adoption(AMELIE, ID_1)), List.of(adoption(AMELIE, ID_1), bad))) {
        List<AdoptionResult> results = store.adopt(list, AdoptionMode.ALL_OR_NOTHING);

        assertThat(results.get(list.indexOf(bad)))
            .as("the adoption of %s", bad)
            .isNotInstanceOf(AdoptionResult.Adopted.class)
            .isNotInstanceOf(AdoptionResult.NotApplied.class);
        assertThat(results.get(1 - list.indexOf(bad)))
            .as("the adoption of %s, in a list with that of %s, which is refused", AMELIE, bad)
            .isEqualTo(new AdoptionResult.NotApplied());
        assertThat(snapshot())
            .as("users, entries and capacity, after all or nothing with %s", bad)
            .isEqualTo(before);
      }
    }
  }

  @Test
  @DisplayName("CS-18, CS-10: each adoption of a list has its own user, ID and context")
  void shouldKeepContextsApart() {
    List<UserId> users =
        Stream.of("a", "A", "'", "\"", "\\", "null", "{}", "a,b", "é", "e\u0301", "😀", "😁")
            .map(UserId::of)
            .toList();
    List<Adoption> list = new ArrayList<>();
    for (UserId user : users) {
      list.add(adoption(user, ConferenceId.of(ID_1.value() + 11 * list.size())));
    }
    List<Adoption> given = new ArrayList<>(list);
    Collections.reverse(given);
    List<Adoption> reversed = List.copyOf(given);
    List<AdoptionResult> results = store.adopt(given, AdoptionMode.ALL_OR_NOTHING);

    assertThat(given).as("the list that was given, which is the caller's").isEqualTo(reversed);
    for (int i = 0; i < list.size(); i++) {
      Adoption one = reversed.get(i);
      ConferenceEvent event =
          new ConferenceEvent(
              EventKind.ENABLED, one.user(), Optional.empty(), Optional.of(one.id()), 1, now());
      assertThat(results.get(i))
          .as("the adoption of %s", one.user())
          .isEqualTo(new AdoptionResult.Adopted(event, true));
      assertThat(lastEntryOf(one.user()).event())
          .as("the entry of the adoption of %s", one.user())
          .isEqualTo(event);
      assertThat(lastEntryOf(one.user()).context())
          .as("the context of the adoption of %s", one.user())
          .isEqualTo(one.context());
    }
  }

  @Test
  @DisplayName("CS-18, CS-14, CS-20, CS-9: an adopted ID counts once, as an assignment of now")
  void shouldCountAdoptions() {
    enable(BRUNO, ID_1);
    done(Wish.disable(BRUNO).quarantine(Duration.ofDays(1)));
    advance(Duration.ofDays(1));
    List<AdoptionResult> results =
        store.adopt(
            List.of(adoption(AMELIE, ID_1), adoption(BRUNO, ID_2)), AdoptionMode.SKIP_INVALID);

    assertThat(store.capacity())
        .as("the capacity, after an ID whose quarantine is over and a new one were adopted")
        .isEqualTo(new Capacity(2, 0));
    Duration day = Duration.ofDays(1);
    assertThat(store.allocationRate(day))
        .as("two adoptions within a day, and no quarantine that ends")
        .isEqualTo(new AllocationRate(day, 2, 0));
    assertThat(store.find(BRUNO))
        .as("%s, who was enabled and disabled a day before", BRUNO)
        .contains(new Organizer(BRUNO, Optional.of(ID_2), 3, now()));
    assertThat(results.get(1))
        .as("the adoption of %s, who was enabled and disabled before", BRUNO)
        .isEqualTo(
            new AdoptionResult.Adopted(
                new ConferenceEvent(
                    EventKind.ENABLED, BRUNO, Optional.empty(), Optional.of(ID_2), 3, now()),
                true));
  }

  @Test
  @DisplayName("CS-18, CS-2: of lists that share an ID or a user, adopted at once, one is adopted")
  void shouldRaceAllOrNothing() {
    for (int round = 0; round < ROUNDS; round++) {
      List<List<Adoption>> lists =
          List.of(list(round + "/a"), list(round + "/b"), list(round + "/c"), list(round + "/d"));
      Adoption shared = lists.get(0).get(LONG - 2);
      lists.get(1).set(LONG - 2, adoption(shared.user(), newId()));
      UserId another = lists.get(3).get(LONG - 2).user();
      lists.get(3).set(LONG - 2, adoption(another, lists.get(2).get(LONG - 2).id()));
      Collections.reverse(lists.get(3));
      List<List<AdoptionResult>> results =
          Race.of(
              lists.size(),
              racer -> () -> store.adopt(lists.get(racer), AdoptionMode.ALL_OR_NOTHING));

      assertThat(results.stream().map(AdoptionListRules::adopted))
          .as("how many of each of four lists were adopted: of two that share a user or an ID one")
          .containsExactlyInAnyOrder((long) LONG, (long) LONG, 0L, 0L);
    }
    assertThat(store.capacity())
        .as("the capacity, after two lists of %d were adopted %d times", LONG, ROUNDS)
        .isEqualTo(new Capacity(2L * LONG * ROUNDS, 0));
  }

  private List<Adoption> list(String name) {
    List<Adoption> list = new ArrayList<>();
    for (int i = 0; i < LONG; i++) {
      list.add(adoption(UserId.of(name + i), newId()));
    }
    return list;
  }

  private ConferenceId newId() {
    ConferenceId id = ids.next();
    return brought.add(id) ? id : newId();
  }

  private static long adopted(List<AdoptionResult> results) {
    return results.stream().filter(AdoptionResult.Adopted.class::isInstance).count();
  }
}
