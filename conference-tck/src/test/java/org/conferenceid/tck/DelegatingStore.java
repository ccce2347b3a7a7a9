package org.conferenceid.tck;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** A sound store and its outbox, for faults to be built into. */
public class DelegatingStore implements ConferenceStore, Outbox {
  final ConferenceStore sound;

  /** On a store that is sound. */
  public DelegatingStore(ConferenceStore sound) {
    this.sound = sound;
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    return sound.change(change, candidates);
  }

  @Override
  public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
    return sound.changeAll(changes, candidates);
  }

  @Override
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    return sound.adopt(adoptions, mode);
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    return sound.find(user);
  }

  @Override
  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
    return sound.findAll(users);
  }

  @Override
  public List<Organizer> organizers(OrganizerQuery query) {
    return sound.organizers(query);
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    return sound.lookup(id);
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    return sound.audit(query);
  }

  @Override
  public Capacity capacity() {
    return sound.capacity();
  }

  @Override
  public AllocationRate allocationRate(Duration period) {
    return sound.allocationRate(period);
  }

  @Override
  public boolean erase(UserId user, Duration quarantine) {
    return sound.erase(user, quarantine);
  }

  @Override
  public int prune(Duration age) {
    return sound.prune(age);
  }

  @Override
  public Outbox outbox() {
    return this;
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    return sound.outbox().claim(worker, max, lease);
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    return sound.outbox().settle(settlements);
  }

  @Override
  public int resend(Collection<Long> numbers) {
    return sound.outbox().resend(numbers);
  }
}
