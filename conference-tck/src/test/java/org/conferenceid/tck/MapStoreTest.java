package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.MutableClock;

class MapStoreTest extends ConferenceStoreContract {
  private final MutableClock clock = new MutableClock();

  @Override
  protected ConferenceStore createStore() {
    return new MapStore(clock);
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected void advance(Duration step) {
    clock.advance(step);
  }

  @Override
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    MapStore.of(store).orElseThrow().occupyAllBut(free);
  }

  @Override
  protected void inTransaction(
      ConferenceStore store, boolean commit, Consumer<ConferenceStore> work) {
    MapStore.of(store).orElseThrow().inTransaction(commit, work);
  }

  /** The same maps, seen through another object. */
  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    return MapStore.of(store).orElseThrow().reopen();
  }

  @Override
  protected ConferenceStore reopenAfterCrash(ConferenceStore store) {
    return MapStore.of(store).orElseThrow().crash();
  }

  @Override
  protected ConferenceStore reopen(ConferenceStore store) {
    return MapStore.of(store).orElseThrow().reopen();
  }
}
