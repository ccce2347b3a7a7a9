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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MessageState;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;

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
      if (message.state().isOpen()) {
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
        if (message.state().isWithWorker(now)) {
          busy.add(message.user());
          waiting.add(message.user());
        } else if (!busy.contains(message.user()) && isOutdated(message)) {
          message.become(message.state().superseded());
          inOrder.remove();
        } else if (waiting.add(message.user()) && message.state().isDue(now)) {
          due.add(message);
        }
      }
      return due.stream()
          .sorted(
              Comparator.comparing((Message one) -> one.state().due())
                  .thenComparing(Message::number))
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

  private boolean isOutdated(Message message) {
    return Outbox.isOutdated(message.event(), Optional.ofNullable(users.get(message.user())));
  }

  @Override
  public List<Lease> settle(List<Settlement> settlements) {
    Objects.requireNonNull(settlements, "settlements");
    synchronized (lock) {
      Instant now = clock.instant();
      List<Lease> lost = new ArrayList<>();
      for (Settlement settlement : settlements) {
        Message message = open.get(settlement.lease().number());
        if (message == null || !message.state().isHeldBy(settlement.lease())) {
          lost.add(settlement.lease());
        } else {
          message.become(message.state().settled(settlement.result(), now));
          if (!message.state().isOpen()) {
            open.remove(message.number());
          }
        }
      }
      return List.copyOf(lost);
    }
  }

  @Override
  public int resend(Collection<Long> numbers) {
    Objects.requireNonNull(numbers, "numbers");
    synchronized (lock) {
      int resent = 0;
      for (long number : numbers) {
        Optional<Message> message = Optional.ofNullable(ledger.get(number));
        Optional<MessageState> queued = message.flatMap(one -> one.state().resent());
        if (queued.isPresent()) {
          message.get().become(queued.get());
          add(message.get());
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
      long leased =
          open.values().stream().filter(message -> message.state().isWithWorker(now)).count();
      long all =
          open.values().stream().filter(one -> one.state().state() == DeliveryState.LEASED).count();
      return new OutboxFigures(
          open.size() - all,
          leased,
          all - leased,
          ledger.failed(),
          open.values().stream()
              .filter(message -> message.state().isDue(now))
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
