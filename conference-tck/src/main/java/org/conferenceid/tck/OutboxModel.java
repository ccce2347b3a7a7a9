package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;

/** What an audit and an outbox must answer, told by nothing but a list. */
final class OutboxModel {
  private final List<ModelEntry> entries = new ArrayList<>();
  private final Set<Long> used = new HashSet<>();
  private final Map<UserId, Organizer> users;

  OutboxModel(Map<UserId, Organizer> users) {
    this.users = users;
  }

  void add(ConferenceEvent event, Change change) {
    entries.add(new ModelEntry(event, change));
  }

  /** What was done under the user's idempotency key of a change. */
  Optional<ConferenceEvent> underKey(Change change) {
    return entries.stream()
        .filter(entry -> change.idempotencyKey().isPresent())
        .filter(entry -> entry.event.user().equals(change.user()))
        .filter(entry -> entry.key.equals(change.idempotencyKey()))
        .map(entry -> entry.event)
        .findFirst();
  }

  /** Tells the numbers that the store gave to its entries. */
  void number(List<AuditEntry> shown) {
    for (AuditEntry entry : shown) {
      if (find(entry.number()).isEmpty()) {
        assertThat(used.add(entry.number()))
            .as("whether number %d was used for the first time", entry.number())
            .isTrue();
        entries.stream()
            .filter(one -> one.number == 0 && one.event.equals(entry.event()))
            .findFirst()
            .ifPresent(one -> one.number = entry.number());
      }
    }
    entries.sort(Comparator.comparing(entry -> entry.number));
    letWait();
  }

  /** All entries that a query asks for, in its order. */
  List<AuditEntry> audit(AuditQuery query) {
    List<AuditEntry> found = new ArrayList<>();
    for (ModelEntry entry : entries) {
      if (entry.matches(query)) {
        found.add(entry.shown());
      }
    }
    if (query.isNewestFirst()) {
      Collections.reverse(found);
    }
    return found;
  }

  long assignedAfter(Instant time) {
    return entries.stream()
        .map(entry -> entry.event)
        .filter(one -> one.kind() == EventKind.ENABLED || one.kind() == EventKind.RESET)
        .filter(one -> one.at().isAfter(time))
        .count();
  }

  /**
   * The IDs that a user's entries show as replaced or taken away, and when each was the last time.
   */
  Map<ConferenceId, Instant> lost(UserId user) {
    Map<ConferenceId, Instant> lost = new HashMap<>();
    for (ModelEntry entry : entries) {
      ConferenceEvent event = entry.event;
      if (event.user().equals(user) && event.kind().changesId()) {
        event.oldId().ifPresent(id -> lost.merge(id, event.at(), OutboxModel::later));
      }
    }
    return lost;
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  boolean erase(UserId user) {
    boolean found = entries.removeIf(entry -> entry.event.user().equals(user));
    for (ModelEntry entry : entries) {
      found |= entry.forgetActor(user.value());
    }
    return found;
  }

  int prune(Instant until) {
    int before = entries.size();
    entries.removeIf(entry -> !entry.open() && !entry.event.at().isAfter(until));
    return before - entries.size();
  }

  /** Which messages a claim may hand out, as numbers: as many of them as it is allowed to. */
  List<Long> claimable(Instant now) {
    List<Long> claimable = new ArrayList<>();
    Set<UserId> waiting = new HashSet<>();
    for (ModelEntry message : entries) {
      if (message.open()
          && !isOutdated(message, now)
          && waiting.add(message.event.user())
          && message.isDue(now)) {
        claimable.add(message.number);
      }
    }
    return claimable;
  }

  /**
   * Marks messages superseded that have become outdated: those that the store shows as such and, if
   * a claim found too few messages, all that do not wait for one that a worker has.
   */
  void supersede(Instant now, boolean tooFew, Set<Long> shown) {
    Set<UserId> withWorker = new HashSet<>();
    for (ModelEntry message : entries) {
      if (message.open() && isOutdated(message, now)) {
        boolean met = tooFew && !withWorker.contains(message.event.user());
        if (met || shown.contains(message.number)) {
          message.end(DeliveryState.SUPERSEDED);
        }
      } else if (message.isWithWorker(now)) {
        withWorker.add(message.event.user());
      }
    }
  }

  /** Whether an earlier message of the same user is still pending or leased. */
  boolean isBehindAnother(long number) {
    UserId user = find(number).orElseThrow().event.user();
    return entries.stream()
        .anyMatch(one -> one.open() && one.number < number && one.event.user().equals(user));
  }

  private boolean isOutdated(ModelEntry message, Instant now) {
    if (message.isWithWorker(now)) {
      return false;
    }
    Organizer user = users.get(message.event.user());
    return user == null
        || (message.event.kind().changesId()
            ? user.version() != message.event.version()
            : !user.enabled());
  }

  /**
   * What a claim takes first, of those that never waited for another of their user; when the others
   * take their turn is left to the store (OB-10).
   */
  List<Long> inLine(Instant now) {
    Set<Long> claimable = Set.copyOf(claimable(now));
    return entries.stream()
        .filter(one -> claimable.contains(one.number) && !one.waited)
        .sorted(ModelEntry.LINE)
        .map(one -> one.number)
        .toList();
  }

  private void letWait() {
    Set<UserId> waiting = new HashSet<>();
    for (ModelEntry message : entries) {
      message.waited |= message.open() && !waiting.add(message.event.user());
    }
  }

  /** Takes down a lease, and tells what it must be; key and fence are the store's to choose. */
  Lease lease(Lease given, Instant until) {
    ModelEntry message = find(given.number()).orElseThrow();
    assertThat(given.fence())
        .as("the fence of %s", Rules.named(given))
        .isGreaterThan(message.fence);
    assertThat(keysOfOthers(message))
        .as("the keys of other messages")
        .doesNotContain(given.messageKey());
    return message.lease(given, until);
  }

  private List<String> keysOfOthers(ModelEntry message) {
    return entries.stream()
        .filter(one -> one != message)
        .flatMap(one -> one.messageKey.stream())
        .toList();
  }

  private Optional<ModelEntry> find(long number) {
    return entries.stream().filter(message -> message.number == number).findFirst();
  }

  /** Whether a settlement counts. */
  boolean settle(Settlement settlement, Instant now) {
    Lease lease = settlement.lease();
    Optional<ModelEntry> held = find(lease.number()).filter(one -> one.isHeldBy(lease));
    held.ifPresent(message -> message.settle(settlement.result(), now));
    return held.isPresent();
  }

  /** The numbers of the first message, and of every so many after it. */
  List<Long> everyNth(int every) {
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < entries.size(); i += every) {
      numbers.add(entries.get(i).number);
    }
    return numbers;
  }

  /** Queues failed messages again, and tells how many they are. */
  int resend(List<Long> numbers) {
    List<ModelEntry> failed =
        entries.stream()
            .filter(one -> numbers.contains(one.number) && one.is(DeliveryState.FAILED))
            .toList();
    failed.forEach(ModelEntry::sendAgain);
    return failed.size();
  }

  OutboxFigures figures(Instant now) {
    return new OutboxFigures(
        count(one -> one.is(DeliveryState.PENDING)),
        count(one -> one.isWithWorker(now)),
        count(one -> one.is(DeliveryState.LEASED) && one.isDue(now)),
        count(one -> one.is(DeliveryState.FAILED)),
        entries.stream()
            .filter(one -> one.open() && one.isDue(now))
            .map(one -> one.event.at())
            .min(Comparator.naturalOrder()));
  }

  private long count(Predicate<ModelEntry> which) {
    return entries.stream().filter(which).count();
  }
}
