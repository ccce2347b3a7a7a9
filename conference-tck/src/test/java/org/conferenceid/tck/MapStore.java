package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
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
import org.conferenceid.spi.OrganizerQuery;
import org.conferenceid.spi.Outbox;
import org.conferenceid.testkit.ForwardingStore;

/**
 * A store as an author writes it who has read the ports and nothing else: maps, lists and one lock.
 * The contract must let it pass, and name every fault that is built into it.
 */
class MapStore implements ConferenceStore {
  private static final int DRAWS = 1000;

  private final Clock clock;
  final Map<UserId, Organizer> users = new HashMap<>();
  final Map<ConferenceId, Lookup.Retired> retired = new HashMap<>();
  private final List<MapMessage> messages = new ArrayList<>();
  private final MapOutbox outbox = newOutbox();
  private Optional<Set<ConferenceId>> pool = Optional.empty();
  long lastNumber;

  MapStore(Clock clock) {
    this.clock = clock;
  }

  /** A fault can be built into the outbox here. */
  MapOutbox newOutbox() {
    return new MapOutbox(this);
  }

  Instant now() {
    return clock.instant();
  }

  final List<MapMessage> messages() {
    return messages;
  }

  synchronized void occupyAllBut(Collection<ConferenceId> free) {
    pool = Optional.of(Set.copyOf(free));
  }

