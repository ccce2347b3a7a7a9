package org.conferenceid.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.tck.MeetingUpdatesContract;

/** The contract on a real database. */
abstract class JdbcMeetingUpdatesContract extends MeetingUpdatesContract {
  private final Fixture fixture;

  JdbcMeetingUpdatesContract(TestDatabase database) {
    this(new Fixture(database));
  }

  JdbcMeetingUpdatesContract(Fixture fixture) {
    this.fixture = fixture;
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
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    fixture.occupyAllBut(free);
  }

  @Override
  protected void inTransaction(
      ConferenceStore store, boolean commit, Consumer<ConferenceStore> work) {
    fixture.inTransaction(commit, work);
  }

  @Override
  protected ConferenceStore reopen(ConferenceStore store) {
    return fixture.reopen();
  }

  @Override
  protected ConferenceStore secondNode(ConferenceStore store) {
    return fixture.secondNode();
  }
}
