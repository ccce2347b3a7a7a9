package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

class InMemoryOutboxTest extends OutboxContract {
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
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    ((InMemoryConferenceStore) store).withholdAllBut(free);
  }
}
