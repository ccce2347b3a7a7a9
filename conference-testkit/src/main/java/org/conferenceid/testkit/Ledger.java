package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.jspecify.annotations.Nullable;

/**
 * The audit: every change that was done, by number, by user and by idempotency key. Not safe for
 * use by several threads.
 */
final class Ledger {
  private static final NavigableMap<Long, Message> NOTHING = Collections.emptyNavigableMap();

  private final NavigableMap<Long, Message> all = new TreeMap<>();
  private final Map<UserId, NavigableMap<Long, Message>> byUser = new HashMap<>();
  private final Map<Key, Message> byKey = new HashMap<>();
  private long lastNumber;

  private record Key(UserId user, IdempotencyKey key) {}

  /** What a change with a known idempotency key gives; empty for any other change (CS-8). */
  Optional<ChangeResult> replay(Change change) {
    return change
        .idempotencyKey()
        .map(key -> byKey.get(new Key(change.user(), key)))
        .map(first -> change.replay(first.event(), /* committed= */ true));
  }

  Message append(
      ConferenceEvent event,
      RequestContext context,
      Optional<IdempotencyKey> idempotencyKey,
      boolean mail) {
    Message message = new Message(++lastNumber, event, context, idempotencyKey, mail);
    all.put(message.number(), message);
    byUser.computeIfAbsent(event.user(), user -> new TreeMap<>()).put(message.number(), message);
    idempotencyKey.ifPresent(key -> byKey.put(new Key(event.user(), key), message));
    return message;
  }

  @Nullable Message get(long number) {
    return all.get(number);
  }

  long failed() {
    return all.values().stream().filter(one -> one.state().state() == DeliveryState.FAILED).count();
  }

  int size() {
    return all.size();
  }

  /** How many IDs were assigned in a time before now. */
  long assignedSince(Instant now, Duration period) {
    return all.values().stream()
        .map(Message::event)
        .filter(event -> event.kind().assignsId())
        .filter(event -> Duration.between(event.at(), now).compareTo(period) < 0)
        .count();
  }

  Page<AuditEntry> page(AuditQuery query) {
    NavigableMap<Long, Message> entries =
        query.user().map(user -> byUser.getOrDefault(user, NOTHING)).orElse(all);
    NavigableMap<Long, Message> ordered = query.isNewestFirst() ? entries.descendingMap() : entries;
    Collection<Message> rest =
        query.after().isPresent()
            ? ordered.tailMap(query.after().getAsLong(), false).values()
            : ordered.values();
    List<AuditEntry> found =
        rest.stream()
            .map(Message::entry)
            .filter(query::matches)
            .limit(query.limit() + 1L) // one more tells whether there is a next page
            .toList();
    return Page.of(found, query.limit(), AuditEntry::number);
  }

  /** How many entries match, by the state of their messages. */
  Map<DeliveryState, Long> count(AuditQuery query) {
    return all.values().stream()
        .map(Message::entry)
        .filter(query::matches)
        .collect(Collectors.groupingBy(entry -> entry.delivery().state(), Collectors.counting()));
  }

  /** The IDs that a user's entries show as replaced or taken away, each with when it was. */
  Stream<Map.Entry<ConferenceId, Instant>> lostIds(UserId user) {
    return byUser.getOrDefault(user, NOTHING).descendingMap().values().stream()
        .map(Message::event)
        .filter(event -> event.kind().changesId() && event.oldId().isPresent())
        .map(event -> Map.entry(event.oldId().orElseThrow(), event.at()));
  }

  /** Removes everything. Numbers go on. */
  void clear() {
    all.clear();
    byUser.clear();
    byKey.clear();
  }

  /** Removes what is of a user, and hands it out. */
  Collection<Message> removeAll(UserId user) {
    List<Message> removed = List.copyOf(byUser.getOrDefault(user, NOTHING).values());
    removed.forEach(this::remove);
    return removed;
  }

  /** Removes the actor wherever it is this one, and tells whether it was anywhere. */
  boolean forgetActor(String actor) {
    boolean found = false;
    for (Message message : all.values()) {
      found |= message.forgetActor(actor);
    }
    return found;
  }

  /** Removes the entries up to a moment that have nothing left to send (CS-13). */
  int prune(Instant until) {
    List<Message> old =
        all.values().stream()
            .filter(message -> !message.state().isOpen() && !message.event().at().isAfter(until))
            .toList();
    old.forEach(this::remove);
    return old.size();
  }

  private void remove(Message message) {
    all.remove(message.number());
    byUser.computeIfPresent(
        message.user(),
        (user, own) -> {
          own.remove(message.number());
          return own.isEmpty() ? null : own;
        });
    message.idempotencyKey().ifPresent(key -> byKey.remove(new Key(message.user(), key)));
  }
}
