package org.conferenceid.tck;

import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.ForwardingStore;

/** What can be wrong in a change and with what it shows: CS-1, CS-2 and CS-5 to CS-9. */
@SuppressWarnings({
  "UnsynchronizedOverridesSynchronized",
  "ThreadLocalUsage"
}) // that is their fault
final class ChangeFaults {
  private ChangeFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault("CS-1", "The audit entry is written after the change.", EntryLater::new),
        new Fault(
            "CS-1",
            "Each store object remembers the users that it has found.",
            clock ->
                new MapStore(clock) {
                  @Override
                  ConferenceStore reopen() {
                    return new RemembersUsers(this);
                  }
                }),
        new Fault(
            "CS-1",
            "A request whose candidates failed is taken for done when it comes again.",
            RemembersFailures::new),
        new Fault(
            "CS-1",
            "A refused change leaves its user behind.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized ChangeResult change(
                      Change change, ConferenceIdGenerator candidates) {
                    ChangeResult result = super.change(change, candidates);
                    if (result instanceof ChangeResult.NotEnabled) {
                      UserId user = change.user();
                      users.putIfAbsent(user, new Organizer(user, Optional.empty(), 0, now()));
                    }
                    return result;
                  }
                }),
        new Fault(
            "CS-2",
            "The keys of users are cut at 64 characters.",
            clock -> byKey(clock, 64, false)),
        new Fault(
            "CS-2",
            "The keys of users are folded to small letters.",
            clock -> byKey(clock, 255, true)),
        new Fault("CS-5", "The new ID shows before the old one is retired.", RetiresLater::new),
        new Fault("CS-5", "The old ID is retired before the new one shows.", RetiresFirst::new),
        new Fault(
            "CS-5",
            "Look-ups are remembered, and forgotten by single changes only.",
            RemembersLookups::new),
        new Fault(
            "CS-6",
            "An expected version is compared in 32 bits.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean stale(Change change, Organizer before) {
                    Change narrow =
                        change.expectedVersion().isEmpty()
                            ? change
                            : change.toBuilder()
                                .expectingVersion(
                                    OptionalLong.of(
                                        (change.expectedVersion().getAsLong() << 32) >> 32))
                                .build();
                    return super.stale(narrow, before);
                  }
                }),
        new Fault(
            "CS-6",
            "Version -1 stands for no expected version.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean stale(Change change, Organizer before) {
                    return !change.expectedVersion().equals(OptionalLong.of(-1))
                        && super.stale(change, before);
                  }
                }),
        new Fault("CS-6", "What is expected is judged before the lock.", JudgesFirst::new),
        new Fault(
            "CS-7", "Whether a user is enabled is judged before the lock.", EnablesTwice::new),
        new Fault(
            "CS-7",
            "Enabling an enabled user gives a new ID.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized ChangeResult change(
                      Change change, ConferenceIdGenerator candidates) {
                    Organizer user = users.get(change.user());
                    if (change.kind() == EventKind.ENABLED && user != null) {
                      users.put(
                          user.user(),
                          new Organizer(user.user(), Optional.empty(), user.version(), now()));
                    }
                    return super.change(change, candidates);
                  }
                }),
        new Fault(
            "CS-8",
            "Idempotency keys are cut at 64 characters.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean isKnown(MapMessage message, Change change) {
                    return message.event.user().equals(change.user())
                        && cut(message.idempotencyKey).equals(cut(change.idempotencyKey()));
                  }

                  private static String cut(Optional<IdempotencyKey> key) {
                    String text = key.map(IdempotencyKey::value).orElse("");
                    return text.substring(0, Math.min(64, text.length()));
                  }
                }),
        new Fault(
            "CS-8",
            "Idempotency keys count for all users.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean isKnown(MapMessage message, Change change) {
                    return message.idempotencyKey.equals(change.idempotencyKey());
                  }
                }),
        new Fault(
            "CS-8",
            "Idempotency keys are compared without case.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean isKnown(MapMessage message, Change change) {
                    return message.event.user().equals(change.user())
                        && folded(message.idempotencyKey).equals(folded(change.idempotencyKey()));
                  }

                  private static String folded(Optional<IdempotencyKey> key) {
                    return key.map(IdempotencyKey::value).orElse("").toLowerCase(Locale.ROOT);
                  }
                }),
        new Fault(
            "CS-8",
            "The last idempotency key of a user is known only.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean isKnown(MapMessage message, Change change) {
                    return super.isKnown(message, change)
                        && messages().stream()
                            .filter(one -> one.event.user().equals(change.user()))
                            .noneMatch(one -> one.number > message.number);
                  }
                }),
        new Fault(
            "CS-8",
            "Idempotency keys are forgotten after a year.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean isKnown(MapMessage message, Change change) {
                    return super.isKnown(message, change)
                        && message.event.at().plus(Wish.QUARANTINE).isAfter(now());
                  }
                }),
        new Fault(
            "CS-8",
            "That a user is enabled is told before the key is looked at.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized ChangeResult change(
                      Change change, ConferenceIdGenerator candidates) {
                    Optional<Organizer> user = find(change.user()).filter(Organizer::enabled);
                    boolean replay =
                        known(change).filter(one -> one.event.kind() == change.kind()).isPresent();
                    return change.kind() == EventKind.ENABLED && user.isPresent() && !replay
                        ? new ChangeResult.AlreadyEnabled(user.get())
                        : super.change(change, candidates);
                  }
                }),
        new Fault(
            "CS-8", "Whether a key was used is looked up before the lock.", LooksUpKeysFirst::new),
        new Fault(
            "CS-9",
            "Conference information makes a new version.",
            clock ->
                new MapStore(clock) {
                  @Override
                  void append(ConferenceEvent event, Change change) {
                    super.append(event, change);
                    if (!change.kind().changesId()) {
                      users.computeIfPresent(
                          event.user(),
                          (key, user) ->
                              new Organizer(key, user.id(), user.version() + 1, user.since()));
                    }
                  }
                }),
        new Fault(
            "CS-9",
            "Disabled users go with their last entry, and start at version 1.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(java.time.Duration age) {
                    int removed = super.prune(age);
                    users.values().removeIf(user -> !user.enabled());
                    return removed;
                  }
                }));
  }

  private static MapStore byKey(Clock clock, int length, boolean folded) {
    return new MapStore(clock) {
      @Override
      public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
        String key = change.user().value();
        String cut = key.substring(0, Math.min(length, key.length()));
        UserId user = UserId.of(folded ? cut.toLowerCase(Locale.ROOT) : cut);
        Change other =
            Change.builder(change.kind(), user)
                .context(change.context())
                .idempotencyKey(change.idempotencyKey())
                .expecting(change.expected())
                .expectingVersion(change.expectedVersion())
                .quarantine(change.quarantine())
                .mail(change.mail())
                .build();
        return super.change(other, candidates);
      }
    };
  }

  private static final class EntryLater extends MapStore {
    private final ThreadLocal<Boolean> later = ThreadLocal.withInitial(() -> false);
    private final ThreadLocal<Runnable> entry = ThreadLocal.withInitial(() -> () -> {});

    EntryLater(Clock clock) {
      super(clock);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      if (later.get()) {
        entry.set(() -> super.append(event, change));
      } else {
        super.append(event, change);
      }
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      later.set(true);
      try {
        ChangeResult result = super.change(change, candidates);
        synchronized (this) {
          entry.get().run();
        }
        return result;
      } finally {
        later.remove();
        entry.remove();
      }
    }
  }

  private static final class RemembersUsers extends ForwardingStore {
    private final Map<UserId, Optional<Organizer>> found = new ConcurrentHashMap<>();

    RemembersUsers(ConferenceStore store) {
      super(store);
    }

    @Override
    public Optional<Organizer> find(UserId user) {
      return found.computeIfAbsent(user, super::find);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      found.remove(change.user());
      return super.change(change, candidates);
    }
  }

  private static final class RemembersFailures extends MapStore {
    private final Set<IdempotencyKey> failed = new HashSet<>();

    RemembersFailures(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (change.idempotencyKey().filter(failed::contains).isPresent()) {
        return new ChangeResult.KeyReused();
      }
      change.idempotencyKey().ifPresent(failed::add);
      ChangeResult result = super.change(change, candidates);
      change.idempotencyKey().ifPresent(failed::remove);
      return result;
    }
  }

  /** Takes as long as a fast disk takes for a transaction. */
  private static void commit() {
    for (int i = 0; i < 3000; i++) {
      Thread.onSpinWait();
    }
  }

  private static final class RetiresLater extends MapStore {
    private final Map<ConferenceId, Lookup> alive = new ConcurrentHashMap<>();

    RetiresLater(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      Optional<ConferenceId> old = find(change.user()).flatMap(Organizer::id);
      if (change.kind() == EventKind.RESET) {
        old.ifPresent(id -> alive.put(id, new Lookup.Active(change.user())));
      }
      ChangeResult result = super.change(change, candidates);
      commit();
      synchronized (this) {
        old.ifPresent(alive::remove);
      }
      return result;
    }

    @Override
    public synchronized Lookup lookup(ConferenceId id) {
      Lookup still = alive.get(id);
      return still == null ? super.lookup(id) : still;
    }
  }

  private static final class RetiresFirst extends MapStore {
    private final Map<ConferenceId, Lookup> dead = new ConcurrentHashMap<>();

    RetiresFirst(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      Optional<ConferenceId> old = find(change.user()).flatMap(Organizer::id);
      if (change.kind() == EventKind.RESET) {
        Lookup retired = new Lookup.Retired(Optional.of(change.user()), now(), now());
        synchronized (this) {
          old.ifPresent(id -> dead.put(id, retired));
        }
        commit();
      }
      ChangeResult result = super.change(change, candidates);
      old.ifPresent(dead::remove);
      return result;
    }

    @Override
    public synchronized Lookup lookup(ConferenceId id) {
      Lookup already = dead.get(id);
      return already == null ? super.lookup(id) : already;
    }
  }

  private static final class RemembersLookups extends MapStore {
    private final Map<ConferenceId, Lookup> remembered = new HashMap<>();
    private boolean inAChunk;

    RemembersLookups(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized Lookup lookup(ConferenceId id) {
      Lookup fresh = super.lookup(id);
      return fresh instanceof Lookup.Active || remembered.containsKey(id)
          ? remembered.computeIfAbsent(id, key -> fresh)
          : fresh;
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (!inAChunk) {
        remembered.clear();
      }
      return super.change(change, candidates);
    }

    @Override
    public synchronized List<ChangeResult> changeAll(
        List<Change> changes, ConferenceIdGenerator candidates) {
      inAChunk = true;
      try {
        return super.changeAll(changes, candidates);
      } finally {
        inAChunk = false;
      }
    }
  }

  /** Judges without a lock, draws an ID, and writes whatever has happened meanwhile. */
  private abstract static class Hasty extends MapStore {
    Hasty(Clock clock) {
      super(clock);
    }

    abstract boolean isHasty(Change change);

    /** What is written, by what was found before. */
    abstract Change judged(Change change);

    /** Undoes what was done meanwhile, as far as it stands in the way. */
    void override(Change change) {}

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (!isHasty(change)) {
        return super.change(change, candidates);
      }
      Change judged = judged(change);
      ConferenceId drawn = candidates.next();
      synchronized (this) {
        override(judged);
        return super.change(judged, new Drawn(drawn, candidates));
      }
    }
  }

  private record Drawn(ConferenceId first, ConferenceIdGenerator rest)
      implements ConferenceIdGenerator {
    @Override
    public ConferenceId next() {
      return rest.nextIndex(2) == 0 ? first : rest.next();
    }

    @Override
    public int nextIndex(int bound) {
      return rest.nextIndex(bound);
    }
  }

  private static final class JudgesFirst extends Hasty {
    JudgesFirst(Clock clock) {
      super(clock);
    }

    @Override
    boolean isHasty(Change change) {
      return find(change.user())
          .filter(user -> known(change).isEmpty() && !stale(change, user) && user.enabled())
          .isPresent();
    }

    @Override
    Change judged(Change change) {
      return change.toBuilder()
          .expecting(Optional.empty())
          .expectingVersion(OptionalLong.empty())
          .build();
    }
  }

  private static final class EnablesTwice extends Hasty {
    EnablesTwice(Clock clock) {
      super(clock);
    }

    @Override
    boolean isHasty(Change change) {
      return change.kind() == EventKind.ENABLED
          && find(change.user()).filter(Organizer::enabled).isEmpty();
    }

    @Override
    Change judged(Change change) {
      return change;
    }

    @Override
    void override(Change change) {
      users.computeIfPresent(
          change.user(),
          (key, user) -> new Organizer(key, Optional.empty(), user.version(), user.since()));
    }
  }

  private static final class LooksUpKeysFirst extends Hasty {
    LooksUpKeysFirst(Clock clock) {
      super(clock);
    }

    @Override
    boolean isHasty(Change change) {
      return change.idempotencyKey().isPresent() && known(change).isEmpty();
    }

    @Override
    Change judged(Change change) {
      return change.toBuilder().idempotencyKey(Optional.empty()).build();
    }
  }
}
