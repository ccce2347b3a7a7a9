package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.FAILED;
import static org.conferenceid.audit.DeliveryState.LEASED;
import static org.conferenceid.audit.DeliveryState.PENDING;

import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** Which message goes first: OB-5 and OB-10. */
final class FaultyOrders {
  private FaultyOrders() {}

  private static Function<MapStore, MapOutbox> ordered(Comparator<MapMessage> order) {
    return store ->
        new MapOutbox(store) {
          @Override
          Comparator<MapMessage> order() {
            return order;
          }
        };
  }

  private static Function<MapStore, MapOutbox> reading(Comparator<MapMessage> order) {
    return store ->
        new MapOutbox(store) {
          @Override
          List<MapMessage> lookedAt(int max) {
            return store.messages().stream().sorted(order).toList();
          }
        };
  }

  private static Function<MapStore, MapOutbox> first(int open) {
    return store ->
        new MapOutbox(store) {
          @Override
          List<MapMessage> lookedAt(int max) {
            return store.messages().stream().filter(MapMessage::open).limit(open).toList();
          }
        };
  }

  private static Function<MapStore, MapOutbox> telling(Function<UserId, Object> apart) {
    return store ->
        new MapOutbox(store) {
          @Override
          Object sameFor(UserId user) {
            return apart.apply(user);
          }
        };
  }

