package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

class InMemoryMeetingUpdatesTest extends MeetingUpdatesContract {
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
}
