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
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;

/** The messages of a {@link MapStore}, under its lock. */
class MapOutbox implements Outbox {
  final MapStore store;

  MapOutbox(MapStore store) {
    this.store = store;
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    synchronized (store) {
      return lease(due(max), lease);
    }
  }

  /** Supersedes what has become untrue (OB-6), and finds what can be handed out. */
  final List<MapMessage> due(int max) {
    Instant now = store.now();
    List<MapMessage> due = new ArrayList<>();
    Set<UserId> waiting = new HashSet<>();
    for (MapMessage message : store.messages()) {
      if (!message.open()) {
        continue;
      }
      boolean withWorker = message.state == DeliveryState.LEASED && !message.isDue(now);
      if (!withWorker && untrue(message)) {
        message.state = DeliveryState.SUPERSEDED;
      } else if (waiting.add(message.event.user()) && message.isDue(now)) {
        due.add(message);
      }
    }
    due.sort(Comparator.comparing((MapMessage one) -> one.due).thenComparing(one -> one.number));
    return due.subList(0, Math.min(max, due.size()));
  }

  final List<Lease> lease(List<MapMessage> due, Duration lease) {
    Instant until = store.now().plus(lease);
    return due.stream().map(message -> message.lease(until)).toList();
  }

  private boolean untrue(MapMessage message) {
    Optional<Organizer> user = store.find(message.event.user());
    return message.event.kind().changesId()
        ? user.map(Organizer::version).orElse(0L) != message.event.version()
        : !user.map(Organizer::enabled).orElse(false);
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    synchronized (store) {
      List<Lease> lost = new ArrayList<>();
      for (Settlement settlement : settlements) {
        find(settlement.lease())
            .ifPresentOrElse(
                message -> settle(message, settlement.result()),
                () -> lost.add(settlement.lease()));
      }
      return lost;
    }
  }

  private Optional<MapMessage> find(Lease lease) {
    return store.messages().stream()
        .filter(message -> message.number == lease.number())
        .filter(message -> message.state == DeliveryState.LEASED && counts(message, lease))
        .findFirst();
  }

  boolean counts(MapMessage message, Lease lease) {
    return message.fence == lease.fence();
  }

  private void settle(MapMessage message, Settlement.Result result) {
    if (result instanceof Settlement.Sent) {
      message.state = DeliveryState.SENT;
    } else if (result instanceof Settlement.Superseded) {
      message.state = DeliveryState.SUPERSEDED;
    } else if (result instanceof Settlement.Failed failed) {
      message.state = DeliveryState.FAILED;
      message.problem = Optional.of(failed.problem());
    } else if (result instanceof Settlement.Retry retry) {
      message.state = DeliveryState.PENDING;
      message.due = store.now().plus(retry.delay());
      message.problem = Optional.of(retry.problem());
      message.excused += retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0;
      message.unconfirmed += retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
    } else {
      message.state = DeliveryState.PENDING;
      message.due = Instant.MIN;
      message.attempts--;
    }
  }

  @Override
  public OutboxFigures figures() {
    synchronized (store) {
      long[] counts = new long[4];
      Optional<Instant> oldest = Optional.empty();
      for (MapMessage message : store.messages()) {
        boolean due = message.open() && message.isDue(store.now());
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
      int resent = 0;
      for (MapMessage message : store.messages()) {
        if (numbers.contains(message.number) && message.state == DeliveryState.FAILED) {
          message.state = DeliveryState.PENDING;
          message.due = Instant.MIN;
          message.attempts = 0;
          message.excused = 0;
          message.unconfirmed = 0;
          resent++;
        }
      }
      return resent;
    }
  }
}
