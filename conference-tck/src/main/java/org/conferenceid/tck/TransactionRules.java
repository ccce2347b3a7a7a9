package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Lookup;
import org.conferenceid.RequestContext;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
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

    assertThat(idOf(AMELIE)).contains(ID_1);
    assertThat(store.lookup(ID_1)).isEqualTo(new Lookup.Active(AMELIE));
    assertThat(entriesOf(AMELIE)).hasSize(1);
    assertThat(claim()).extracting(Lease::user).containsExactly(AMELIE);
  }

  @Test
  @DisplayName("CS-15, CS-1, OB-1: what was done in a transaction is gone when it was rolled back")
  void shouldCountNothingWhenRolledBack() {
    Wish wish = Wish.enable(AMELIE).key("k");
    hooks.inTransaction(store, /* commit= */ false, joined -> assertNotCommitted(joined, wish));

    assertThat(store.find(AMELIE)).isEqualTo(Optional.empty());
    assertThat(store.lookup(ID_1)).isEqualTo(new Lookup.Unknown());
    assertThat(entries()).isEmpty();
    assertThat(claim()).isEmpty();
    assertThat(done(wish, offering(ID_1)).replayed()).isFalse();
    assertThat(idOf(AMELIE)).contains(ID_1);
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

    assertThat(store.findAll(List.of(AMELIE, BRUNO, CHLOE))).isEmpty();
    assertThat(entries()).isEmpty();
    assertThat(store.capacity()).isEqualTo(new Capacity(0, 0));
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

    assertThat(entriesOf(AMELIE)).hasSize(2);
    assertThat(idOf(BRUNO)).isPresent();
    assertThat(idOf(CHLOE)).contains(ID_3);
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
          assertThat(told).isEmpty();
        });

    assertThat(told).containsExactly("first, true", "second");
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

    assertThat(told).isEmpty();
  }

  @Test
  @DisplayName("CS-15: a store tells whether it would take part in a transaction")
  void shouldTellWhetherItJoins() {
    assertThat(store.inApplicationTransaction()).isFalse();
    hooks.inTransaction(
        store,
        /* commit= */ true,
        joined -> assertThat(joined.inApplicationTransaction()).isTrue());
  }

  private static void assertNotCommitted(ConferenceStore joined, Wish wish) {
    assertThat(joined.change(wish.change(), offering(ID_1)))
        .isInstanceOfSatisfying(
            ChangeResult.Done.class, done -> assertThat(done.committed()).isFalse());
    assertThat(joined.lookup(ID_1)).isEqualTo(new Lookup.Active(wish.change().user()));
  }
}
