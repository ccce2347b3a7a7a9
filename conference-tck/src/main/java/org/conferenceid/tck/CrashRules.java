package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a process that died has left: CS-1, CS-8, CS-10, CS-12, OB-2 and OB-3. */
abstract class CrashRules extends Rules {
  private static final int CRASHES = 6;

  CrashRules(StoreHooks hooks) {
    super(hooks);
  }

  private void crash() {
    store = hooks.reopenAfterCrash(store);
  }

  @Test
  @DisplayName("CS-1, CS-8: what was answered before a crash is there after it, with its key")
  void shouldKeepWhatWasAnswered() {
    List<ConferenceEvent> events = new ArrayList<>();
    for (int i = 0; i < CRASHES; i++) {
      Wish wish = (i == 0 ? Wish.enable(AMELIE) : Wish.reset(AMELIE)).key("key " + i);
      ChangeResult.Done done = i % 2 == 0 ? done(wish) : doneAll(List.of(wish)).get(0);
      events.add(done.event());
      crash();

      assertThat(entriesOf(AMELIE).stream().map(entry -> entry.event()))
          .as(
              "the events of %s that were answered, after crash %d: write before you answer",
              AMELIE, i + 1)
          .isEqualTo(events);
      assertThat(idOf(AMELIE)).as("the ID of %s after a crash", AMELIE).contains(newId(done));
      assertThat(make(wish))
          .as("the answer to the same request after a crash")
          .isEqualTo(new ChangeResult.Done(done.event(), true, true));
    }
  }

  @Test
  @DisplayName("CS-1, CS-12, CS-13, CS-18: adoptions, erasures and prunings outlive a crash")
  void shouldKeepTheRest() {
    done(Wish.enable(BRUNO).withoutMail(), offering(ID_2));
    store.adopt(
        List.of(new Adoption(AMELIE, ID_1, RequestContext.NONE)), AdoptionMode.ALL_OR_NOTHING);
    crash();
    assertThat(store.find(AMELIE))
        .as("%s, adopted before a crash", AMELIE)
        .contains(new Organizer(AMELIE, Optional.of(ID_1), 1, now()));

    store.erase(AMELIE, Wish.QUARANTINE);
    crash();
    assertThat(store.find(AMELIE)).as("%s, erased before a crash", AMELIE).isEmpty();
    assertThat(entriesOf(AMELIE)).as("entries of %s, erased before a crash", AMELIE).isEmpty();

    assertThat(store.prune(Duration.ZERO)).as("entries removed").isEqualTo(1);
    crash();
    assertThat(entries()).as("entries, all removed before a crash").isEmpty();
    assertThat(idOf(BRUNO)).as("the ID of %s, whose entry was removed", BRUNO).contains(ID_2);
  }

  @Test
  @DisplayName("OB-2, OB-3, OB-4: leases, attempts and settlements outlive a crash")
  void shouldKeepLeases() {
    enable(AMELIE);
    Lease first = claimOne();
    crash();
    assertThat(claim()).as("what is claimed after a crash, while a lease lasts").isEmpty();
    advance(LEASE);
    Lease second = claimOne();
    assertThat(second.attempt()).as("the attempt after a crash, by its lease").isEqualTo(2);
    assertThat(second.fence()).as("the fence after a crash").isGreaterThan(first.fence());
    assertThat(settle(second, new Settlement.Sent())).as("whether a settlement counts").isTrue();
    crash();
    advance(LEASE);
    assertThat(claim()).as("what is claimed after a crash, all being sent").isEmpty();
  }

  @Test
  @DisplayName("CS-10: no number is used again after a crash, even if its entry was removed")
  void shouldUseNoNumberAgainAfterACrash() {
    assertNumbersGoOn(this::crash);
  }

  @Test
  @DisplayName("CS-10: no number is used again after a restart, even if its entry was removed")
  void shouldUseNoNumberAgainAfterARestart() {
    assertNumbersGoOn(this::restart);
  }

  private void assertNumbersGoOn(Runnable ending) {
    long last = 0;
    for (int i = 0; i < 3; i++) {
      done(Wish.enable(AMELIE).withoutMail());
      long number = lastEntryOf(AMELIE).number();
      assertThat(number).as("a number after %d, whose entry was removed", last).isGreaterThan(last);
      last = number;
      if (i == 0) {
        store.erase(AMELIE, Duration.ofDays(1));
      } else {
        done(Wish.disable(AMELIE).withoutMail());
        last = lastEntryOf(AMELIE).number();
        store.prune(Duration.ZERO);
      }
      ending.run();
    }
  }
}
