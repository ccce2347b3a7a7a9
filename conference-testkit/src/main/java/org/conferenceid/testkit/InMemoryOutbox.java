package org.conferenceid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;

/** The outbox of an {@link InMemoryConferenceStore}. Every method takes the store's lock. */
final class InMemoryOutbox implements Outbox {
  private final Object lock;
  private final Clock clock;
  private final Ledger ledger;
  private final Map<UserId, Organizer> users;

  /** The pending and the leased messages. */
  private final NavigableMap<Long, Message> open = new TreeMap<>();

  InMemoryOutbox(Object lock, Clock clock, Ledger ledger, Map<UserId, Organizer> users) {
    this.lock = lock;
    this.clock = clock;
    this.ledger = ledger;
    this.users = users;
  }

  /** Takes a message up, if it is to be sent. */
  void add(Message message) {
    synchronized (lock) {
      if (message.open()) {
        open.put(message.number(), message);
      }
    }
  }

  /** Drops every message. */
  void clear() {
    synchronized (lock) {
      open.clear();
    }
  }

  /** Drops messages, as if they had never been queued. */
  void removeAll(Collection<Message> messages) {
    synchronized (lock) {
      messages.forEach(message -> open.remove(message.number()));
    }
  }

  @Override
  public List<Lease> claim(String worker, int max, Duration lease) {
    Objects.requireNonNull(worker, "worker");
    Objects.requireNonNull(lease, "lease");
    requirePositive(max, lease);
    synchronized (lock) {
      Instant now = clock.instant();
      Instant until = now.plus(lease);
      List<Message> due = new ArrayList<>();
      Set<UserId> waiting = new HashSet<>(); // users with an earlier message that is not yet out
      Set<UserId> busy = new HashSet<>(); // those of them whose message a worker has
      Iterator<Message> inOrder = open.values().iterator();
      while (inOrder.hasNext()) {
        Message message = inOrder.next();
        if (message.withWorker(now)) {
          busy.add(message.user());
          waiting.add(message.user());
        } else if (!busy.contains(message.user()) && untrue(message)) {
          message.end(DeliveryState.SUPERSEDED);
          inOrder.remove();
        } else if (waiting.add(message.user()) && message.isDue(now)) {
          due.add(message);
        }
      }
      return due.stream()
          .sorted(Comparator.comparing(Message::due).thenComparing(Message::number))
          .limit(max)
          .map(message -> message.lease(until))
          .toList();
    }
  }

  private static void requirePositive(int max, Duration lease) {
    if (max < 1) {
      throw new InvalidValueException("max", "must be at least 1", "" + max);
    }
    if (lease.isNegative() || lease.isZero() || lease.compareTo(MAX_DELAY) > 0) {
      throw new InvalidValueException(
          "lease", "must be positive and at most " + MAX_DELAY, lease.toString());
    }
  }

  /** Whether a later change has made a message untrue (OB-6). */
  private boolean untrue(Message message) {
    Organizer now = users.get(message.user());
    return message.event().kind().changesId()
        ? now == null || now.version() != message.event().version()
        : now == null || !now.enabled();
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    Objects.requireNonNull(settlements, "settlements");
    synchronized (lock) {
      Instant now = clock.instant();
      List<Lease> lost = new ArrayList<>();
      for (Settlement settlement : settlements) {
        Message message = open.get(settlement.lease().number());
        if (message == null || !message.holds(settlement.lease())) {
          lost.add(settlement.lease());
        } else {
          settle(message, settlement.result(), now);
        }
      }
      return List.copyOf(lost);
    }
  }

  private void settle(Message message, Settlement.Result result, Instant now) {
    if (result instanceof Settlement.Sent) {
      message.end(DeliveryState.SENT);
    } else if (result instanceof Settlement.Superseded) {
      message.end(DeliveryState.SUPERSEDED);
    } else if (result instanceof Settlement.Failed failed) {
      message.fail(failed.problem());
    } else if (result instanceof Settlement.Retry retry) {
      message.retry(now.plus(retry.delay()), retry);
    } else if (result instanceof Settlement.Released) {
      message.release();
    }
    if (!message.open()) {
      open.remove(message.number());
    }
  }

  @Override
  public int resend(Collection<Long> numbers) {
    Objects.requireNonNull(numbers, "numbers");
    synchronized (lock) {
      int resent = 0;
      for (long number : numbers) {
        @Nullable Message message = ledger.get(number);
        if (message != null && message.state() == DeliveryState.FAILED) {
          message.resend();
          add(message);
          resent++;
        }
      }
      return resent;
    }
  }

  @Override
  public OutboxFigures figures() {
    synchronized (lock) {
      Instant now = clock.instant();
      long leased = open.values().stream().filter(message -> message.withWorker(now)).count();
      long all = open.values().stream().filter(one -> one.state() == DeliveryState.LEASED).count();
      return new OutboxFigures(
          open.size() - all,
          leased,
          all - leased,
          ledger.failed(),
          open.values().stream()
              .filter(message -> message.isDue(now))
              .map(message -> message.event().at())
              .min(Comparator.naturalOrder()));
    }
  }

  /** How many messages are pending or leased. */
  @Override
  public String toString() {
    synchronized (lock) {
      return "InMemoryOutbox[open=" + open.size() + "]";
    }
  }
}
