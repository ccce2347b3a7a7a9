package org.conferenceid.tck;

import static org.conferenceid.audit.DeliveryState.LEASED;
import static org.conferenceid.audit.DeliveryState.PENDING;
import static org.conferenceid.audit.DeliveryState.SENT;
import static org.conferenceid.audit.DeliveryState.SUPERSEDED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;

/** What becomes of leases, and what is sent again: OB-4, OB-8 and OB-9. */
final class FaultySettlements {
  private FaultySettlements() {}

  private static Function<MapStore, MapOutbox> sendingAgain(Predicate<MapMessage> more) {
    return store ->
        new MapOutbox(store) {
          @Override
          boolean canBeSentAgain(MapMessage message) {
            return super.canBeSentAgain(message) || more.test(message);
          }
        };
  }

  /** An outbox that does something more to what is sent again. */
  private static Function<MapStore, MapOutbox> afterSendingAgain(Consumer<MapMessage> more) {
    return store ->
        new MapOutbox(store) {
          @Override
          void sendAgain(MapMessage message) {
            super.sendAgain(message);
            more.accept(message);
          }
        };
  }

  private static Function<MapStore, MapOutbox> afterRelease(Consumer<MapMessage> more) {
    return store ->
        new MapOutbox(store) {
          @Override
          void release(MapMessage message) {
            super.release(message);
            more.accept(message);
          }
        };
  }

  /** Which settlements count. */
  private static Function<MapStore, MapOutbox> counting(Counting counting) {
    return store ->
        new MapOutbox(store) {
          @Override
          boolean counts(MapMessage message, Settlement settlement) {
            return counting.counts(
                message, settlement, super.counts(message, settlement), isDue(message));
          }
        };
  }

  private interface Counting {
    boolean counts(MapMessage message, Settlement settlement, boolean rightly, boolean ended);
  }

  static List<OutboxFault> all() {
    List<OutboxFault> all = new ArrayList<>(settling());
    all.addAll(sendingAgain());
    all.addAll(releasing());
    return all;
  }

