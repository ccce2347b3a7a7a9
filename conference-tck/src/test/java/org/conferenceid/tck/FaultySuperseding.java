package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.FAILED;
import static org.conferenceid.audit.DeliveryState.LEASED;
import static org.conferenceid.audit.DeliveryState.OFF;
import static org.conferenceid.audit.DeliveryState.PENDING;
import static org.conferenceid.audit.DeliveryState.SUPERSEDED;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;

/** What is outdated: OB-6. */
final class FaultySuperseding {
  private FaultySuperseding() {}

  /** Messages of the same user that came after one. */
  private static Stream<MapMessage> later(MapStore store, MapMessage message) {
    return store.messages().stream()
        .filter(one -> one.number > message.number)
        .filter(one -> one.event.user().equals(message.event.user()));
  }

  private static Function<MapStore, MapOutbox> butNot(Predicate<MapMessage> spared) {
    return store ->
        new MapOutbox(store) {
          @Override
          boolean outdated(MapMessage message) {
            return super.outdated(message) && !spared.test(message);
          }
        };
  }

  static List<OutboxFault> all() {
    return List.of(
        OutboxFault.of("OB-6", "hands out what is outdated", butNot(message -> true)),
        OutboxFault.of(
            "OB-6",
            "gives way to changes with mail only",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean outdated(MapMessage message) {
                    return super.outdated(message)
                        && later(store, message).anyMatch(one -> one.state != OFF);
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "gives way to messages of its own kind",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean outdated(MapMessage message) {
                    return super.outdated(message)
                        && later(store, message)
                            .anyMatch(one -> one.event.kind() == message.event.kind());
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "takes a disabling for the last word",
            butNot(message -> message.event.kind() == EventKind.DISABLED)),
        OutboxFault.of(
            "OB-6",
            "takes information for outdated after a reset",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean outdated(MapMessage message) {
                    Optional<Organizer> user = store.find(message.event.user());
                    return super.outdated(message)
                        || user.map(Organizer::version).orElse(0L) != message.event.version();
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "sends information to disabled users",
            butNot(message -> !message.event.kind().changesId())),
        OutboxFault.of(
            "OB-6",
            "drops information over a disabling that is over",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean outdated(MapMessage message) {
                    return super.outdated(message)
                        || later(store, message)
                            .anyMatch(one -> one.event.kind() == EventKind.DISABLED);
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "looks at what is due only",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean outdated(MapMessage message) {
                    return isDue(message) && super.outdated(message);
                  }
                }),
        OutboxFault.of(
            "OB-6", "looks at what was never tried only", butNot(message -> message.attempts > 0)),
        OutboxFault.of(
            "OB-6",
            "does not look at what a worker has left",
            butNot(message -> message.state == LEASED)),
        OutboxFault.of(
            "OB-6",
            "takes messages from their workers",
            store ->
                new MapOutbox(store) {
                  @Override
                  List<MapMessage> lookedAt(int max) {
                    store.messages().stream()
                        .filter(one -> one.state == LEASED && outdated(one))
                        .forEach(this::supersede);
                    return super.lookedAt(max);
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "supersedes what has failed",
            store ->
                new MapOutbox(store) {
                  @Override
                  List<MapMessage> lookedAt(int max) {
                    store.messages().stream()
                        .filter(one -> one.state == FAILED && outdated(one))
                        .forEach(this::supersede);
                    return super.lookedAt(max);
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "marks a hundred in a claim",
            store ->
                new MapOutbox(store) {
                  private int marked;

                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    marked = 0;
                    return super.claim(worker, max, lease);
                  }

                  @Override
                  void supersede(MapMessage message) {
                    if (marked++ < 100) {
                      super.supersede(message);
                    }
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "marks nothing",
            store ->
                new MapOutbox(store) {
                  @Override
                  void supersede(MapMessage message) {}
                }),
        OutboxFault.of(
            "OB-6",
            "removes what is outdated",
            store ->
                new MapOutbox(store) {
                  @Override
                  void supersede(MapMessage message) {
                    message.state = OFF;
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "drops the problem of what is superseded",
            store ->
                new MapOutbox(store) {
                  @Override
                  void supersede(MapMessage message) {
                    super.supersede(message);
                    message.problem = Optional.empty();
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "forgets the attempts of what is superseded",
            store ->
                new MapOutbox(store) {
                  @Override
                  void supersede(MapMessage message) {
                    super.supersede(message);
                    message.attempts = 0;
                  }
                }),
        OutboxFault.of(
            "OB-6",
            "needs another claim after it has marked something",
            store ->
                new MapOutbox(store) {
                  private boolean marked;

                  @Override
                  void supersede(MapMessage message) {
                    super.supersede(message);
                    marked = true;
                  }

                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return super.takesItsTurn(message, waiting) && !marked;
                  }

                  @Override
                  public List<Lease> claim(String worker, int max, Duration lease) {
                    List<Lease> leases = super.claim(worker, max, lease);
                    marked = false;
                    return leases;
                  }
                }),
        OutboxFault.of("OB-6", "reads the versions before it claims", ReadsVersionsFirst::new),
        new OutboxFault("OB-6", "decides when a change is made", DecidesAtTheChange::new));
  }

  /** Between the two somebody may be reset. */
  private static final class ReadsVersionsFirst extends MapOutbox {
    private final Meeting between = new Meeting();
    private final Map<UserId, Optional<Organizer>> read = new HashMap<>();

    ReadsVersionsFirst(MapStore store) {
      super(store);
    }

    @Override
    public synchronized List<Lease> claim(String worker, int max, Duration lease) {
      synchronized (store) {
        read.clear();
        Set<UserId> users = new HashSet<>();
        store.messages().forEach(one -> users.add(one.event.user()));
        users.forEach(user -> read.put(user, store.find(user)));
      }
      between.await();
      return super.claim(worker, max, lease);
    }

    @Override
    boolean outdated(MapMessage message) {
      Optional<Organizer> user = read.getOrDefault(message.event.user(), Optional.empty());
      return message.event.kind().changesId()
          && user.map(Organizer::version).orElse(0L) > message.event.version();
    }
  }

  /** What is leased or has failed then is never looked at again. */
  private static final class DecidesAtTheChange extends MapStore {
    DecidesAtTheChange(Clock clock) {
      super(clock);
    }

    @Override
    void append(ConferenceEvent event, Change change) {
      messages().stream()
          .filter(one -> one.event.user().equals(event.user()) && one.state == PENDING)
          .filter(one -> event.kind().changesId() && one.event.kind().changesId())
          .forEach(one -> one.state = SUPERSEDED);
      super.append(event, change);
    }

    @Override
    MapOutbox newOutbox() {
      return new MapOutbox(this) {
        @Override
        boolean outdated(MapMessage message) {
          return !message.event.kind().changesId() && super.outdated(message);
        }
      };
    }
  }
}
