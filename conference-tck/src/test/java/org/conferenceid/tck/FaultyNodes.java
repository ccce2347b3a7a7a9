package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.FAILED;
import static org.conferenceid.audit.DeliveryState.LEASED;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;
import org.jspecify.annotations.Nullable;

/** What a second node, an erasure or a pruning shows: CS-12, CS-13, OB-2, OB-4, OB-6, OB-14. */
final class FaultyNodes {
  private FaultyNodes() {}

  /** An outbox whose second node has a fault. */
  private static Function<MapStore, MapOutbox> node(Function<MapStore, ConferenceStore> second) {
    return store ->
        new MapOutbox(store) {
          @Override
          ConferenceStore secondNode() {
            return second.apply(store);
          }
        };
  }

  static List<OutboxFault> all() {
    return List.of(
        OutboxFault.of("OB-2", "claims on another node without a lock", ClaimsWithoutALock::new),
        OutboxFault.of("OB-4", "keeps leases in each node's memory", node(KeepsItsOwnLeases::new)),
        OutboxFault.of("OB-6", "keeps versions in each node's memory", node(KeepsVersions::new)),
        OutboxFault.of("OB-14", "keeps figures in each node's memory", node(KeepsFigures::new)),
        OutboxFault.of("OB-1", "looks for new messages after a claim only", node(LooksLate::new)),
        new OutboxFault("CS-12", "forgets actors of open messages only", ForgetsOpenOnes::new),
        new OutboxFault("CS-12", "forgets whoever begins like the actor", ForgetsBeginnings::new),
        new OutboxFault(
            "CS-12", "keeps messages of erased users that have failed", KeepsFailed::new),
        new OutboxFault("CS-13", "prunes what is to be tried again", PrunesRetries::new),
        new OutboxFault("CS-13", "prunes leases that have ended", PrunesEnded::new),
        new OutboxFault("CS-13", "keeps what has failed", PrunesNoFailed::new));
  }

  /** Each node has a lock of its own, and reads before it writes. */
  private static final class ClaimsWithoutALock extends MapOutbox {
    private final Meeting between = new Meeting();

    ClaimsWithoutALock(MapStore store) {
      super(store);
    }

    @Override
    ConferenceStore secondNode() {
      return new ForwardingStore(store) {
        @Override
        public List<Lease> claim(String worker, int max, Duration lease) {
          return claimed(max, lease);
        }
      };
    }

    private List<Lease> claimed(int max, Duration lease) {
      List<MapMessage> due;
      synchronized (store) {
        due = due(max);
      }
      between.await();
      synchronized (store) {
        return lease(due, lease);
      }
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      return claimed(max, lease);
    }
  }

  private static final class KeepsItsOwnLeases extends ForwardingStore {
    private final Set<Long> given = new HashSet<>();

    KeepsItsOwnLeases(ConferenceStore store) {
      super(store);
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<Lease> leases = super.claim(worker, max, lease);
      leases.forEach(one -> given.add(one.fence()));
      return leases.stream()
          .map(
              one ->
                  new Lease(
                      one.number(),
                      one.messageKey(),
                      given.size(),
                      one.attempt(),
                      one.excused(),
                      one.unconfirmed(),
                      one.event(),
                      one.context()))
          .toList();
    }
  }

  private static final class KeepsVersions extends ForwardingStore {
    private final MapStore store;
    private final Map<UserId, Optional<Organizer>> seen = new ConcurrentHashMap<>();

    KeepsVersions(MapStore store) {
      super(store);
      this.store = store;
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      MapOutbox remembering =
          new MapOutbox(store) {
            @Override
            boolean outdated(MapMessage message) {
              Optional<Organizer> user =
                  seen.computeIfAbsent(message.event.user(), any -> store.find(any));
              return message.event.kind() != EventKind.INFO_REQUESTED
                  && user.map(Organizer::version).orElse(0L) > message.event.version();
            }
          };
      return remembering.claim(worker, max, lease);
    }
  }

