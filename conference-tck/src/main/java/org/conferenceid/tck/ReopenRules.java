package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What another process sees, or the next one after a crash: CS-1, CS-8, OB-2 and OB-3. */
abstract class ReopenRules extends Rules {

  ReopenRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-1: another store on the same data sees every change at once")
  void shouldShowChangesToOthers() {
    ConferenceStore other = hooks.reopen(store);
    enable(AMELIE, ID_1);
    reset(AMELIE);

    assertThat(other.find(AMELIE)).isEqualTo(store.find(AMELIE));
    assertThat(other.lookup(ID_1)).isEqualTo(store.lookup(ID_1));
    assertThat(other.capacity()).isEqualTo(store.capacity());
    assertThat(other.audit(AuditQuery.all())).isEqualTo(store.audit(AuditQuery.all()));
  }

  @Test
  @DisplayName("CS-8: a wish that one store has fulfilled is replayed by another")
  void shouldReplayInAnother() {
    Wish wish = Wish.enable(AMELIE).key("k");
    ChangeResult.Done first = done(wish);

    assertThat(hooks.reopen(store).change(wish.change(), ids))
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
  }

  @Test
  @DisplayName("OB-2, OB-3: a lease and its attempt outlive the store that gave it")
  void shouldKeepLeases() {
    enable(AMELIE);
    Lease lease = claimOne();
    ConferenceStore other = hooks.reopen(store);

    assertThat(other.outbox().claim("other", 10, LEASE)).isEmpty();
    advance(LEASE);
    List<Lease> again = other.outbox().claim("other", 10, LEASE);
    assertThat(again).extracting(Lease::attempt).containsExactly(2);
    assertThat(again.get(0).fence()).isGreaterThan(lease.fence());
  }

  @Test
  @DisplayName("CS-6: of two stores that reset the same ID, one does and the other finds it stale")
  void shouldRaceBetweenStores() {
    List<ConferenceStore> stores = List.of(store, hooks.reopen(store));
    ConferenceId shown = enable(AMELIE).event().newId().orElseThrow();
    for (int round = 0; round < 10; round++) {
      Wish confirmed = Wish.reset(AMELIE).expecting(shown);
      List<ChangeResult> results =
          Race.of(2, racer -> () -> stores.get(racer).change(confirmed.change(), ids));

      assertThat(results).hasAtLeastOneElementOfType(ChangeResult.Done.class);
      assertThat(results).hasAtLeastOneElementOfType(ChangeResult.StaleId.class);
      shown = idOf(AMELIE).orElseThrow();
      advance(Duration.ofSeconds(1));
    }
  }
}