  @Override
  public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
    Optional<MapMessage> first = known(change);
    if (first.isPresent()) {
      return replay(change, first.get().event);
    }
    UserId user = change.user();
    Organizer before = userOrNew(user);
    if (change.kind() == EventKind.ENABLED && before.enabled()) {
      return new ChangeResult.AlreadyEnabled(before);
    }
    if (change.kind() != EventKind.ENABLED && !before.enabled()) {
      return new ChangeResult.NotEnabled();
    }
    if (stale(change, before)) {
      return new ChangeResult.StaleId(before);
    }
    Optional<ConferenceId> id =
        switch (change.kind()) {
          case ENABLED, RESET -> choose(candidates);
          case DISABLED -> Optional.empty();
          default -> before.id();
        };
    return id.isEmpty() && change.kind() != EventKind.DISABLED
        ? new ChangeResult.Exhausted()
        : fulfil(change, before, id);
  }

  private Organizer userOrNew(UserId user) {
    return users.getOrDefault(user, new Organizer(user, Optional.empty(), 0, now()));
  }

  /** What the idempotency key of a change has done before (CS-8). */
  Optional<MapMessage> known(Change change) {
    return change.idempotencyKey().isEmpty()
        ? Optional.empty()
        : messages.stream().filter(one -> isKnown(one, change)).findFirst();
  }

  boolean isKnown(MapMessage message, Change change) {
    return message.fulfils(change);
  }

  private ChangeResult replay(Change change, ConferenceEvent first) {
    return isSame(change, first)
        ? new ChangeResult.Done(first, true, true)
        : new ChangeResult.KeyReused();
  }

  boolean isSame(Change change, ConferenceEvent first) {
    return change.isSameRequest(first);
  }

  boolean stale(Change change, Organizer before) {
    return change.refusal(Optional.of(before)).isPresent();
  }

  private ChangeResult.Done fulfil(Change change, Organizer before, Optional<ConferenceId> id) {
    Instant now = now();
    long version = before.version();
    if (change.kind().changesId()) {
      version++;
      before
          .id()
          .ifPresent(old -> retire(change.kind(), before, old, now, now.plus(change.quarantine())));
      id.ifPresent(retired::remove);
      users.put(change.user(), new Organizer(change.user(), id, version, now));
    }
    ConferenceEvent event =
        new ConferenceEvent(change.kind(), change.user(), before.id(), id, version, now);
    append(event, change);
    return new ChangeResult.Done(event, false, true);
  }

  void retire(EventKind kind, Organizer owner, ConferenceId id, Instant now, Instant freeAt) {
    retired.put(id, new Lookup.Retired(Optional.of(owner.user()), now, freeAt));
  }

  void append(ConferenceEvent event, Change change) {
    messages.add(
        new MapMessage(
            ++lastNumber, event, change.context(), change.idempotencyKey(), change.mail()));
  }

  Optional<ConferenceId> choose(ConferenceIdGenerator candidates) {
    for (int draw = 0; draw < DRAWS; draw++) {
      ConferenceId candidate = candidates.next();
      if (assignable(candidate)) {
        return Optional.of(candidate);
      }
    }
    List<ConferenceId> free = everyId().filter(this::assignable).toList();
    return free.isEmpty() ? Optional.empty() : Optional.of(pick(free, candidates));
  }

  ConferenceId pick(List<ConferenceId> free, ConferenceIdGenerator candidates) {
    return free.get(candidates.nextIndex(free.size()));
  }

  final Stream<ConferenceId> everyId() {
    return pool.map(Set::stream)
        .orElseGet(
            () ->
                IntStream.rangeClosed(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST)
                    .mapToObj(ConferenceId::of));
  }

  boolean assignable(ConferenceId id) {
    return pool.map(free -> free.contains(id)).orElse(true)
        && !ConferenceIdPolicy.isGuessable(id)
        && ownerOf(id).isEmpty()
        && (!retired.containsKey(id) || over(retired.get(id)));
  }

  boolean over(Lookup.Retired reserved) {
    return !now().isBefore(reserved.freeAt());
  }

  private Optional<UserId> ownerOf(ConferenceId id) {
    Optional<ConferenceId> wanted = Optional.of(id);
    for (Organizer organizer : users.values()) {
      if (organizer.id().equals(wanted)) {
        return Optional.of(organizer.user());
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized List<ChangeResult> changeAll(
      List<Change> changes, ConferenceIdGenerator candidates) {
    Change.requireDistinct(changes);
    Kept before = keep();
    boolean done = false;
    try {
      List<ChangeResult> results =
          changes.stream().map(change -> change(change, candidates)).toList();
      done = true;
      return results;
    } finally {
      if (!done) {
        restore(before);
      }
    }
  }

  private static void require(Duration duration, Duration least) {
    if (duration.compareTo(least) < 0 || duration.compareTo(Change.MAX_QUARANTINE) > 0) {
      throw new InvalidValueException("duration", "must be at most 36500 days");
    }
  }

  /** What a transaction that fails comes back to. */
  record Kept(
      Map<UserId, Organizer> users, Map<ConferenceId, Lookup.Retired> retired, int messages) {}

  final Kept keep() {
    return new Kept(Map.copyOf(users), Map.copyOf(retired), messages.size());
  }

  void restore(Kept kept) {
    rollBack(kept);
  }

  private void rollBack(Kept kept) {
    users.clear();
    users.putAll(kept.users);
    retired.clear();
    retired.putAll(kept.retired);
    messages.subList(kept.messages, messages.size()).clear();
  }

  /** Does some work as in a transaction of the application. */
  final void inTransaction(boolean commit, Consumer<ConferenceStore> work) {
    Kept before = keep();
    JoinedStore joined = new JoinedStore(this);
    work.accept(joined);
    if (!commit) {
      rollBack(before);
    }
    afterTransaction(joined.tasks(), commit);
  }

  /** Does what was to be done after the commit. */
  void afterTransaction(List<Runnable> tasks, boolean committed) {
    if (committed) {
      tasks.forEach(Runnable::run);
    }
  }

  @Override
  public synchronized List<AdoptionResult> adopt(List<Adoption> brought, AdoptionMode mode) {
    List<Adoption> adoptions = List.copyOf(brought);
    Adoption.requireDistinct(adoptions);
    List<AdoptionResult> results = new ArrayList<>();
    boolean refused = false;
    for (Adoption adoption : adoptions) {
      AdoptionResult result = judge(adoption);
      refused |= adoption.isRefused(result);
      results.add(result);
    }
    for (int i = 0; i < results.size() && !mode.withholds(refused); i++) {
      if (results.get(i) instanceof AdoptionResult.NotApplied) {
        results.set(i, new AdoptionResult.Adopted(adopt(adoptions.get(i)).event(), true));
      }
    }
    return results;
  }

  AdoptionResult judge(Adoption adoption) {
    return adoption.judge(
        Optional.ofNullable(users.get(adoption.user())),
        assignable(adoption.id()) ? Optional.empty() : Optional.of(lookup(adoption.id())));
  }

  private ChangeResult.Done adopt(Adoption adoption) {
    return fulfil(adoption.toChange(), userOrNew(adoption.user()), Optional.of(adoption.id()));
  }

  @Override
  public synchronized Map<UserId, Organizer> findAll(Collection<UserId> wanted) {
    Map<UserId, Organizer> found = new HashMap<>(users);
    found.keySet().retainAll(Set.copyOf(wanted));
    return found;
  }

  @Override
  public synchronized List<Organizer> organizers(OrganizerQuery query) {
    Comparator<Organizer> order = Comparator.comparing(one -> one.user().value());
    if (query.olderThan().isPresent()) {
      order = Comparator.comparing(Organizer::since).thenComparing(order);
    }
    Comparator<Organizer> reading = order;
    return users.values().stream()
        .filter(Organizer::enabled)
        .filter(one -> !one.since().isAfter(now().minus(query.olderThan().orElse(Duration.ZERO))))
        .filter(one -> query.after().map(last -> reading.compare(one, last) > 0).orElse(true))
        .sorted(reading)
        .limit(query.limit())
        .toList();
  }

  @Override
  public synchronized AllocationRate allocationRate(Duration period) {
    require(period, Duration.ofNanos(1));
    long assigned =
        messages.stream()
            .map(message -> message.event)
            .filter(one -> one.kind() == EventKind.ENABLED || one.kind() == EventKind.RESET)
            .filter(one -> one.at().isAfter(now().minus(period)))
            .count();
    long freed =
        retired.values().stream()
            .filter(one -> now().isBefore(one.freeAt()))
            .filter(one -> !one.freeAt().isAfter(now().plus(period)))
            .count();
    return new AllocationRate(period, assigned, freed);
  }

  @Override
  public synchronized Optional<Organizer> find(UserId user) {
    return Optional.ofNullable(users.get(user));
  }

  @Override
  public synchronized Lookup lookup(ConferenceId id) {
    Optional<UserId> owner = ownerOf(id);
    if (owner.isPresent()) {
      return new Lookup.Active(owner.get());
    }
    Lookup.Retired last = retired.get(id);
    return last != null && now().isBefore(last.freeAt()) ? last : new Lookup.Unknown();
  }

  @Override
  public synchronized List<ConferenceId> formerIds(UserId user) {
    Map<ConferenceId, Instant> lost = new HashMap<>();
    retired.forEach(
        (id, last) -> {
          if (last.lastOwner().equals(Optional.of(user))) {
            lost.put(id, last.retiredAt());
          }
        });
    for (MapMessage message : messages) {
      ConferenceEvent event = message.event;
      if (event.user().equals(user) && event.kind().changesId()) {
        event.oldId().ifPresent(id -> lost.merge(id, event.at(), MapStore::later));
      }
    }
    find(user).flatMap(Organizer::id).ifPresent(lost::remove);
    return lost.entrySet().stream()
        .sorted(Map.Entry.<ConferenceId, Instant>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public synchronized Page<AuditEntry> audit(AuditQuery query) {
    List<AuditEntry> found = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      AuditEntry entry = shown(messages.get(query.isNewestFirst() ? messages.size() - 1 - i : i));
      if (matches(query, entry) && (query.after().isEmpty() || isAfter(query, entry.number()))) {
        found.add(entry);
      }
    }
    return Page.of(found, query.limit(), AuditEntry::number);
  }

  @Override
  public synchronized Map<DeliveryState, Long> countAudit(AuditQuery query) {
    Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
    for (MapMessage message : messages) {
      AuditEntry entry = shown(message);
      if (matches(query, entry)) {
        counts.merge(entry.delivery().state(), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** What the audit shows of a message. */
  AuditEntry shown(MapMessage message) {
    return message.entry();
  }

  boolean matches(AuditQuery query, AuditEntry entry) {
    return query.matches(entry);
  }

  private static boolean isAfter(AuditQuery query, long number) {
    long mark = query.after().orElseThrow();
    return query.isNewestFirst() ? number < mark : number > mark;
  }

  @Override
  public synchronized Capacity capacity() {
    long active = users.values().stream().filter(Organizer::enabled).count();
    long reserved = retired.values().stream().filter(one -> now().isBefore(one.freeAt())).count();
    long withheld = pool.map(free -> (long) ConferenceIdPolicy.ISSUABLE - free.size()).orElse(0L);
    return new Capacity(active, reserved + withheld);
  }

  @Override
  public synchronized boolean erase(UserId user, Duration quarantine) {
    require(quarantine, Duration.ofNanos(1));
    Organizer organizer = users.remove(user);
    if (organizer != null) {
      Instant now = now();
      organizer
          .id()
          .ifPresent(id -> retire(EventKind.DISABLED, organizer, id, now, now.plus(quarantine)));
      retired.replaceAll(
          (id, last) ->
              last.lastOwner().equals(Optional.of(user))
                  ? new Lookup.Retired(Optional.empty(), last.retiredAt(), last.freeAt())
                  : last);
    }
    boolean found = messages.removeIf(message -> message.event.user().equals(user));
    for (MapMessage message : messages) {
      found |= forgetActor(message, user);
    }
    return found || organizer != null;
  }

  boolean forgetActor(MapMessage message, UserId user) {
    return message.forgetActor(user.value());
  }

  @Override
  public synchronized int prune(Duration age) {
    require(age, Duration.ZERO);
    Instant until = now().minus(age);
    int before = messages.size();
    messages.removeIf(message -> !message.open() && !message.event.at().isAfter(until));
    return before - messages.size();
  }

  /** Another store on what this one keeps. */
  ConferenceStore reopen() {
    return new Node(this);
  }

  /** A store on what this one has kept when its process died. */
  ConferenceStore crash() {
    return new Node(this);
  }

  /** The map store behind a store, if there is one. */
  static Optional<MapStore> of(ConferenceStore store) {
    return store instanceof MapStore map
        ? Optional.of(map)
        : Optional.of(store).filter(Node.class::isInstance).map(node -> ((Node) node).map);
  }

  /** The same maps, seen through another object. */
  private static final class Node extends ForwardingStore {
    private final MapStore map;

    Node(MapStore map) {
      super(map);
      this.map = map;
    }
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }
}
