package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes in a transaction of the application: CS-15, CS-17 and CS-18. */
abstract class TransactionRules extends Rules {

  TransactionRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName(
      "CS-15, OB-1: what was done in a transaction counts and is sent when it has committed")
  void shouldCountWhenCommitted() {
    hooks.inTransaction(
        store, /* commit= */ true, joined -> assertNotCommitted(joined, Wish.enable(AMELIE)));

    assertThat(idOf(AMELIE)).as("the ID of %s after the commit", AMELIE.value()).contains(ID_1);
    assertThat(store.lookup(ID_1))
        .as("the ID that was offered, after the commit")
        .isEqualTo(new Lookup.Active(AMELIE));
    assertThat(entriesOf(AMELIE)).as("the entries of %s", AMELIE.value()).hasSize(1);
    claimOne(EventKind.ENABLED, AMELIE);
  }

  @Test
  @DisplayName("CS-15, CS-1, OB-1: what was done in a transaction is gone when it was rolled back")
  void shouldCountNothingWhenRolledBack() {
    Wish wish = Wish.enable(AMELIE).key("k");
    hooks.inTransaction(store, /* commit= */ false, joined -> assertNotCommitted(joined, wish));

    assertThat(store.find(AMELIE)).as("%s after the roll-back", AMELIE.value()).isEmpty();
    assertThat(store.lookup(ID_1))
        .as("the ID that was offered, after the roll-back")
        .isEqualTo(new Lookup.Unknown());
    assertThat(entries()).as("the audit after the roll-back").isEmpty();
    assertThat(store.outbox().figures().waiting())
        .as("the waiting messages after the roll-back")
        .isZero();
    assertNothingToClaim("the only change was rolled back");
    assertThat(done(wish, offering(ID_1)).replayed())
        .as("whether the same request, made again after the roll-back, is a replay")
        .isFalse();
    assertThat(idOf(AMELIE)).as("the ID of %s in the end", AMELIE.value()).contains(ID_1);
  }

  @Test
  @DisplayName("CS-15, CS-17, CS-18: what was done at once in a transaction is gone with it")
  void shouldCountNothingOfManyWhenRolledBack() {
    List<Change> chunk = List.of(Wish.enable(AMELIE).change(), Wish.enable(BRUNO).change());
    Adoption adoption = new Adoption(CHLOE, ID_3, RequestContext.NONE);
    hooks.inTransaction(
        store,
        /* commit= */ false,
        joined -> {
          assertThat(joined.changeAll(chunk, offering(ID_1, ID_2)))
              .allSatisfy(result -> assertThat(((ChangeResult.Done) result).committed()).isFalse());
          assertThat(joined.adopt(List.of(adoption), AdoptionMode.ALL_OR_NOTHING))
              .allSatisfy(
                  result -> assertThat(((AdoptionResult.Adopted) result).committed()).isFalse());
          assertThat(joined.lookup(ID_3)).isEqualTo(new Lookup.Active(CHLOE));
        });

    assertThat(store.findAll(List.of(AMELIE, BRUNO, CHLOE)))
        .as("the users after the roll-back")
        .isEmpty();
    assertThat(entries()).as("the audit after the roll-back").isEmpty();
    assertThat(store.capacity())
        .as("the capacity after the roll-back")
        .isEqualTo(new Capacity(0, 0));
  }

  @Test
  @DisplayName("CS-15, CS-17, CS-18: what was done at once in a transaction counts with it")
  void shouldCountManyWhenCommitted() {
    enable(AMELIE);
    List<Change> chunk = List.of(Wish.enable(BRUNO).change(), Wish.reset(AMELIE).change());
    hooks.inTransaction(
        store,
        /* commit= */ true,
        joined -> {
          joined.changeAll(chunk, ids);
          joined.adopt(
              List.of(new Adoption(CHLOE, ID_3, RequestContext.NONE)), AdoptionMode.ALL_OR_NOTHING);
        });

    assertThat(entriesOf(AMELIE)).as("the entries of %s", AMELIE.value()).hasSize(2);
    assertThat(idOf(BRUNO)).as("the ID of %s, enabled in a chunk", BRUNO.value()).isPresent();
    assertThat(idOf(CHLOE)).as("the ID that %s has brought", CHLOE.value()).contains(ID_3);
  }

  @Test
  @DisplayName("CS-15: what is to be done after the commit is done then, once and in its order")
  void shouldRunTasksAfterTheCommit() {
    List<String> told = new ArrayList<>();
    hooks.inTransaction(
        store,
        /* commit= */ true,
        joined -> {
          assertNotCommitted(joined, Wish.enable(AMELIE));
          joined.afterCommit(() -> told.add("first, " + store.find(AMELIE).isPresent()));
          joined.afterCommit(() -> told.add("second"));
          assertThat(told).as("the tasks that have run before the commit").isEmpty();
        });

    assertThat(told)
        .as("the tasks that have run after the commit, and whether they saw %s", AMELIE.value())
        .containsExactly("first, true", "second");
  }

  @Test
  @DisplayName("CS-15: what is to be done after the commit is never done after a roll-back")
  void shouldRunNoTaskAfterARollBack() {
    List<String> told = new ArrayList<>();
    hooks.inTransaction(
        store,
        /* commit= */ false,
        joined -> {
          assertNotCommitted(joined, Wish.enable(AMELIE));
          joined.afterCommit(() -> told.add("committed"));
        });

    assertThat(told).as("the tasks that have run after the roll-back").isEmpty();
  }

  @Test
  @DisplayName("CS-15: a store tells whether it would take part in a transaction")
  void shouldTellWhetherItJoins() {
    assertThat(store.inApplicationTransaction())
        .as("whether the store would take part in a transaction where there is none")
        .isFalse();
    hooks.inTransaction(
        store,
        /* commit= */ true,
        joined ->
            assertThat(joined.inApplicationTransaction())
                .as("whether the store takes part in the transaction that was begun")
                .isTrue());
  }

  @Test
  @DisplayName(
      "OB-2, OB-3: a claim in a transaction of the application is refused, and takes nothing")
  void shouldRefuseToClaim() {
    enable(AMELIE);
    hooks.inTransaction(
        store,
        /* commit= */ true,
        joined ->
            assertThatThrownBy(() -> joined.outbox().claim("worker", 10, LEASE))
                .as("a claim whose lease could be rolled back after the message was sent")
                .isInstanceOf(IllegalStateException.class));

    assertThat(claimOne(EventKind.ENABLED, AMELIE).attempt())
        .as("the attempt of the first claim that was not refused")
        .isEqualTo(1);
  }

  private static void assertNotCommitted(ConferenceStore joined, Wish wish) {
    assertThat(joined.change(wish.change(), offering(ID_1)))
        .as("what became of %s in the transaction; it is not committed yet", wish.change())
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(done.committed()).isFalse());
    assertThat(joined.lookup(ID_1))
        .as("the ID that was offered, as the transaction sees it")
        .isEqualTo(new Lookup.Active(wish.change().user()));
  }
}
