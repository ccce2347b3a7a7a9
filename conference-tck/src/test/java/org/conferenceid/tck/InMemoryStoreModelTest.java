package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

/** The model against a store of four IDs; {@code -Dmodel.tries=5000} tries more. */
class InMemoryStoreModelTest extends ConferenceStoreModel {
  private final MutableClock clock = new MutableClock();

  @Override
  protected int tries() {
    return Integer.getInteger("model.tries", 250);
  }

  @Override
  protected ConferenceStore createStore() {
    return new InMemoryConferenceStore(clock);
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
  protected boolean canBeFull() {
    return true;
  }

  @Override
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    ((InMemoryConferenceStore) store).withholdAllBut(free);
  }
}
