package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What must hold when something happens while an ID is drawn for a change: CS-1 to CS-9, CS-12. */
abstract class MidwayRules extends HistoryRules {

  MidwayRules(StoreHooks hooks) {
    super(hooks);
  }

  private <T> T midway(Wish wish, boolean inAChunk, Callable<T> other, Holder holder) {
    return midway(wish, inAChunk, ids, other, holder);
  }

  /** Makes a change, and does something else midway. */
  private <T> T midway(
      Wish wish,
      boolean inAChunk,
      ConferenceIdGenerator candidates,
      Callable<T> other,
      Holder holder) {
    Midway<T> midway = new Midway<>(candidates, other);
    holder.result =
        inAChunk
            ? store.changeAll(List.of(wish.change()), midway).get(0)
            : store.change(wish.change(), midway);
    return midway.result();
  }

  /** What became of the change that was met. */
  private static final class Holder {
    private ChangeResult result = new ChangeResult.Exhausted();

    private Optional<ChangeResult.Done> done() {
      return result instanceof ChangeResult.Done done ? Optional.of(done) : Optional.empty();
    }
  }

  @Test
  @DisplayName("CS-6, CS-9: a reset that is met by another one has replaced the ID that it expects")
  void shouldExpectTheIdThatItReplaces() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      ConferenceId shown = newId(enable(user));
      Holder met = new Holder();
      midway(Wish.reset(user).expecting(shown), inAChunk, () -> reset(user), met);

      assertThat(met.done().flatMap(done -> done.event().oldId()).orElse(shown))
          .as("the ID that was replaced by a reset that expects another, %s", user)
          .isEqualTo(shown);
      assertChain(user);
    }
  }

  @Test
  @DisplayName("CS-6, CS-9: a reset that is met by another one has followed the expected version")
  void shouldExpectTheVersionThatItFollows() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      enable(user);
      Holder met = new Holder();
      midway(Wish.reset(user).expectingVersion(1), inAChunk, () -> reset(user), met);

      assertThat(met.done().map(done -> done.event().version()).orElse(2L))
          .as("the version that a reset made that expects version 1, %s", user)
          .isEqualTo(2);
      assertChain(user);
    }
  }

  @Test
  @DisplayName("CS-7, CS-9: of two enablings of one user that meet, one is made")
  void shouldEnableOnce() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      Holder met = new Holder();
      ChangeResult other = midway(Wish.enable(user), inAChunk, () -> make(Wish.enable(user)), met);

      assertThat(List.of(met.result, other))
          .as("what became of two enablings of one user, %s", user)
          .hasAtLeastOneElementOfType(ChangeResult.Done.class)
          .hasAtLeastOneElementOfType(ChangeResult.AlreadyEnabled.class);
      assertChain(user);
    }
  }

  @Test
  @DisplayName("CS-8: of two requests with one key that meet, one is fulfilled, one is its replay")
  void shouldFulfilAKeyOnce() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      enable(user);
      Holder met = new Holder();
      Wish wish = Wish.reset(user).key("k");
      ChangeResult.Done other = midway(wish, inAChunk, () -> done(wish), met);

      assertThat(met.done().map(ChangeResult.Done::event))
          .as("the event of two requests with one key, %s", user)
          .contains(other.event());
      assertThat(List.of(met.done().orElseThrow().replayed(), other.replayed()))
          .as("which of two requests with one key is a replay, %s", user)
          .containsExactlyInAnyOrder(true, false);
      assertThat(entriesOf(user)).as("entries of %s", user).hasSize(2);
    }
  }

  @Test
  @DisplayName("CS-2, CS-18: an ID that is assigned or adopted midway is not given twice")
  void shouldGiveACandidateOnce() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      ConferenceId wanted = inAChunk ? ID_1 : ID_2;
      Holder met = new Holder();
      ChangeResult.Done other =
          midway(
              Wish.enable(user),
              inAChunk,
              offering(wanted),
              () -> enable(UserId.of("other than " + user), wanted),
              met);
      assertThat(met.done().map(Rules::newId))
          .as("the ID of %s, and of another one who is offered the same", user)
          .isPresent()
          .isNotEqualTo(Optional.of(newId(other)));
    }
    Holder met = new Holder();
    Adoption adoption = new Adoption(AMELIE, ID_3, RequestContext.NONE);
    List<AdoptionResult> adopted =
        midway(
            Wish.enable(BRUNO),
            false,
            offering(ID_3),
            () -> store.adopt(List.of(adoption), AdoptionMode.ALL_OR_NOTHING),
            met);
    assertThat(idOf(BRUNO).equals(Optional.of(ID_3)))
        .as("whether %s has the ID that %s brings, which %s", BRUNO, AMELIE, adopted)
        .isNotEqualTo(adopted.get(0) instanceof AdoptionResult.Adopted);
  }

  @Test
  @DisplayName("CS-12, CS-1: nothing is left of a user who is erased while an ID is drawn")
  void shouldLeaveNothingOfAnErasedUser() {
    for (boolean inAChunk : new boolean[] {false, true}) {
      UserId user = UserId.of("in a chunk: " + inAChunk);
      ConferenceId first = newId(enable(user));
      Holder met = new Holder();
      boolean erased =
          midway(Wish.reset(user), inAChunk, () -> store.erase(user, Wish.QUARANTINE), met);

      assertThat(erased).as("whether there was anything of %s", user).isTrue();
      assertThat(store.find(user)).as("%s, erased while being reset", user).isEmpty();
      assertThat(entriesOf(user)).as("entries of %s, erased while being reset", user).isEmpty();
      assertThat(store.lookup(first))
          .as("the first ID of %s", user)
          .isInstanceOf(Lookup.Retired.class);
      met.done()
          .ifPresent(
              done ->
                  assertThat(store.lookup(newId(done)))
                      .as("the second ID of %s, erased while being reset", user)
                      .isInstanceOf(Lookup.Retired.class));
      assertThat(store.capacity().active()).as("active IDs, the only user erased").isZero();
    }
  }

  @Test
  @DisplayName("CS-1, CS-5, CS-17: whoever looks while an ID is drawn finds all as before, or done")
  void shouldShowNothingHalfDone() {
    enable(AMELIE);
    enable(BRUNO);
    assertNothingHalfDone(midway -> store.change(Wish.reset(BRUNO).change(), midway));
    List<Change> chunk =
        List.of(
            Wish.disable(BRUNO).change(), Wish.reset(AMELIE).change(), Wish.enable(CHLOE).change());
    assertNothingHalfDone(midway -> store.changeAll(chunk, midway));
  }

  /** Each look is at one moment; between two looks the change may be done. */
  private void assertNothingHalfDone(Consumer<ConferenceIdGenerator> change) {
    Snapshot before = snapshot();
    Midway<Snapshot> midway = new Midway<>(ids, this::snapshot);
    change.accept(midway);
    Snapshot seen = midway.result();
    Snapshot after = snapshot();

    for (int i = 0; i < seen.users().size(); i++) {
      assertThat(seen.users().get(i))
          .as("a user while an ID is drawn, who is as before the change or as after it")
          .isIn(before.users().get(i), after.users().get(i));
    }
    assertThat(seen.entries())
        .as("all entries while an ID is drawn: those before the change or those after it")
        .isIn(before.entries(), after.entries());
    assertThat(seen.capacity())
        .as("the capacity while an ID is drawn: that before the change or that after it")
        .isIn(before.capacity(), after.capacity());
  }
}
