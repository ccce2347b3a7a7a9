package org.conferenceid.tck;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;

/** What can be wrong when something is removed, or a process dies: CS-1, CS-12 and CS-13. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // that is their fault
final class RemovalFaults {
  private RemovalFaults() {}

  static List<Fault> all() {
    return List.of(
        new Fault(
            "CS-1",
            "A process that dies takes everything along.",
            clock ->
                new MapStore(clock) {
                  @Override
                  ConferenceStore crash() {
                    return new MapStore(clock);
                  }
                }),
        new Fault(
            "CS-1",
            "A process that dies takes the last change along.",
            clock -> new WritesLate(clock, true, false)),
        new Fault(
            "CS-1",
            "A process that dies takes the last adoption along.",
            clock -> new WritesLate(clock, false, true)),
        new Fault(
            "CS-12",
            "Erasing a former owner frees the ID that somebody else has now.",
            FreesFormerIds::new),
        new Fault(
            "CS-12",
            "Erasing a former owner makes an ID nobody's that somebody had since.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized boolean erase(UserId user, Duration quarantine) {
                    List<ConferenceId> own =
                        messages().stream()
                            .filter(one -> one.event.user().equals(user))
                            .flatMap(one -> one.event.newId().stream())
                            .toList();
                    boolean found = super.erase(user, quarantine);
                    retired.replaceAll((id, last) -> own.contains(id) ? nobodys(last) : last);
                    return found;
                  }
                }),
        new Fault(
            "CS-12",
            "An actor stays in entries whose message is not open.",
            clock ->
                forgetting(clock, (message, user) -> message.open() && isActor(message, user))),
        new Fault(
            "CS-12",
            "An actor whose name begins like the erased one's is forgotten, too.",
            clock ->
                forgetting(
                    clock,
                    (message, user) ->
                        message.context.actor().orElse("").startsWith(user.value()))),
        new Fault(
            "CS-12",
            "An actor is forgotten whatever the case.",
            clock ->
                forgetting(
                    clock,
                    (message, user) ->
                        message.context.actor().orElse("").equalsIgnoreCase(user.value()))),
        new Fault(
            "CS-12",
            "Only the first thousand entries lose an erased actor.",
            clock ->
                forgetting(
                    clock, (message, user) -> message.number <= 1000 && isActor(message, user))),
        new Fault(
            "CS-12",
            "With the actor the reason is forgotten.",
            clock ->
                new MapStore(clock) {
                  @Override
                  boolean forgetActor(MapMessage message, UserId user) {
                    boolean named = super.forgetActor(message, user);
                    message.context = named ? RequestContext.NONE : message.context;
                    return named;
                  }
                }),
        new Fault(
            "CS-12",
            "A disabled user who is erased stays the last owner.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized boolean erase(UserId user, Duration quarantine) {
                    boolean disabled = find(user).filter(one -> !one.enabled()).isPresent();
                    Map<ConferenceId, Lookup.Retired> before = new HashMap<>(retired);
                    boolean found = super.erase(user, quarantine);
                    if (disabled) {
                      retired.putAll(before);
                    }
                    return found;
                  }
                }),
        new Fault("CS-12", "A user who is reset while being erased comes back.", ComesBack::new),
        new Fault(
            "CS-12",
            "A request on one node leaves an entry of whom another node erases meanwhile.",
            EntersTheErased::new),
        new Fault(
            "CS-12",
            "An erased user is counted as active.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized boolean erase(UserId user, Duration quarantine) {
                    Optional<ConferenceId> id = find(user).flatMap(Organizer::id);
                    boolean found = super.erase(user, quarantine);
                    UserId nobody = UserId.of("nobody");
                    id.ifPresent(
                        one ->
                            users.put(nobody, new Organizer(nobody, Optional.of(one), 1, now())));
                    return found;
                  }
                }),
        new Fault(
            "CS-13",
            "How many entries were removed is told of the last 500 only.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(Duration age) {
                    return super.prune(age) % 500;
                  }
                }),
        new Fault(
            "CS-13",
            "An entry is removed when it is older than the age.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(Duration age) {
                    return age.isZero() ? super.prune(age) : super.prune(age.plusNanos(1));
                  }
                }),
        new Fault(
            "CS-13",
            "An entry is removed though its message waits for a retry.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(Duration age) {
                    int before = messages().size();
                    messages().removeIf(one -> one.open() && !one.isDue(now()));
                    return before - messages().size() + super.prune(age);
                  }
                }),
        new Fault(
            "CS-13",
            "An age that is too long is what the clock makes of it.",
            clock ->
                new MapStore(clock) {
                  @Override
                  public synchronized int prune(Duration age) {
                    return super.prune(
                        age.compareTo(Change.MAX_QUARANTINE) > 0 ? Change.MAX_QUARANTINE : age);
                  }
                }));
  }

  private static Lookup.Retired nobodys(Lookup.Retired last) {
    return new Lookup.Retired(Optional.empty(), last.retiredAt(), last.freeAt());
  }

  private static boolean isActor(MapMessage message, UserId user) {
    return message.context.actor().equals(Optional.of(user.value()));
  }

  private static MapStore forgetting(Clock clock, BiPredicate<MapMessage, UserId> forgets) {
    return new MapStore(clock) {
      @Override
      boolean forgetActor(MapMessage message, UserId user) {
        boolean named = forgets.test(message, user);
        if (named) {
          RequestContext context = message.context;
          message.context =
              new RequestContext(Optional.empty(), context.reason(), context.publicReason());
        }
        return named;
      }
    };
  }

  /** What was done last is in a buffer. */
  private static final class WritesLate extends MapStore {
    private final boolean changes;
    private final boolean adoptions;
    private Optional<Kept> written = Optional.empty();

    WritesLate(Clock clock, boolean changes, boolean adoptions) {
      super(clock);
      this.changes = changes;
      this.adoptions = adoptions;
    }

    @Override
    public synchronized ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      written = changes ? Optional.of(keep()) : written;
      return super.change(change, candidates);
    }

    @Override
    public synchronized List<AdoptionResult> adopt(List<Adoption> brought, AdoptionMode mode) {
      written = adoptions ? Optional.of(keep()) : written;
      return super.adopt(brought, mode);
    }

    @Override
    synchronized ConferenceStore crash() {
      written.ifPresent(this::restore);
      written = Optional.empty();
      return super.crash();
    }
  }

  private static final class FreesFormerIds extends MapStore {
    FreesFormerIds(Clock clock) {
      super(clock);
    }

    @Override
    public synchronized boolean erase(UserId user, Duration quarantine) {
      List<Optional<ConferenceId>> own = new ArrayList<>();
      messages().stream()
          .filter(one -> one.event.user().equals(user))
          .forEach(one -> own.add(one.event.newId()));
      boolean found = super.erase(user, quarantine);
      users.replaceAll(
          (key, other) ->
              other.enabled() && own.contains(other.id())
                  ? new Organizer(key, Optional.empty(), other.version(), other.since())
                  : other);
      return found;
    }
  }

  /** Finds the user, draws an ID, and writes both without another look. */
  private static final class ComesBack extends MapStore {
    ComesBack(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      Optional<Organizer> before = find(change.user());
      if (change.kind() == EventKind.RESET && before.isPresent()) {
        candidates.nextIndex(2);
        synchronized (this) {
          users.putIfAbsent(change.user(), before.get());
          return super.change(change, candidates);
        }
      }
      return super.change(change, candidates);
    }
  }

  /** Goes by a user whom no lock keeps from being erased on another node. */
  private static final class EntersTheErased extends MapStore {
    private final Meeting found = new Meeting();
    private final Meeting erased = new Meeting();

    EntersTheErased(Clock clock) {
      super(clock);
    }

    @Override
    public ChangeResult change(Change change, ConferenceIdGenerator candidates) {
      if (change.kind().changesId()) {
        return super.change(change, candidates);
      }
      Optional<Organizer> before = find(change.user());
      found.await();
      erased.await();
      synchronized (this) {
        boolean gone = find(change.user()).isEmpty();
        before.ifPresent(user -> users.put(user.user(), user));
        ChangeResult result = super.change(change, candidates);
        if (gone) {
          users.remove(change.user());
        }
        return result;
      }
    }

    @Override
    public boolean erase(UserId user, Duration quarantine) {
      found.await();
      boolean known = super.erase(user, quarantine);
      erased.await();
      return known;
    }
  }
}