  static List<OutboxFault> all() {
    Comparator<MapMessage> byNumber = Comparator.comparing(one -> one.number);
    Comparator<MapMessage> byDue = Comparator.comparing(one -> one.due);
    Comparator<MapMessage> byTime = Comparator.comparing(one -> one.event.at());
    Comparator<MapMessage> byText = Comparator.comparing(one -> "" + one.number);
    return List.of(
        OutboxFault.of("OB-5", "reads messages by their times", reading(byTime)),
        OutboxFault.of("OB-5", "reads messages by their numbers as text", reading(byText)),
        OutboxFault.of(
            "OB-5",
            "tells users apart whatever the case",
            telling(user -> user.value().toLowerCase(Locale.ROOT))),
        OutboxFault.of(
            "OB-5",
            "tells users apart without accents",
            telling(user -> Normalizer.normalize(user.value(), Normalizer.Form.NFC))),
        OutboxFault.of(
            "OB-5",
            "tells users apart by a hash of 32 buckets",
            telling(user -> user.hashCode() % 32)),
        OutboxFault.of(
            "OB-5",
            "tells users apart by a beginning",
            telling(user -> user.value().substring(0, Math.min(64, user.value().length())))),
        OutboxFault.of(
            "OB-5",
            "waits for nobody",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return true;
                  }
                }),
        OutboxFault.of(
            "OB-5",
            "waits for leased messages only",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return (message.state == PENDING && !isDue(message))
                        ? !waiting.contains(message.event.user())
                        : super.takesItsTurn(message, waiting);
                  }
                }),
        OutboxFault.of(
            "OB-5",
            "waits for pending messages only",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return message.state == LEASED
                        ? !waiting.contains(message.event.user())
                        : super.takesItsTurn(message, waiting);
                  }
                }),
        OutboxFault.of(
            "OB-5",
            "passes a message whose lease has ended",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    boolean another =
                        store.messages().stream()
                            .anyMatch(
                                one ->
                                    one.state == PENDING
                                        && one.event.user().equals(message.event.user()));
                    return !(message.state == LEASED && isDue(message) && another)
                        && super.takesItsTurn(message, waiting);
                  }
                }),
        OutboxFault.of(
            "OB-5",
            "waits for what was given up",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return super.takesItsTurn(message, waiting)
                        && store.messages().stream()
                            .noneMatch(
                                one ->
                                    one.state == FAILED
                                        && one.number < message.number
                                        && one.event.user().equals(message.event.user()));
                  }
                }),
        OutboxFault.of(
            "OB-5",
            "waits for later messages of the user as well",
            store ->
                new MapOutbox(store) {
                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return super.takesItsTurn(message, waiting)
                        && store.messages().stream()
                            .noneMatch(
                                one ->
                                    withWorker(one)
                                        && one.event.user().equals(message.event.user()));
                  }
                }),
        OutboxFault.of("OB-5", "lets two claims pass each other's locks", PassesLocks::new),
        OutboxFault.of(
            "OB-5",
            "remembers in memory whose message is leased",
            store ->
                new MapOutbox(store) {
                  private final Map<Long, UserId> busy = new HashMap<>();

                  @Override
                  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
                    return super.takesItsTurn(message, waiting)
                        && (busy.containsKey(message.number)
                            || !busy.containsValue(message.event.user()));
                  }

                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    busy.put(message.number, message.event.user());
                    return super.lease(message, lease);
                  }

                  @Override
                  void settle(MapMessage message, Settlement.Result result) {
                    busy.remove(message.number);
                    super.settle(message, result);
                  }

                  @Override
                  void supersede(MapMessage message) {
                    busy.remove(message.number);
                    super.supersede(message);
                  }
                }),
        OutboxFault.of("OB-10", "goes by the numbers alone", ordered(byNumber)),
        OutboxFault.of(
            "OB-10",
            "takes the higher number of equals",
            ordered(byDue.thenComparing(byNumber.reversed()))),
        OutboxFault.of(
            "OB-10", "takes the last due first", ordered(byDue.reversed().thenComparing(byNumber))),
        OutboxFault.of(
            "OB-10",
            "takes what is due together by the user",
            ordered(byDue.thenComparing(one -> one.event.user().value()))),
        OutboxFault.of(
            "OB-10",
            "takes what is due together by the time",
            ordered(byDue.thenComparing(byTime).thenComparing(byNumber))),
        OutboxFault.of("OB-10", "orders numbers as text", ordered(byDue.thenComparing(byText))),
        OutboxFault.of(
            "OB-10",
            "orders by the attempts",
            ordered(
                Comparator.<MapMessage>comparingInt(one -> one.attempts).thenComparing(byNumber))),
        OutboxFault.of("OB-10", "looks at the first hundred open ones", first(100)),
        OutboxFault.of("OB-10", "looks at the first thousand open ones", first(1000)),
        OutboxFault.of(
            "OB-10",
            "looks at as many as it may take",
            store ->
                new MapOutbox(store) {
                  @Override
                  List<MapMessage> lookedAt(int max) {
                    return store.messages().stream().filter(MapMessage::open).limit(max).toList();
                  }
                }),
        OutboxFault.of(
            "OB-10",
            "puts what is released at the end",
            store ->
                new MapOutbox(store) {
                  @Override
                  void release(MapMessage message) {
                    super.release(message);
                    message.due = now();
                  }
                }),
        OutboxFault.of(
            "OB-10",
            "puts what is sent again at the end",
            store ->
                new MapOutbox(store) {
                  @Override
                  void sendAgain(MapMessage message) {
                    super.sendAgain(message);
                    message.due = now();
                  }
                }));
  }

  /** Rows, not users, are locked: what one claim has under way, another passes over. */
  private static final class PassesLocks extends MapOutbox {
    private final Meeting between = new Meeting();
    private final Set<Long> locked = new HashSet<>();

    PassesLocks(MapStore store) {
      super(store);
    }

    @Override
    List<MapMessage> lookedAt(int max) {
      return store.messages().stream().filter(one -> !locked.contains(one.number)).toList();
    }

    @Override
    public List<Lease> claim(String worker, int max, Duration lease) {
      List<MapMessage> due;
      synchronized (store) {
        due = new ArrayList<>(due(max));
        due.forEach(one -> locked.add(one.number));
      }
      between.await();
      synchronized (store) {
        due.forEach(one -> locked.remove(one.number));
        return lease(due, lease);
      }
    }
  }
}
