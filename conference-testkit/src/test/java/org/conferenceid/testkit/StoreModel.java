package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.AlreadyEnabled;
import org.conferenceid.Capacity;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.Done;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.NotEnabled;
import org.conferenceid.Organizer;
import org.conferenceid.RequestKey;
import org.conferenceid.StaleId;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;

/**
 * What a store of few IDs must answer, told by nothing but maps, once it is known which ID it took.
 */
final class StoreModel {
  final Map<UserId, Organizer> users = new HashMap<>();
  final Map<ConferenceId, Lookup.Retired> retired = new HashMap<>();
  final List<ConferenceEvent> audit = new ArrayList<>();
  private final Map<List<Object>, ConferenceEvent> wishes = new HashMap<>();
  private final Set<ConferenceId> pool;

  StoreModel(Set<ConferenceId> pool) {
    this.pool = pool;
  }

  Set<ConferenceId> free(Instant now) {
    Set<ConferenceId> free = new HashSet<>(pool);
    users.values().forEach(user -> user.id().ifPresent(free::remove));
    free.removeIf(id -> reserved(id, now));
    return free;
  }

  private boolean reserved(ConferenceId id, Instant now) {
    return retired.containsKey(id) && now.isBefore(retired.get(id).freeAt());
  }

  /** The result of a change; {@code taken} is the ID that the store assigned, where it did. */
  ChangeResult change(Change change, Instant now, Optional<ConferenceId> taken) {
    Optional<List<Object>> wish = change.cause().key().map(key -> wish(change.user(), key));
    if (wish.isPresent() && wishes.containsKey(wish.get())) {
      ConferenceEvent first = wishes.get(wish.get());
      boolean same =
          first.kind() == change.kind()
              && (change.expected().isEmpty() || change.expected().equals(first.oldId()));
      return same ? new Done(first, true, true) : new ChangeResult.KeyReused();
    }
    Organizer before =
        users.getOrDefault(
            change.user(), new Organizer(change.user(), Optional.empty(), 0, Instant.EPOCH));
    if (change.kind() == EventKind.ENABLED && before.enabled()) {
      return new AlreadyEnabled(before);
    }
    if (change.kind() != EventKind.ENABLED && !before.enabled()) {
      return new NotEnabled(change.user());
    }
    if (change.expected().isPresent() && !change.expected().equals(before.id())) {
      return new StaleId(before);
    }
    boolean needsId = change.kind() == EventKind.ENABLED || change.kind() == EventKind.RESET;
    if (needsId && free(now).isEmpty()) {
      return new ChangeResult.Exhausted();
    }
    ConferenceEvent event = apply(change, before, now, taken);
    wish.ifPresent(key -> wishes.put(key, event));
    return new Done(event, false, true);
  }

  private static List<Object> wish(UserId user, RequestKey key) {
    return List.of(user, key);
  }

  private ConferenceEvent apply(
      Change change, Organizer before, Instant now, Optional<ConferenceId> taken) {
    boolean info = change.kind() == EventKind.INFO_REQUESTED;
    Optional<ConferenceId> newId = info ? before.id() : taken;
    long version = before.version() + (info ? 0 : 1);
    if (!info) {
      before.id().ifPresent(id -> retire(id, change.user(), now, change.quarantine()));
      newId.ifPresent(retired::remove);
      users.put(change.user(), new Organizer(change.user(), newId, version, now));
    }
    ConferenceEvent event =
        new ConferenceEvent(change.kind(), change.user(), before.id(), newId, version, now);
    audit.add(event);
    return event;
  }

  private void retire(ConferenceId id, UserId owner, Instant now, Duration quarantine) {
    retired.put(id, new Lookup.Retired(Optional.of(owner), now, now.plus(quarantine)));
  }

  boolean erase(UserId user, Instant now, Duration quarantine) {
    Organizer organizer = users.remove(user);
    if (organizer == null) {
      return false;
    }
    organizer.id().ifPresent(id -> retire(id, user, now, quarantine));
    retired.replaceAll(
        (id, was) ->
            was.lastOwner().equals(Optional.of(user))
                ? new Lookup.Retired(Optional.empty(), was.retiredAt(), was.freeAt())
                : was);
    audit.removeIf(event -> event.user().equals(user));
    wishes.keySet().removeIf(wish -> wish.get(0).equals(user));
    return true;
  }

  Lookup lookup(ConferenceId id, Instant now) {
    for (Organizer user : users.values()) {
      if (user.id().equals(Optional.of(id))) {
        return new Lookup.Active(user.user());
      }
    }
    return reserved(id, now) ? retired.get(id) : new Lookup.Unknown();
  }

  /** What a store must count that has withheld all IDs beyond the pool. */
  Capacity capacity(Instant now, long withheld) {
    long active = users.values().stream().filter(Organizer::enabled).count();
    return new Capacity(active, withheld + pool.size() - active - free(now).size());
  }
}
