package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.conferenceid.Lookup;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the next process finds: CS-1, CS-8 and CS-9. */
abstract class ReopenRules extends Rules {

  ReopenRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-1: after a restart everything is as it was")
  void shouldKeepEverything() {
    enable(AMELIE, ID_1);
    reset(AMELIE);
    enable(BRUNO);
    disable(BRUNO);
    Snapshot before = snapshot();
    Lookup retired = store.lookup(ID_1);
    restart();

    assertThat(snapshot()).as("users, entries and capacity after a restart").isEqualTo(before);
    assertThat(store.lookup(ID_1)).as("an ID in quarantine after a restart").isEqualTo(retired);
  }

  @Test
  @DisplayName("CS-8: a request that was fulfilled before a restart is replayed after it")
  void shouldReplayAfterwards() {
    Wish wish = Wish.enable(AMELIE).key("k");
    ChangeResult.Done first = done(wish);
    restart();

    assertThat(make(wish))
        .as("what becomes of a request with the same key after a restart")
        .isEqualTo(new ChangeResult.Done(first.event(), true, true));
  }

  @Test
  @DisplayName("CS-9: the next change after a restart has the next version")
  void shouldGoOnCounting() {
    enable(AMELIE);
    disable(AMELIE);
    restart();

    assertThat(enable(AMELIE).event().version())
        .as("the version of %s, enabled, disabled and enabled again", AMELIE.value())
        .isEqualTo(3);
  }
}
