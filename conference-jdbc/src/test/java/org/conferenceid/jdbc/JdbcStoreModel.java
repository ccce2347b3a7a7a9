package org.conferenceid.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.tck.ConferenceStoreModel;

/** The model against a real database, which is opened again when a client dies. */
abstract class JdbcStoreModel extends ConferenceStoreModel {
  private final Fixture fixture;

  JdbcStoreModel(TestDatabase database) {
    this.fixture = new Fixture(database);
  }

  @Override
  protected ConferenceStore createStore() {
    return fixture.createStore();
  }

  @Override
  protected Instant now() {
    return fixture.now();
  }

  @Override
  protected void advance(Duration step) {
    fixture.advance(step);
  }

  @Override
  protected boolean canBeReopened() {
    return true;
  }

  @Override
  protected ConferenceStore reopen(ConferenceStore store) {
    return fixture.reopen();
  }

  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    return fixture.reopen();
  }
}
