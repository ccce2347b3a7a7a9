package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.ForwardingStore;
import org.conferenceid.testkit.MutableClock;

/** The model against the plain store of maps, with a node for each client. */
class MapStoreModelTest extends ConferenceStoreModel {
  private final MutableClock clock = new MutableClock();

  @Override
  protected int tries() {
    return Integer.getInteger("model.tries", 100);
  }

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
  protected boolean hasSecondNode() {
    return true;
  }

  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    return new ForwardingStore(store);
  }
}
