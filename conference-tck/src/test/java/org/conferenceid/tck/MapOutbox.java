package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.ForwardingStore;

/**
 * The messages of a {@link MapStore}, under its lock. Each decision is a method of its own, so that
 * a fault can be built into it.
 */
class MapOutbox implements Outbox {
  final MapStore store;

  MapOutbox(MapStore store) {
    this.store = store;
  }

  final Instant now() {
    return store.now();
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    if (max < 1) {
      throw new InvalidValueException("max", "must be at least 1", "" + max);
    }
    if (lease.isNegative() || lease.isZero() || lease.compareTo(MAX_DELAY) > 0) {
      throw new InvalidValueException("lease", "must be positive and at most " + MAX_DELAY);
    }
    synchronized (store) {
      return lease(due(max), lease);
    }
  }

  /** Supersedes what has become outdated (OB-6), and finds what can be handed out. */
  final List<MapMessage> due(int max) {
    List<MapMessage> due = new ArrayList<>();
    Set<Object> waiting = new HashSet<>();
    for (MapMessage message : lookedAt(max)) {
      if (!message.open()) {
        continue;
      }
      if (!withWorker(message) && outdated(message)) {
        supersede(message);
      } else if (takesItsTurn(message, waiting) && isDue(message)) {
        due.add(message);
      }
    }
    due.sort(order());
    return due.subList(0, Math.min(max, due.size()));
  }

  /** The messages that a claim looks at, in the order of their numbers. */
  List<MapMessage> lookedAt(int max) {
    return store.messages();
  }

  final boolean withWorker(MapMessage message) {
    return message.state == DeliveryState.LEASED && !isDue(message);
  }

  boolean isDue(MapMessage message) {
    return message.isDue(now());
  }

  boolean outdated(MapMessage message) {
    return Outbox.isOutdated(message.event, store.find(message.event.user()));
  }

  void supersede(MapMessage message) {
    message.become(message.mail().superseded());
  }

  /** Whether no earlier message of the same user is still open (OB-5). */
  boolean takesItsTurn(MapMessage message, Set<Object> waiting) {
    return waiting.add(sameFor(message.event.user()));
  }

  /** What tells users apart. */
  Object sameFor(UserId user) {
    return user;
  }

  Comparator<MapMessage> order() {
    return Comparator.comparing((MapMessage one) -> one.due).thenComparing(one -> one.number);
  }

  final List<Lease> lease(List<MapMessage> due, Duration lease) {
    return due.stream().map(message -> lease(message, lease)).toList();
  }

  Lease lease(MapMessage message, Duration lease) {
    return message.lease(after(lease));
  }

  /** When a lease or a delay is over that begins now. */
  Instant after(Duration delay) {
    return now().plus(delay);
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    synchronized (store) {
      List<Lease> lost = new ArrayList<>();
      for (Settlement settlement : settlements) {
        find(settlement.lease())
            .filter(message -> counts(message, settlement))
            .ifPresentOrElse(
                message -> settle(message, settlement.result()),
                () -> lost.add(settlement.lease()));
      }
      return lost;
    }
  }

  Optional<MapMessage> find(Lease lease) {
    return store.messages().stream()
        .filter(message -> message.number == lease.number())
        .findFirst();
  }

  boolean counts(MapMessage message, Settlement settlement) {
    return message.mail().isHeldBy(settlement.lease());
  }

  void settle(MapMessage message, Settlement.Result result) {
    if (result instanceof Settlement.Failed failed) {
      message.become(message.mail().settled(new Settlement.Failed(kept(failed.problem())), now()));
    } else if (result instanceof Settlement.Retry retry) {
      retry(message, retry);
    } else if (result instanceof Settlement.Released) {
      release(message);
    } else {
      message.become(message.mail().settled(result, now()));
    }
  }

  /** What the audit shows of a problem. */
  String kept(String problem) {
    return problem;
  }

  void retry(MapMessage message, Settlement.Retry retry) {
    Settlement.Retry kept =
        new Settlement.Retry(retry.delay(), kept(retry.problem()), retry.attempt());
    message.become(message.mail().settled(kept, now()));
    message.due = after(retry.delay());
  }

  void release(MapMessage message) {
    message.become(message.mail().settled(new Settlement.Released(), now()));
  }

  @Override
  public OutboxFigures figures() {
    synchronized (store) {
      long[] counts = new long[4];
      Optional<Instant> oldest = Optional.empty();
      for (MapMessage message : store.messages()) {
        boolean due = message.open() && isDue(message);
        switch (message.state) {
          case PENDING -> counts[0]++;
          case LEASED -> counts[due ? 2 : 1]++;
          case FAILED -> counts[3]++;
          default -> {}
        }
        Instant at = message.event.at();
        if (due && oldest.map(at::isBefore).orElse(true)) {
          oldest = Optional.of(at);
        }
      }
      return new OutboxFigures(counts[0], counts[1], counts[2], counts[3], oldest);
    }
  }

  @Override
  public int resend(Collection<Long> numbers) {
    synchronized (store) {
      List<MapMessage> named =
          store.messages().stream()
              .filter(message -> numbers.contains(message.number) && canBeSentAgain(message))
              .toList();
      named.forEach(this::sendAgain);
      return named.size();
    }
  }

  boolean canBeSentAgain(MapMessage message) {
    return message.state == DeliveryState.FAILED;
  }

  void sendAgain(MapMessage message) {
    message.state = DeliveryState.PENDING;
    message.due = Instant.MIN;
    message.attempts = 0;
    message.excused = 0;
    message.unconfirmed = 0;
  }

  /** A restart of the process; an outbox that keeps things in memory forgets them here. */
  void restart() {}

  /** Another node on the same data; an outbox that remembers things in its objects has it wrong. */
  ConferenceStore secondNode() {
    return new ForwardingStore(store);
  }
}
