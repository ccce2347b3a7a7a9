package org.conferenceid.tck;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** What an outbox must answer, told by nothing but a list. */
final class OutboxModel {
  final List<Entry> messages = new ArrayList<>();
  private final Map<UserId, Organizer> users;

  OutboxModel(Map<UserId, Organizer> users) {
    this.users = users;
  }

  /** An audit entry and where its message stands. */
  static final class Entry {
    final ConferenceEvent event;
    private DeliveryState state;
    private int attempts;
    private int excused;
    private int unconfirmed;
    private Optional<String> key = Optional.empty();
    private Optional<String> problem = Optional.empty();
    private Instant due = Instant.MIN;
    private long fence = Long.MIN_VALUE;

    /** What the store calls it; it is told after the change. */
    private long number;

    Entry(ConferenceEvent event, boolean mail) {
      this.event = event;
      this.state = mail ? DeliveryState.PENDING : DeliveryState.OFF;
    }

    boolean open() {
      return state == DeliveryState.PENDING || state == DeliveryState.LEASED;
    }

    DeliveryStatus status() {
      return new DeliveryStatus(state, attempts, problem);
    }

    private boolean isDue(Instant now) {
      return !now.isBefore(due) || due.isAfter(now.plus(Outbox.MAX_DELAY));
    }

    private void end(DeliveryState end, Optional<String> why) {
      state = end;
      problem = why.or(() -> problem);
    }

    private void queue(Instant until, int counted) {
      state = DeliveryState.PENDING;
      due = until;
      attempts = counted;
    }
  }

  Entry add(ConferenceEvent event, boolean mail) {
    Entry entry = new Entry(event, mail);
    messages.add(entry);
    return entry;
  }

  /** Tells the numbers that the store gave to its entries, oldest first. */
  void number(List<Long> numbers) {
    for (int i = 0; i < Math.min(numbers.size(), messages.size()); i++) {
      messages.get(i).number = numbers.get(i);
    }
  }

  /** Which messages a claim may hand out, as numbers: as many of them as it is allowed to. */
  List<Long> claimable(Instant now) {
    List<Long> claimable = new ArrayList<>();
    Set<UserId> waiting = new HashSet<>();
    for (Entry message : messages) {
      if (message.open()
          && !hasBecomeUntrue(message, now)
          && waiting.add(message.event.user())
          && message.isDue(now)) {
        claimable.add(message.number);
      }
    }
    return claimable;
  }

  /**
   * Marks messages superseded that have become untrue: those that the store shows as such and, if a
   * claim found too few messages, all that do not wait for one that a worker has.
   */
  void supersede(Instant now, boolean tooFew, Set<Long> shown) {
    Set<UserId> withWorker = new HashSet<>();
    for (Entry message : messages) {
      if (message.open() && hasBecomeUntrue(message, now)) {
        boolean met = tooFew && !withWorker.contains(message.event.user());
        if (met || shown.contains(message.number)) {
          message.end(DeliveryState.SUPERSEDED, Optional.empty());
        }
      } else if (message.state == DeliveryState.LEASED && !message.isDue(now)) {
        withWorker.add(message.event.user());
      }
    }
  }

  /** Whether an earlier message of the same user is still pending or leased. */
  boolean isBehindAnother(long number) {
    UserId user = find(number).orElseThrow().event.user();
    return messages.stream()
        .anyMatch(one -> one.open() && one.number < number && one.event.user().equals(user));
  }

  private boolean hasBecomeUntrue(Entry message, Instant now) {
    boolean withWorker = message.state == DeliveryState.LEASED && !message.isDue(now);
    return !withWorker && untrue(message.event);
  }

  private boolean untrue(ConferenceEvent event) {
    Organizer now = users.get(event.user());
    return now == null
        || (event.kind().changesId() ? now.version() != event.version() : !now.enabled());
  }

  /** Takes down a lease, and tells whether it is one that could be given. */
  boolean lease(Lease lease, Instant until) {
    Entry message = find(lease.number()).orElseThrow();
    message.unconfirmed += message.state == DeliveryState.LEASED ? 1 : 0;
    boolean sound =
        lease.fence() > message.fence
            && lease.attempt() == message.attempts + 1
            && lease.excused() == message.excused
            && lease.unconfirmed() == message.unconfirmed
            && hasItsOwnKey(message, lease.messageKey())
            && lease.event().equals(message.event);
    message.state = DeliveryState.LEASED;
    message.attempts++;
    message.key = Optional.of(lease.messageKey());
    message.fence = lease.fence();
    message.due = until;
    return sound;
  }

  private boolean hasItsOwnKey(Entry message, String key) {
    return messages.stream()
        .filter(one -> one.key.isPresent())
        .allMatch(one -> (one == message) == one.key.get().equals(key));
  }

  private Optional<Entry> find(long number) {
    return messages.stream().filter(message -> message.number == number).findFirst();
  }

  /** Whether a settlement counts. */
  boolean settle(Settlement settlement, Instant now) {
    Lease lease = settlement.lease();
    Optional<Entry> held =
        find(lease.number())
            .filter(one -> one.state == DeliveryState.LEASED && one.fence == lease.fence());
    held.ifPresent(message -> settle(message, settlement.result(), now));
    return held.isPresent();
  }

  private static void settle(Entry message, Settlement.Result result, Instant now) {
    if (result instanceof Settlement.Sent) {
      message.end(DeliveryState.SENT, Optional.empty());
    } else if (result instanceof Settlement.Superseded) {
      message.end(DeliveryState.SUPERSEDED, Optional.empty());
    } else if (result instanceof Settlement.Failed failed) {
      message.end(DeliveryState.FAILED, Optional.of(failed.problem()));
    } else if (result instanceof Settlement.Retry retry) {
      message.problem = Optional.of(retry.problem());
      message.excused += retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0;
      message.unconfirmed += retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
      message.queue(now.plus(retry.delay()), message.attempts);
    } else {
      message.queue(Instant.MIN, message.attempts - 1);
    }
  }

  /** Queues every failed message again, and tells their numbers. */
  List<Long> resendAll() {
    List<Entry> failed =
        messages.stream().filter(message -> message.state == DeliveryState.FAILED).toList();
    for (Entry message : failed) {
      message.queue(Instant.MIN, 0);
      message.excused = 0;
      message.unconfirmed = 0;
    }
    return failed.stream().map(message -> message.number).toList();
  }
}