  private static final class KeepsFigures extends ForwardingStore {
    private @Nullable OutboxFigures last;

    KeepsFigures(ConferenceStore store) {
      super(store);
    }

    @Override
    public OutboxFigures figures() {
      last = last == null ? super.figures() : last;
      return Objects.requireNonNull(last);
    }
  }

  /** Knows of what came in before its last claim. */
  private static final class LooksLate extends ForwardingStore {
    private final Set<Long> known = new HashSet<>();
    private final ConferenceStore store;

    LooksLate(ConferenceStore store) {
      super(store);
      this.store = store;
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<Lease> taken = new ArrayList<>();
      for (Lease one : super.claim(worker, max, lease)) {
        if (known.add(one.number())) {
          store.outbox().settle(List.of(new Settlement(one, new Settlement.Released())));
        } else {
          taken.add(one);
        }
      }
      return taken;
    }
  }

  /** A {@link MapStore} that gets an erasure wrong. */
  private abstract static class Erasing extends MapStore {
    Erasing(Clock clock) {
      super(clock);
    }

    abstract void spoil(UserId user, Collection<MapMessage> before);

    @Override
    public synchronized boolean erase(UserId user, Duration quarantine) {
      List<MapMessage> before = List.copyOf(messages());
      Map<Long, RequestContext> contexts = new ConcurrentHashMap<>();
      before.forEach(one -> contexts.put(one.number, one.context));
      boolean found = super.erase(user, quarantine);
      messages().stream()
          .filter(one -> keepsContext(one))
          .forEach(one -> one.context = Objects.requireNonNull(contexts.get(one.number)));
      spoil(user, before);
      return found;
    }

    boolean keepsContext(MapMessage message) {
      return false;
    }
  }

  private static final class ForgetsOpenOnes extends Erasing {
    ForgetsOpenOnes(Clock clock) {
      super(clock);
    }

    @Override
    boolean keepsContext(MapMessage message) {
      return !message.open();
    }

    @Override
    void spoil(UserId user, Collection<MapMessage> before) {}
  }

  private static final class ForgetsBeginnings extends Erasing {
    ForgetsBeginnings(Clock clock) {
      super(clock);
    }

    @Override
    void spoil(UserId user, Collection<MapMessage> before) {
      String beginning = user.value().substring(0, Math.min(2, user.value().length()));
      for (MapMessage message : messages()) {
        message
            .context
            .actor()
            .filter(actor -> actor.startsWith(beginning))
            .ifPresent(message::forgetActor);
      }
    }
  }

  private static final class KeepsFailed extends Erasing {
    KeepsFailed(Clock clock) {
      super(clock);
    }

    @Override
    void spoil(UserId user, Collection<MapMessage> before) {
      before.stream()
          .filter(one -> one.state == FAILED)
          .filter(one -> !messages().contains(one))
          .forEach(messages()::add);
    }
  }

  /** A {@link MapStore} that prunes by other states. */
  private abstract static class Pruning extends MapStore {
    Pruning(Clock clock) {
      super(clock);
    }

    abstract boolean stays(MapMessage message);

    @Override
    public synchronized int prune(Duration age) {
      int before = messages().size();
      messages().removeIf(one -> !stays(one) && !one.event.at().isAfter(now().minus(age)));
      return before - messages().size();
    }
  }

  private static final class PrunesRetries extends Pruning {
    PrunesRetries(Clock clock) {
      super(clock);
    }

    @Override
    boolean stays(MapMessage message) {
      return message.open() && message.problem.isEmpty();
    }
  }

  private static final class PrunesEnded extends Pruning {
    PrunesEnded(Clock clock) {
      super(clock);
    }

    @Override
    boolean stays(MapMessage message) {
      return message.open() && !(message.state == LEASED && message.isDue(now()));
    }
  }

  private static final class PrunesNoFailed extends Pruning {
    PrunesNoFailed(Clock clock) {
      super(clock);
    }

    @Override
    boolean stays(MapMessage message) {
      return message.open() || message.state == FAILED;
    }
  }
}
