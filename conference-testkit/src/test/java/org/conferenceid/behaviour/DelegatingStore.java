package org.conferenceid.behaviour;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.AuditEntry;
import org.conferenceid.AuditQuery;
import org.conferenceid.Capacity;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Outbox;

/** A store that a test makes behave differently in one method. */
abstract class DelegatingStore implements ConferenceStore {
  private final ConferenceStore store;

  DelegatingStore(ConferenceStore store) {
    this.store = store;
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    return store.change(change, candidates);
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    return store.find(user);
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    return store.lookup(id);
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    return store.audit(query);
  }

  @Override
  public Capacity capacity() {
    return store.capacity();
  }

  @Override
  public boolean erase(UserId user, Duration quarantine) {
    return store.erase(user, quarantine);
  }

  @Override
  public int prune(Duration age) {
    return store.prune(age);
  }

  @Override
  public Outbox outbox() {
    return store.outbox();
  }
}
