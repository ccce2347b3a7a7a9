package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import net.jqwik.api.PropertyDefaults;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

/** The model against a store of four IDs. */
@PropertyDefaults(tries = 400)
class InMemoryStoreModelTest extends ConferenceStoreModel {
  private final MutableClock clock = new MutableClock();

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
