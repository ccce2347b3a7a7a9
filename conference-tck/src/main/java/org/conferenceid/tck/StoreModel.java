package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.EventKind;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;

/**
 * What a store must answer, told by nothing but maps, once it is known which ID it took and at
 * which moment.
 */
final class StoreModel {
  final Map<UserId, Organizer> users = new HashMap<>();
  final OutboxModel outbox = new OutboxModel(users);
  private final Map<ConferenceId, Lookup.Retired> retired = new HashMap<>();
  private final Map<UserId, Set<ConferenceId>> everHad = new HashMap<>();

  /** The only IDs that there are; empty if there are more than a test can use up. */
  private final Set<ConferenceId> pool;

  StoreModel(Set<ConferenceId> pool) {
    this.pool = pool;
  }

  Optional<ConferenceId> idOf(UserId user) {
    return Optional.ofNullable(users.get(user)).flatMap(Organizer::id);
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

  private Organizer userOrNew(UserId user) {
    return users.getOrDefault(user, new Organizer(user, Optional.empty(), 0, Instant.EPOCH));
  }

  /** The result of a change, given what the store said: which ID it took, and when. */
  ChangeResult change(Change change, Instant now, ChangeResult given) {
    Optional<ConferenceEvent> first = outbox.underKey(change);
    if (first.isPresent()) {
      return isSame(change, first.get())
          ? new ChangeResult.Done(first.get(), true, true)
          : new ChangeResult.KeyReused();
    }
    Organizer before = userOrNew(change.user());
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
    Optional<ConferenceEvent> event =
        given instanceof ChangeResult.Done done ? Optional.of(done.event()) : Optional.empty();
    Instant at = event.map(ConferenceEvent::at).orElse(now);
    return new ChangeResult.Done(
        apply(change, before, at, event.flatMap(ConferenceEvent::newId)), false, true);
  }

  private static boolean isSame(Change change, ConferenceEvent first) {
    return first.kind() == change.kind()
        && (change.expected().isEmpty() || change.expected().equals(first.oldId()))
        && (change.expectedVersion().isEmpty()
            || change.expectedVersion().getAsLong() == first.version() - 1);
  }

  private ConferenceEvent apply(
      Change change, Organizer before, Instant at, Optional<ConferenceId> taken) {
    boolean changesId = change.kind().changesId();
    Optional<ConferenceId> newId = changesId ? taken : before.id();
    long version = before.version() + (changesId ? 1 : 0);
    if (changesId) {
      before.id().ifPresent(id -> retire(id, change.user(), at, change.quarantine()));
      newId.ifPresent(retired::remove);
      newId.ifPresent(id -> everHad.computeIfAbsent(change.user(), any -> new HashSet<>()).add(id));
      users.put(change.user(), new Organizer(change.user(), newId, version, at));
    }
    ConferenceEvent event =
        new ConferenceEvent(change.kind(), change.user(), before.id(), newId, version, at);
    outbox.add(event, change);
    return event;
  }

  private void retire(ConferenceId id, UserId owner, Instant at, Duration quarantine) {
    retired.put(id, new Lookup.Retired(Optional.of(owner), at, at.plus(quarantine)));
  }

  /** The results of adoptions, given what the store said: when each was made. */
  List<AdoptionResult> adopt(
      List<Adoption> adoptions, AdoptionMode mode, Instant now, List<AdoptionResult> given) {
    List<AdoptionResult> results = new ArrayList<>();
    boolean refused = false;
    for (Adoption adoption : adoptions) {
      AdoptionResult result = judge(adoption, now);
      refused |= adoption.isRefused(result);
      results.add(result);
    }
    for (int i = 0; i < results.size() && !mode.withholds(refused); i++) {
      if (results.get(i) instanceof AdoptionResult.NotApplied) {
        Instant at =
            i < given.size() && given.get(i) instanceof AdoptionResult.Adopted adopted
                ? adopted.event().at()
                : now;
        results.set(i, adopt(adoptions.get(i), at));
      }
    }
    return results;
  }

  private AdoptionResult judge(Adoption adoption, Instant now) {
    Organizer before = userOrNew(adoption.user());
    if (before.enabled()) {
      return new AdoptionResult.AlreadyEnabled(before);
    }
    if (ConferenceIdPolicy.isGuessable(adoption.id())) {
      return new AdoptionResult.Guessable();
    }
    return free(adoption.id(), now)
        ? new AdoptionResult.NotApplied()
        : new AdoptionResult.Unavailable(lookup(adoption.id(), now));
  }

  private AdoptionResult adopt(Adoption adoption, Instant at) {
    Change enabling =
        Wish.enable(adoption.user()).context(adoption.context()).withoutMail().change();
    Optional<ConferenceId> id = Optional.of(adoption.id());
    return new AdoptionResult.Adopted(apply(enabling, userOrNew(adoption.user()), at, id), true);
  }

  boolean erase(UserId user, Instant at, Duration quarantine) {
    Optional<Organizer> organizer = Optional.ofNullable(users.remove(user));
    organizer.flatMap(Organizer::id).ifPresent(id -> retire(id, user, at, quarantine));
    retired.replaceAll(
        (id, was) ->
            was.lastOwner().equals(Optional.of(user))
                ? new Lookup.Retired(Optional.empty(), was.retiredAt(), was.freeAt())
                : was);
    everHad.remove(user);
    return outbox.erase(user) || organizer.isPresent();
  }

  int prune(Instant until) {
    return outbox.prune(until);
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

  /** Former IDs that must be told of a user, and when each of them stopped working. */
  Map<ConferenceId, Instant> formerIds(UserId user, Instant now) {
    Map<ConferenceId, Instant> former = outbox.lost(user);
    retired.forEach(
        (id, last) -> {
          if (last.lastOwner().equals(Optional.of(user)) && now.isBefore(last.freeAt())) {
            former.merge(id, last.retiredAt(), OutboxModel::later);
          }
        });
    idOf(user).ifPresent(former::remove);
    return former;
  }

  /** Whether an ID may be told as one that a user had and has no longer. */
  boolean had(UserId user, ConferenceId id) {
    return everHad.getOrDefault(user, Set.of()).contains(id) && !idOf(user).equals(Optional.of(id));
  }

  /** The enabled users whose IDs have an age, in any order. */
  List<Organizer> organizers(Optional<Duration> olderThan, Instant now) {
    Instant until = now.minus(olderThan.orElse(Duration.ZERO));
    return users.values().stream()
        .filter(Organizer::enabled)
        .filter(one -> olderThan.isEmpty() || !one.since().isAfter(until))
        .toList();
  }

  /** What a store must count. */
  Capacity capacity(Instant now) {
    long active = users.values().stream().filter(Organizer::enabled).count();
    long reserved = retired.keySet().stream().filter(id -> reserved(id, now)).count();
    long withheld = pool.isEmpty() ? 0 : (long) ConferenceIdPolicy.ISSUABLE - pool.size();
    return new Capacity(active, reserved + withheld);
  }

  AllocationRate allocationRate(Duration period, Instant now) {
    long freed =
        retired.values().stream()
            .map(Lookup.Retired::freeAt)
            .filter(end -> now.isBefore(end) && !end.isAfter(now.plus(period)))
            .count();
    return new AllocationRate(period, outbox.assignedAfter(now.minus(period)), freed);
  }
}
