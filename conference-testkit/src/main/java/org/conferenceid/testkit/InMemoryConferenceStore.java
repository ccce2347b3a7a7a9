package org.conferenceid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.conferenceid.AlreadyEnabled;
import org.conferenceid.AuditEntry;
import org.conferenceid.AuditQuery;
import org.conferenceid.Capacity;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.NotEnabled;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.StaleId;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Outbox;

/**
 * A store that keeps everything in memory, and every rule of {@link ConferenceStore} and {@link
 * Outbox}. For tests and trials: it forgets everything when the process ends.
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
 * order in which threads see changes is one order. {@link #lookup} takes the lock only while an ID
 * changes. An assignment takes the same time however full the space of IDs is. A store takes about
 * 1.2 MB and what its users need.
 */
public final class InMemoryConferenceStore implements ConferenceStore {
  private final Object lock = new Object();
  private final Clock clock;
  private final Map<UserId, Organizer> users = new HashMap<>();
  private final IdSpace ids = new IdSpace();
  private final Ledger ledger = new Ledger();
  private final InMemoryOutbox outbox;

  /** Counts the beginnings and the ends of what changes IDs: odd in between. */
  private volatile int turns;

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
  }

  @Override
  public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    Objects.requireNonNull(candidates, "candidates");
    return inTurn(() -> ledger.replay(change).orElseGet(() -> judge(change, candidates)));
  }

  private <T> T inTurn(Supplier<T> changing) {
    synchronized (lock) {
      turns++;
      try {
        return changing.get();
      } finally {
        turns++;
      }
    }
  }

  private ChangeResult judge(Change change, ConferenceIdGenerator candidates) {
    Optional<Organizer> enabled =
        Optional.ofNullable(users.get(change.user())).filter(Organizer::enabled);
    if (change.kind() == EventKind.ENABLED) {
      return enabled.isPresent()
          ? new AlreadyEnabled(enabled.get())
          : fulfil(change, Optional.empty(), candidates);
    }
    if (enabled.isEmpty()) {
      return new NotEnabled(change.user());
    }
    Optional<ConferenceId> current = enabled.get().id();
    if (change.expected().isPresent() && !change.expected().equals(current)) {
      return new StaleId(enabled.get());
    }
    return fulfil(change, current, candidates);
  }

  /** Makes a change that nothing stands against. What may throw comes before what changes. */
  private ChangeResult fulfil(
      Change change, Optional<ConferenceId> oldId, ConferenceIdGenerator candidates) {
    UserId user = change.user();
    EventKind kind = change.kind();
    Instant now = clock.instant();
    Instant freeAt = now.plus(change.quarantine());
    Optional<ConferenceId> newId =
        switch (kind) {
          case ENABLED, RESET -> ids.assign(user, candidates, now);
          case DISABLED -> Optional.empty();
          case INFO_REQUESTED -> oldId;
        };
    if (newId.isEmpty() && kind != EventKind.DISABLED) {
      return new ChangeResult.Exhausted();
    }
    Organizer before = users.get(user);
    long version = before == null ? 0 : before.version();
    if (kind.changesId()) {
      version++;
      oldId.ifPresent(id -> ids.retire(id, now, freeAt));
      users.put(user, new Organizer(user, newId, version, now));
    }
    ConferenceEvent event = new ConferenceEvent(kind, user, oldId, newId, version, now);
    outbox.add(ledger.append(event, change.cause(), change.mail()));
    return new Done(event, false, true);
  }

  @Override
  public Optional<Organizer> find(UserId user) {
    Objects.requireNonNull(user, "user");
    synchronized (lock) {
      return Optional.ofNullable(users.get(user));
    }
  }

  @Override
  public Lookup lookup(ConferenceId id) {
    Objects.requireNonNull(id, "id");
    int before = turns;
    Lookup found = ids.lookup(id, clock);
    if (before % 2 == 0 && before == turns) {
      return found; // nothing changed meanwhile, so this is what the lock would have shown
    }
    synchronized (lock) {
      return ids.lookup(id, clock);
    }
  }

  @Override
  public Page<AuditEntry> audit(AuditQuery query) {
    synchronized (lock) {
      return ledger.page(query);
    }
  }

  @Override
  public Capacity capacity() {
    synchronized (lock) {
      return ids.capacity(clock.instant());
    }
  }

  @Override
  public boolean erase(UserId user, Duration quarantine) {
    Objects.requireNonNull(user, "user");
    if (quarantine.isNegative() || quarantine.isZero()) {
      throw new IllegalArgumentException("quarantine must be positive: " + quarantine);
    }
    return inTurn(() -> forget(user, quarantine));
  }

  private boolean forget(UserId user, Duration quarantine) {
    Instant now = clock.instant();
    Instant freeAt = now.plus(quarantine);
    Organizer organizer = users.remove(user);
    if (organizer != null) {
      organizer.id().ifPresent(id -> ids.retire(id, now, freeAt));
      ids.forget(user);
    }
    Collection<Message> own = ledger.removeAll(user);
    outbox.removeAll(own);
    boolean acted = ledger.forgetActor(user.value());
    return organizer != null || !own.isEmpty() || acted;
  }

  @Override
  public int prune(Duration age) {
    if (age.isNegative()) {
      throw new IllegalArgumentException("age must not be negative: " + age);
    }
    synchronized (lock) {
      return ledger.prune(clock.instant().minus(age));
    }
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  /**
   * Makes the space of IDs nearly full, or full: takes every free ID but some out of circulation,
   * as if it were in a quarantine without end. {@link #capacity} counts those as quarantined;
   * {@link #lookup} does not know them.
   *
   * <pre>{@code
   * store.withholdAllBut(List.of(ConferenceId.of("4839201"))); // one is left
   * }</pre>
   *
   * @param free the IDs that stay free, as far as they are free now
   */
  public void withholdAllBut(Collection<ConferenceId> free) {
    synchronized (lock) {
      ids.withholdAllBut(free, clock.instant());
    }
  }

  /** Counts only: nothing in it names a user or an ID. */
  @Override
  public String toString() {
    synchronized (lock) {
      Capacity now = capacity();
      return "InMemoryConferenceStore[users=%d, active=%d, quarantined=%d, auditEntries=%d]"
          .formatted(users.size(), now.active(), now.quarantined(), ledger.size());
    }
  }
}
