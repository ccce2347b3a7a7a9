package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;

/** What a store must answer, told by nothing but maps, once it is known which ID it took. */
final class StoreModel {
  final Map<UserId, Organizer> users = new HashMap<>();
  final Map<ConferenceId, Lookup.Retired> retired = new HashMap<>();
  final OutboxModel outbox = new OutboxModel(users);
  private final Map<List<Object>, OutboxModel.Entry> wishes = new HashMap<>();

  /** The only IDs that there are; empty if there are more than a test can use up. */
  private final Set<ConferenceId> pool;

  StoreModel(Set<ConferenceId> pool) {
    this.pool = pool;
  }

  /** Whether nobody has an ID and it is in no quarantine. */
  boolean free(ConferenceId id, Instant now) {
    return lookup(id, now) instanceof Lookup.Unknown && (pool.isEmpty() || pool.contains(id));
  }

  private boolean exhausted(Instant now) {
    return !pool.isEmpty() && pool.stream().noneMatch(id -> free(id, now));
  }

  private boolean reserved(ConferenceId id, Instant now) {
    Lookup.Retired last = retired.get(id);
    return last != null && now.isBefore(last.freeAt());
  }

  /** The result of a change; {@code taken} is the ID that the store assigned, where it did. */
  ChangeResult change(Change change, Instant now, Optional<ConferenceId> taken) {
    Optional<List<Object>> wish = change.idempotencyKey().map(key -> wish(change.user(), key));
    if (wish.isPresent() && wishes.containsKey(wish.get())) {
      ConferenceEvent first = Objects.requireNonNull(wishes.get(wish.get())).event;
      boolean same =
          first.kind() == change.kind()
              && (change.expected().isEmpty() || change.expected().equals(first.oldId()))
              && (change.expectedVersion().isEmpty()
                  || change.expectedVersion().getAsLong() == first.version() - 1);
      return same ? new ChangeResult.Done(first, true, true) : new ChangeResult.KeyReused();
    }
    Organizer before =
        users.getOrDefault(
            change.user(), new Organizer(change.user(), Optional.empty(), 0, Instant.EPOCH));
    if (change.kind() == EventKind.ENABLED && before.enabled()) {
      return new ChangeResult.AlreadyEnabled(before);
    }
    if (change.kind() != EventKind.ENABLED && !before.enabled()) {
      return new ChangeResult.NotEnabled();
    }
    if ((change.expected().isPresent() && !change.expected().equals(before.id()))
        || (change.expectedVersion().isPresent()
            && change.expectedVersion().getAsLong() != before.version())) {
      return new ChangeResult.StaleId(before);
    }
    boolean needsId = change.kind() == EventKind.ENABLED || change.kind() == EventKind.RESET;
    if (needsId && exhausted(now)) {
      return new ChangeResult.Exhausted();
    }
    ConferenceEvent event = apply(change, before, now, taken);
    OutboxModel.Entry entry = outbox.add(event, change.mail());
    wish.ifPresent(key -> wishes.put(key, entry));
    return new ChangeResult.Done(event, false, true);
  }

  private static List<Object> wish(UserId user, IdempotencyKey key) {
    return List.of(user, key);
  }

  private ConferenceEvent apply(
      Change change, Organizer before, Instant now, Optional<ConferenceId> taken) {
    boolean info = !change.kind().changesId();
    Optional<ConferenceId> newId = info ? before.id() : taken;
    long version = before.version() + (info ? 0 : 1);
    if (!info) {
      before.id().ifPresent(id -> retire(id, change.user(), now, change.quarantine()));
      newId.ifPresent(retired::remove);
      users.put(change.user(), new Organizer(change.user(), newId, version, now));
    }
    ConferenceEvent event =
        new ConferenceEvent(change.kind(), change.user(), before.id(), newId, version, now);
    return event;
  }

  private void retire(ConferenceId id, UserId owner, Instant now, Duration quarantine) {
    retired.put(id, new Lookup.Retired(Optional.of(owner), now, now.plus(quarantine)));
  }

  boolean erase(UserId user, Instant now, Duration quarantine) {
    Optional<Organizer> organizer = Optional.ofNullable(users.remove(user));
    organizer.flatMap(Organizer::id).ifPresent(id -> retire(id, user, now, quarantine));
    retired.replaceAll(
        (id, was) ->
            was.lastOwner().equals(Optional.of(user))
                ? new Lookup.Retired(Optional.empty(), was.retiredAt(), was.freeAt())
                : was);
    boolean audited = outbox.messages.removeIf(message -> message.event.user().equals(user));
    wishes.keySet().removeIf(wish -> wish.get(0).equals(user));
    return organizer.isPresent() || audited;
  }

  int prune(Instant until) {
    int before = outbox.messages.size();
    outbox.messages.removeIf(message -> !message.open() && !message.event.at().isAfter(until));
    wishes.values().retainAll(outbox.messages);
    return before - outbox.messages.size();
  }

  Lookup lookup(ConferenceId id, Instant now) {
    for (Organizer user : users.values()) {
      if (user.id().equals(Optional.of(id))) {
        return new Lookup.Active(user.user());
      }
    }
    Lookup.Retired last = retired.get(id);
    return last != null && now.isBefore(last.freeAt()) ? last : new Lookup.Unknown();
  }

  /** What a store must count. */
  Capacity capacity(Instant now) {
    long active = users.values().stream().filter(Organizer::enabled).count();
    long reserved = retired.keySet().stream().filter(id -> reserved(id, now)).count();
    long withheld = pool.isEmpty() ? 0 : (long) ConferenceIdPolicy.ISSUABLE - pool.size();
    return new Capacity(active, reserved + withheld);
  }
}
