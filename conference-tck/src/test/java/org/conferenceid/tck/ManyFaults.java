package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Organizer;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;

/** What can be wrong with many at once: CS-17, CS-18 and CS-19. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is their fault
final class ManyFaults {
  private static final Comparator<Organizer> BY_KEY =
      Comparator.comparing(one -> one.user().value());

  private ManyFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "CS-17",
            "A chunk of more than 700 changes is made in two transactions.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    List<ChangeResult> results = new ArrayList<>();
                    for (int i = 0; i < changes.size(); i += 700) {
                      results.addAll(
                          super.changeAll(
                              changes.subList(i, Math.min(i + 700, changes.size())), candidates));
                    }
                    return results;
                  }
                }),
        new Fault(
            "CS-17",
            "The context of the first change of a chunk is written for all.",
            clock ->
                chunk(clock, (first, one) -> one.toBuilder().context(first.context()).build())),
        new Fault(
            "CS-17",
            "Whether the first change of a chunk is mailed decides for all.",
            clock -> chunk(clock, (first, one) -> one.toBuilder().mail(first.mail()).build())),
        new Fault(
            "CS-17",
            "The quarantine of the first change of a chunk is that of all.",
            clock ->
                chunk(
                    clock, (first, one) -> one.toBuilder().quarantine(first.quarantine()).build())),
        new Fault(
            "CS-17",
            "The list of changes is sorted in place.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    List<Change> given = List.copyOf(changes);
                    if (changes instanceof ArrayList) {
                      changes.sort(Comparator.comparing(one -> one.user().value()));
                    }
                    return super.changeAll(given, candidates);
                  }
                }),
        new Fault(
            "CS-17", "Chunks about different users lock each other out.", LocksNeighbours::new),
        new Fault(
            "CS-17",
            "Only the first thousand keys of a chunk are looked up.",
            clock ->
                new MapStore(clock) {
                  private int made;

                  @Override
                  public synchronized List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    made = 0;
                    List<ChangeResult> results = super.changeAll(changes, candidates);
                    made = 0;
                    return results;
                  }

                  @Override
                  Optional<MapMessage> known(Change change) {
                    return made++ < 1000 ? super.known(change) : Optional.empty();
                  }
                }),
        new Fault(
            "CS-17",
            "A chunk is undone after an exception, and not after an error.",
            clock ->
                new MapStore(clock) {
                  private boolean error;

                  @Override
                  public synchronized List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    error = false;
                    return super.changeAll(changes, candidates);
                  }

                  @Override
                  public synchronized ChangeResult change(
                      Change change, ConferenceIdGenerator candidates) {
                    try {
                      return super.change(change, candidates);
                    } catch (AssertionError e) {
                      error = true;
                      throw e;
                    }
                  }

                  @Override
                  void restore(Kept before) {
                    if (!error) {
                      super.restore(before);
                    }
                  }
                }),
        new Fault(
            "CS-19",
            "Several users are found one after the other.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public Map<UserId, Organizer> findAll(Collection<UserId> wanted) {
                    Map<UserId, Organizer> found = new HashMap<>();
                    wanted.forEach(user -> find(user).ifPresent(one -> found.put(user, one)));
                    return found;
                  }
                }),
        new Fault(
            "CS-19",
            "Several users are found in portions of 500.",
            clock ->
                new MapStore(clock) {
                  private final AtomicInteger chunks = new AtomicInteger();

                  @Override
                  public List<ChangeResult> changeAll(
                      List<Change> changes, ConferenceIdGenerator candidates) {
                    List<ChangeResult> results = super.changeAll(changes, candidates);
                    chunks.incrementAndGet();
                    return results;
                  }

                  /** A while, so that something may happen between two portions. */
                  private void waitForAChunk() {
                    int before = chunks.get();
                    for (int i = 0; i < 1000 && chunks.get() == before; i++) {
                      LockSupport.parkNanos(100_000);
                    }
                  }

                  @Override
                  public Map<UserId, Organizer> findAll(Collection<UserId> wanted) {
                    List<UserId> all = List.copyOf(wanted);
                    Map<UserId, Organizer> found = new HashMap<>();
                    for (int i = 0; i < all.size(); i += 500) {
                      if (i > 0) {
                        waitForAChunk();
                      }
                      found.putAll(super.findAll(all.subList(i, Math.min(i + 500, all.size()))));
                    }
                    return found;
                  }
                }),
        new Fault(
            "CS-19",
            "Disabled users count against the limit of a page.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<Organizer> organizers(OrganizerQuery query) {
                    if (query.olderThan().isPresent()) {
                      return super.organizers(query);
                    }
                    return users.values().stream()
                        .sorted(BY_KEY)
                        .filter(
                            one ->
                                query
                                    .after()
                                    .map(last -> BY_KEY.compare(one, last) > 0)
                                    .orElse(true))
                        .limit(query.limit())
                        .filter(Organizer::enabled)
                        .toList();
                  }
                }),
        new Fault(
            "CS-19",
            "A page of users has 500 at most.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<Organizer> organizers(OrganizerQuery query) {
                    return super.organizers(query.limit(Math.min(500, query.limit())));
                  }
                }),
        new Fault(
            "CS-19",
            "Users whose ID is exactly as old as asked are left out.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<Organizer> organizers(OrganizerQuery query) {
                    return super.organizers(query).stream()
                        .filter(
                            one ->
                                !one.since()
                                    .equals(now().minus(query.olderThan().orElse(Duration.ZERO))))
                        .toList();
                  }
                }),
        new Fault(
            "CS-18",
            "All or nothing passes over a user who has another ID.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<AdoptionResult> adopt(
                      List<Adoption> brought, AdoptionMode mode) {
                    Set<UserId> enabled =
                        brought.stream()
                            .map(Adoption::user)
                            .filter(user -> find(user).filter(Organizer::enabled).isPresent())
                            .collect(Collectors.toSet());
                    List<Adoption> rest =
                        brought.stream().filter(one -> !enabled.contains(one.user())).toList();
                    List<AdoptionResult> results = new ArrayList<>(super.adopt(rest, mode));
                    for (int i = 0; i < brought.size(); i++) {
                      UserId user = brought.get(i).user();
                      if (enabled.contains(user)) {
                        results.add(i, new AdoptionResult.AlreadyEnabled(find(user).orElseThrow()));
                      }
                    }
                    return results;
                  }
                }),
        new Fault(
            "CS-18",
            "Adoptions are made in portions of 500.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public List<AdoptionResult> adopt(List<Adoption> brought, AdoptionMode mode) {
                    List<AdoptionResult> results = new ArrayList<>();
                    for (int i = 0; i < brought.size(); i += 500) {
                      results.addAll(
                          super.adopt(brought.subList(i, Math.min(i + 500, brought.size())), mode));
                    }
                    return results;
                  }
                }),
        new Fault(
            "CS-18",
            "A guessable ID is adopted.",
            clock ->
                new MapStore(clock) {
                  @Override
                  AdoptionResult judge(Adoption adoption) {
                    AdoptionResult result = super.judge(adoption);
                    return result instanceof AdoptionResult.Guessable
                        ? new AdoptionResult.NotApplied()
                        : result;
                  }
                }),
        new Fault(
            "CS-18",
            "That an ID is guessable is told before that its user has one.",
            clock ->
                new MapStore(clock) {
                  @Override
                  AdoptionResult judge(Adoption adoption) {
                    return ConferenceIdPolicy.isGuessable(adoption.id())
                        ? new AdoptionResult.Guessable()
                        : super.judge(adoption);
                  }
                }),
        new Fault(
            "CS-18",
            "The context of the first adoption is written for all.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized List<AdoptionResult> adopt(
                      List<Adoption> brought, AdoptionMode mode) {
                    List<Adoption> alike =
                        brought.stream()
                            .map(
                                one -> new Adoption(one.user(), one.id(), brought.get(0).context()))
                            .toList();
                    return super.adopt(alike, mode);
                  }
                }),
        new Fault(
            "CS-18",
            "What can be adopted is judged in one transaction and adopted in the next.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public List<AdoptionResult> adopt(List<Adoption> brought, AdoptionMode mode) {
                    List<AdoptionResult> judged = super.adopt(brought, AdoptionMode.DRY_RUN);
                    boolean refused = false;
                    for (int i = 0; i < judged.size(); i++) {
                      refused |= brought.get(i).isRefused(judged.get(i));
                    }
                    return mode.withholds(refused)
                        ? judged
                        : super.adopt(brought, AdoptionMode.SKIP_INVALID);
                  }
                }));
  }

  private static MapStore chunk(Clock clock, BinaryOperator<Change> likeTheFirst) {
    return new MapStore(clock) {
      @Override
      public synchronized List<ChangeResult> changeAll(
          List<Change> changes, ConferenceIdGenerator candidates) {
        return super.changeAll(
            changes.stream().map(one -> likeTheFirst.apply(changes.get(0), one)).toList(),
            candidates);
      }
    };
  }

  /** As a database that locks what lies between two keys, and ends one of two that deadlock. */
  private static final class LocksNeighbours extends MapStore {
    private final Map<UserId, Thread> locked = new ConcurrentHashMap<>();

    LocksNeighbours(Clock clock) {
      super(clock);
    }

    @Override
    public List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates) {
      Set<UserId> own = changes.stream().map(Change::user).collect(Collectors.toSet());
      own.forEach(user -> locked.putIfAbsent(user, Thread.currentThread()));
      try {
        if (locked.keySet().stream().anyMatch(user -> !own.contains(user))) {
          throw new StoreException("a deadlock with a neighbour", null);
        }
        return super.changeAll(changes, candidates);
      } finally {
        locked.values().removeIf(Thread.currentThread()::equals);
      }
    }
  }
}
