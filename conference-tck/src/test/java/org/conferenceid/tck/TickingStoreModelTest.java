package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;

/** The model against a store whose clock goes on by a microsecond whenever it is read. */
class TickingStoreModelTest extends ConferenceStoreModel {
  private final MutableClock clock = new MutableClock();

  private final Clock ticking =
      new Clock() {
        @Override
        public Instant instant() {
          clock.advance(Duration.ofNanos(1000));
          return clock.instant();
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };

  @Override
  protected int tries() {
    return Integer.getInteger("model.tries", 50);
  }

  @Override
  protected boolean ticks() {
    return true;
  }

  @Override
  protected ConferenceStore createStore() {
    return new InMemoryConferenceStore(ticking);
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
