package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is drawn where few IDs are free, or few candidates are: CS-3, CS-16 and CS-18. */
abstract class NarrowRules extends Rules {
  private static final ConferenceId GUESSABLE = ConferenceId.parse("1234567");
  private static final int DRAWS = 120;

  NarrowRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-3: a candidate that comes up hundreds of times does not exhaust a store")
  void shouldDrawOn() {
    enable(AMELIE, ID_1);
    ConferenceId[] collisions = Collections.nCopies(600, ID_1).toArray(ConferenceId[]::new);

    assertThat(newId(done(Wish.enable(BRUNO), offering(collisions))))
        .as("the ID of %s, for whom the ID of %s was drawn 600 times", BRUNO, AMELIE)
        .isNotEqualTo(ID_1);
    assertThat(newId(doneAll(List.of(Wish.enable(CHLOE)), offering(collisions)).get(0)))
        .as("the ID of %s, enabled in a chunk, after 600 such draws", CHLOE)
        .isNotEqualTo(ID_1);
  }

  @Test
  @DisplayName("CS-16, CS-3: the last ID is not given if it is guessable, on no path")
  void shouldKeepAGuessableIdToTheEnd() {
    assertThat(ConferenceIdPolicy.isGuessable(GUESSABLE)).isTrue();
    hooks.occupyAllBut(store, List.of(ID_1, GUESSABLE));
    enable(AMELIE);

    ChangeResult exhausted = new ChangeResult.Exhausted();
    assertThat(make(Wish.enable(BRUNO)))
        .as("the enabling of %s, a guessable ID being left", BRUNO)
        .isEqualTo(exhausted);
    assertThat(make(Wish.reset(AMELIE)))
        .as("the reset of %s, a guessable ID being left", AMELIE)
        .isEqualTo(exhausted);
    assertThat(makeAll(List.of(Wish.reset(AMELIE), Wish.enable(BRUNO))))
        .as("a chunk of both, a guessable ID being left")
        .containsExactly(exhausted, exhausted);
    assertThat(idOf(AMELIE)).as("the ID of %s", AMELIE).contains(ID_1);
  }

  @Test
  @DisplayName("CS-18, CS-3: the last free ID can be adopted, and no other")
  void shouldAdoptTheLastFreeId() {
    hooks.occupyAllBut(store, List.of(ID_1));
    RequestContext nobody = RequestContext.NONE;

    assertThat(
            store.adopt(
                List.of(new Adoption(AMELIE, ID_1, nobody), new Adoption(BRUNO, ID_2, nobody)),
                AdoptionMode.SKIP_INVALID))
        .as("the adoption of the last free ID by %s, and of one that is taken by %s", AMELIE, BRUNO)
        .satisfiesExactly(
            first -> assertThat(first).isInstanceOf(AdoptionResult.Adopted.class),
            second -> assertThat(second).isInstanceOf(AdoptionResult.Unavailable.class));
    assertThat(make(Wish.enable(CHLOE)))
        .as("the enabling of %s, no ID being left", CHLOE)
        .isEqualTo(new ChangeResult.Exhausted());
  }

  @Test
  @DisplayName("CS-3: of the free IDs each has the same chance, also beside another free one")
  void shouldPickUniformly() {
    List<ConferenceId> free = List.of(ID_1, ConferenceId.of(ID_1.value() + 1), ID_2);
    hooks.occupyAllBut(store, free);
    Map<ConferenceId, Integer> given = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      UserId user = UserId.of("user " + i);
      ChangeResult.Done done =
          i % 2 == 0 ? enable(user) : doneAll(List.of(Wish.enable(user))).get(0);
      given.merge(newId(done), 1, Integer::sum);
      store.erase(user, Duration.ofDays(1));
      advance(Duration.ofDays(1));
    }
    // Of 120 draws each of three gets 40, give or take 5; less than 16 or more than 64 is no
    // chance.
    assertThat(given.keySet()).as("the IDs given").containsExactlyInAnyOrderElementsOf(free);
    assertThat(given.values())
        .as("how often each of three free IDs was given in %d draws; pick by nextIndex", DRAWS)
        .allMatch(times -> times >= 16 && times <= 64);
  }

  @Test
  @DisplayName(
      "CS-18, CS-7, CS-16: an enabled user who brings an ID is enabled already, whatever it is")
  void shouldJudgeTheUserFirst() {
    enable(AMELIE, ID_1);
    enable(BRUNO, ID_2);
    for (ConferenceId brought : List.of(GUESSABLE, ID_1, ID_3)) {
      assertThat(
              store.adopt(
                  List.of(new Adoption(BRUNO, brought, RequestContext.NONE)),
                  AdoptionMode.SKIP_INVALID))
          .as("the adoption of another ID by %s, who has one", BRUNO)
          .containsExactly(new AdoptionResult.AlreadyEnabled(store.find(BRUNO).orElseThrow()));
    }
    assertThat(idOf(BRUNO)).as("the ID of %s", BRUNO).isEqualTo(Optional.of(ID_2));
  }
}
