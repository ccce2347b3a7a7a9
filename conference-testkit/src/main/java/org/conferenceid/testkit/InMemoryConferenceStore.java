package org.conferenceid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.conferenceid.guard.Durations;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.MeetingUpdates;
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Outbox;

/**
 * A store that keeps everything in memory, and every rule of {@link ConferenceStore}, {@link
 * Outbox} and {@link MeetingUpdates}. For tests and trials: it forgets everything when the process
 * ends.
 *
 * <pre>{@code
 * MutableClock clock = new MutableClock();
 * ConferenceStore store = new InMemoryConferenceStore(clock);
 * AudioConferencing conferencing =
 *     AudioConferencing.builder()
 *         .store(store)
 *         .directory(new InMemoryUserDirectory())
 *         .notifier(new RecordingNotifier())
 *         .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
 *         .build();
 * }</pre>
 *
 * <p>Safe for use by any number of threads: every method is one step under one lock, so that the
 * order in which threads see changes is one order. Where more than 99 % of the IDs are taken, an
 * assignment goes through all of them.
 *
 * @since 0.1.0
 */
public final class InMemoryConferenceStore implements ConferenceStore {
  private final Object lock = new Object();
  private final Clock clock;
  private final Map<UserId, Organizer> users = new HashMap<>();
  private final IdSpace ids = new IdSpace();
  private final Ledger ledger = new Ledger();
  private final InMemoryOutbox outbox;
  private final InMemoryMeetingUpdates meetingUpdates;
  private final Registry registry;

  /** Makes an empty store on the system's clock. */
  public InMemoryConferenceStore() {
    this(Clock.systemUTC());
  }

  /**
   * Makes an empty store.
   *
   * @param clock what tells when a quarantine or a lease is over
   */
  public InMemoryConferenceStore(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.outbox = new InMemoryOutbox(lock, clock, ledger, users);
    this.meetingUpdates = new InMemoryMeetingUpdates(lock, clock, users);
    this.registry = new Registry(users, ids, ledger, outbox);
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    Objects.requireNonNull(change, "change");
    return changeAll(List.of(change), candidates).get(0);
  }

  @Override
  public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
    Change.requireDistinct(changes);
    Objects.requireNonNull(candidates, "candidates");
    synchronized (lock) {
      return registry.change(changes, candidates, clock.instant());
    }
  }

  @Override
  public List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode) {
    Adoption.requireDistinct(adoptions);
    Objects.requireNonNull(mode, "mode");
    synchronized (lock) {
      return registry.adopt(List.copyOf(adoptions), mode, clock.instant());
    }
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    Objects.requireNonNull(user, "user");
    synchronized (lock) {
      return Optional.ofNullable(users.get(user));
    }
  }

  @Override
  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
    Objects.requireNonNull(users, "users");
    synchronized (lock) {
      return users.stream()
          .distinct()
          .flatMap(user -> Stream.ofNullable(this.users.get(user)))
          .collect(Collectors.toUnmodifiableMap(Organizer::user, organizer -> organizer));
    }
  }

  @Override
  public List<Organizer> organizers(OrganizerQuery query) {
    Objects.requireNonNull(query, "query");
    synchronized (lock) {
      return registry.page(query, clock.instant());
    }
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    Objects.requireNonNull(id, "id");
    synchronized (lock) {
      return ids.lookup(id, clock.instant());
    }
  }

  @Override
  public List<ConferenceId> formerIds(UserId user) {
    Objects.requireNonNull(user, "user");
    synchronized (lock) {
      return registry.formerIds(user);
    }
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    Objects.requireNonNull(query, "query");
    synchronized (lock) {
      return ledger.page(query);
    }
  }

  @Override
  public Map<DeliveryState, Long> countAudit(AuditQuery query) {
    Objects.requireNonNull(query, "query");
    synchronized (lock) {
      return ledger.count(query);
    }
  }

  @Override
  public Capacity capacity() {
    synchronized (lock) {
      return ids.capacity(clock.instant());
    }
  }

  @Override
  public AllocationRate allocationRate(Duration period) {
    Objects.requireNonNull(period, "period");
    Durations.require("period", period);
    synchronized (lock) {
      Instant now = clock.instant();
      return new AllocationRate(
          period, ledger.assignedSince(now, period), ids.freedUntil(now, period));
    }
  }

  @Override
  public boolean erase(UserId user, Duration quarantine) {
    Objects.requireNonNull(user, "user");
    Change.requireQuarantine(quarantine);
    synchronized (lock) {
      boolean known = registry.remove(user, clock.instant(), quarantine);
      Collection<Message> own = ledger.removeAll(user);
      outbox.removeAll(own);
      meetingUpdates.remove(user);
      boolean acted = ledger.forgetActor(user.value());
      return known || !own.isEmpty() || acted;
    }
  }

  @Override
  public int prune(Duration age) {
    Objects.requireNonNull(age, "age");
    Durations.requireNotNegative("age", age);
    synchronized (lock) {
      return ledger.prune(clock.instant().minus(age));
    }
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public MeetingUpdates meetingUpdates() {
    return meetingUpdates;
  }

  /**
   * Makes the space of IDs nearly full, or full: takes every free ID but some out of circulation,
   * as if it were in a quarantine without end. {@link #capacity} counts those as quarantined;
   * {@link #lookup} does not know them.
   *
   * <pre>{@code
   * store.withholdAllBut(List.of(ConferenceId.parse("4839201"))); // one is left
   * }</pre>
   *
   * @param free the IDs that stay free, as far as they are free now
   */
  public void withholdAllBut(Collection<ConferenceId> free) {
    Objects.requireNonNull(free, "free");
    synchronized (lock) {
      ids.withholdAllBut(free, clock.instant());
    }
  }

  /**
   * Forgets everything: users, audit, messages, and which IDs were withheld. Messages that are
   * queued later get numbers that were never used.
   */
  public void clear() {
    synchronized (lock) {
      users.clear();
      registry.clear();
      ids.clear();
      ledger.clear();
      outbox.clear();
      meetingUpdates.clear();
    }
  }

  /** Counts only: nothing in it names a user or an ID. */
  @Override
  public String toString() {
    synchronized (lock) {
      Capacity now = capacity();
      return String.format(
          Locale.ROOT,
          "InMemoryConferenceStore[users=%d, active=%d, quarantined=%d, auditEntries=%d]",
          users.size(),
          now.active(),
          now.quarantined(),
          ledger.size());
    }
  }
}