  private static List<OutboxFault> settling() {
    return List.of(
        OutboxFault.of(
            "OB-4",
            "loses a lease when its time is over",
            counting((message, settlement, rightly, ended) -> rightly && !ended)),
        OutboxFault.of(
            "OB-4",
            "loses a lease that is put back after its time",
            counting(
                (message, settlement, rightly, ended) ->
                    rightly && !(ended && settlement.result() instanceof Settlement.Released))),
        OutboxFault.of(
            "OB-4",
            "puts back with any lease",
            counting(
                (message, settlement, rightly, ended) ->
                    rightly
                        || (message.state == LEASED
                            && settlement.result() instanceof Settlement.Released))),
        OutboxFault.of(
            "OB-4",
            "compares the fence alone",
            counting(
                (message, settlement, rightly, ended) ->
                    message.fence == settlement.lease().fence())),
        OutboxFault.of(
            "OB-4",
            "counts later leases as well",
            counting(
                (message, settlement, rightly, ended) ->
                    rightly
                        || (message.state == LEASED
                            && settlement.lease().fence() + 1 == message.fence))),
        OutboxFault.of(
            "OB-4",
            "settles whichever message of the user is leased",
            store ->
                new MapOutbox(store) {
                  @Override
                  Optional<MapMessage> find(Lease lease) {
                    return store.messages().stream()
                        .filter(one -> one.event.user().equals(lease.user()) && one.open())
                        .findFirst();
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "settles all messages of the user",
            store ->
                new MapOutbox(store) {
                  @Override
                  void settle(MapMessage message, Settlement.Result result) {
                    store.messages().stream()
                        .filter(one -> one.event.user().equals(message.event.user()))
                        .filter(MapMessage::open)
                        .forEach(one -> super.settle(one, result));
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "settles nothing of a call in which one is lost",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    synchronized (store) {
                      List<Lease> lost =
                          settlements.stream()
                              .filter(
                                  one -> find(one.lease()).filter(it -> counts(it, one)).isEmpty())
                              .map(Settlement::lease)
                              .toList();
                      return lost.isEmpty() || settlements.size() == 1
                          ? super.settle(settlements)
                          : lost;
                    }
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "stops at the first lost lease",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    List<Lease> lost = List.of();
                    for (int i = 0; i < settlements.size() && lost.isEmpty(); i++) {
                      lost = super.settle(List.of(settlements.get(i)));
                    }
                    return lost;
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "returns no lost lease",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    super.settle(settlements);
                    return List.of();
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "lets the last of two settlements in a call count",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    List<Settlement> backwards = new ArrayList<>(settlements);
                    Collections.reverse(backwards);
                    return super.settle(backwards);
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "drops what is beyond a thousand settlements",
            store ->
                new MapOutbox(store) {
                  @Override
                  public List<Lease> settle(List<Settlement> settlements) {
                    return super.settle(settlements.subList(0, Math.min(1000, settlements.size())));
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "fences by the attempt",
            store ->
                new MapOutbox(store) {
                  @Override
                  Lease lease(MapMessage message, Duration lease) {
                    message.fence = message.attempts;
                    return super.lease(message, lease);
                  }
                }),
        OutboxFault.of(
            "OB-4",
            "begins the fences again when a message is sent again",
            afterSendingAgain(message -> message.fence = 0)),
        OutboxFault.of(
            "OB-4",
            "begins the fences again after a restart",
            store ->
                new MapOutbox(store) {
                  @Override
                  void restart() {
                    store.messages().forEach(one -> one.fence = 0);
                  }
                }),
        OutboxFault.of("OB-4", "compares the fence first and writes then", ComparesFirst::new));
  }

  private static List<OutboxFault> sendingAgain() {
    return List.of(
        OutboxFault.of(
            "OB-8", "sends superseded ones again", sendingAgain(one -> one.state == SUPERSEDED)),
        OutboxFault.of("OB-8", "sends again what was sent", sendingAgain(one -> one.state == SENT)),
        OutboxFault.of(
            "OB-8", "sends again what is leased", sendingAgain(one -> one.state == LEASED)),
        OutboxFault.of("OB-8", "counts what is pending", sendingAgain(one -> one.state == PENDING)),
        OutboxFault.of("OB-8", "counts the attempts on", afterSendingAgain(one -> one.attempts++)),
        OutboxFault.of(
            "OB-8",
            "keeps that it may have been sent",
            afterSendingAgain(one -> one.unconfirmed = 1)),
        OutboxFault.of("OB-8", "keeps what was excused", afterSendingAgain(one -> one.excused = 1)),
        OutboxFault.of(
            "OB-8",
            "drops the problem of what is sent again",
            afterSendingAgain(one -> one.problem = Optional.empty())),
        OutboxFault.of(
            "OB-8",
            "makes it wait before it is sent again",
            store ->
                new MapOutbox(store) {
                  @Override
                  void sendAgain(MapMessage message) {
                    super.sendAgain(message);
                    message.due = after(Duration.ofSeconds(1));
                  }
                }),
        OutboxFault.of(
            "OB-8",
            "counts the numbers that it was given",
            store ->
                new MapOutbox(store) {
                  @Override
                  public int resend(Collection<Long> numbers) {
                    super.resend(numbers);
                    return numbers.size();
                  }
                }),
        OutboxFault.of(
            "OB-8",
            "has 32 bits for a number",
            store ->
                new MapOutbox(store) {
                  @Override
                  public int resend(Collection<Long> numbers) {
                    Set<Long> cut =
                        numbers.stream()
                            .map(number -> (long) number.intValue())
                            .collect(Collectors.toSet());
                    return super.resend(cut);
                  }
                }),
        OutboxFault.of(
            "OB-8",
            "sends again whatever has failed",
            store ->
                new MapOutbox(store) {
                  @Override
                  public int resend(Collection<Long> numbers) {
                    return numbers.isEmpty()
                        ? 0
                        : super.resend(store.messages().stream().map(one -> one.number).toList());
                  }
                }),
        OutboxFault.of(
            "OB-8",
            "sends a thousand again and forgets the rest",
            store ->
                new MapOutbox(store) {
                  @Override
                  public int resend(Collection<Long> numbers) {
                    return super.resend(numbers.stream().limit(1000).toList());
                  }
                }));
  }

  private static List<OutboxFault> releasing() {
    return List.of(
        OutboxFault.of(
            "OB-9", "counts the attempt of what is released", afterRelease(one -> one.attempts++)),
        OutboxFault.of(
            "OB-9", "counts from 1 after a release", afterRelease(one -> one.attempts = 0)),
        OutboxFault.of(
            "OB-9",
            "drops the problem of a release",
            afterRelease(one -> one.problem = Optional.empty())),
        OutboxFault.of(
            "OB-9", "forgets the excuses at a release", afterRelease(one -> one.excused = 0)),
        OutboxFault.of("OB-9", "excuses what is released", afterRelease(one -> one.excused++)),
        OutboxFault.of(
            "OB-9",
            "undoes what the claim found out",
            afterRelease(one -> one.unconfirmed = Math.max(0, one.unconfirmed - 1))),
        OutboxFault.of("OB-9", "takes the fence back", afterRelease(one -> one.fence--)));
  }

  /** In between, another settlement or claim can have its turn. */
  private static final class ComparesFirst extends MapOutbox {
    private final Meeting between = new Meeting();

    ComparesFirst(MapStore store) {
      super(store);
    }

    @Override
    public List<Lease> settle(List<Settlement> settlements) {
      List<Lease> lost = new ArrayList<>();
      for (Settlement settlement : settlements) {
        Optional<MapMessage> counted;
        synchronized (store) {
          counted = find(settlement.lease()).filter(message -> counts(message, settlement));
        }
        between.await();
        synchronized (store) {
          counted.ifPresentOrElse(
              message -> settle(message, settlement.result()), () -> lost.add(settlement.lease()));
        }
      }
      return lost;
    }
  }
}
