package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.conferenceid.Done;
import org.conferenceid.Lookup;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes in a transaction of the application: CS-15. */
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

  private static void assertNotCommitted(ConferenceStore joined, Wish wish) {
    assertThat(joined.change(wish.change(), offering(ID_1)))
        .isInstanceOfSatisfying(Done.class, done -> assertThat(done.committed()).isFalse());
    assertThat(joined.lookup(ID_1)).isEqualTo(new Lookup.Active(wish.change().user()));
  }
}
