package org.conferenceid.testkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MeetingUpdates;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;

/**
 * A store, and its outbox, that forwards every call to another one. A test overrides what is to
 * fail, to be counted or to wait.
 *
 * <pre>{@code
 * ConferenceStore unreadable = new ForwardingStore(new InMemoryConferenceStore()) {
 *   @Override
 *   public Lookup lookup(ConferenceId id) {
 *     throw new StoreException("the database is away", null);
 *   }
 * };
 * }</pre>
 *
 * <p>As safe for use by several threads as the store that it forwards to.
 *
 * @since 0.1.0
 */
public class ForwardingStore implements ConferenceStore, Outbox {
  private final ConferenceStore store;

  /**
   * Forwards to a store.
   *
   * @param store the store that does the work
   */
  public ForwardingStore(ConferenceStore store) {
    this.store = Objects.requireNonNull(store, "store");
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    return store.change(change, candidates);
  }

  @Override
  public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
    return store.changeAll(changes, candidates);
  }

  @Override
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    return store.adopt(adoptions, mode);
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    return store.find(user);
  }

  @Override
  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
    return store.findAll(users);
  }

  @Override
  public List<Organizer> organizers(OrganizerQuery query) {
    return store.organizers(query);
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    return store.lookup(id);
  }

  @Override
  public List<ConferenceId> formerIds(UserId user) {
    return store.formerIds(user);
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    return store.audit(query);
  }

  @Override
  public Map<DeliveryState, Long> countAudit(AuditQuery query) {
    return store.countAudit(query);
  }

  @Override
  public Capacity capacity() {
    return store.capacity();
  }

  @Override
  public AllocationRate allocationRate(Duration period) {
    return store.allocationRate(period);
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
  public void afterCommit(Runnable task) {
    store.afterCommit(task);
  }

  @Override
  public boolean inApplicationTransaction() {
    return store.inApplicationTransaction();
  }

  /**
   * Returns this store, whose methods of an outbox forward to the other store's outbox.
   *
   * @return this store
   */
  @Override
  public Outbox outbox() {
    return this;
  }

  @Override
  public MeetingUpdates meetingUpdates() {
    return store.meetingUpdates();
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    return store.outbox().claim(worker, max, lease);
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    return store.outbox().settle(settlements);
  }

  @Override
  public int resend(Collection<Long> numbers) {
    return store.outbox().resend(numbers);
  }

  @Override
  public OutboxFigures figures() {
    return store.outbox().figures();
  }
}
