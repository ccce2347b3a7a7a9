package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.conferenceid.Capacity;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;

/**
 * Which ID is whose, in quarantine, or free. Whether a quarantine is over is told by comparison
 * with the given moment alone (CS-4); the ends are queued only so that the free set hears of them
 * before it is asked. Not safe for use by several threads.
 */
final class IdSpace {
  /** Where most IDs are free, drawing one of them is cheaper than finding the n-th free one. */
  private static final int DRAWS = 4;

  private final FreeIds free = FreeIds.all();
  private final Map<ConferenceId, UserId> active = new HashMap<>();
  private final Map<ConferenceId, Lookup.Retired> retired = new HashMap<>();
  private final PriorityQueue<QuarantineEnd> ends =
      new PriorityQueue<>(Comparator.comparing(QuarantineEnd::at));
  private int withheld;

  private record QuarantineEnd(ConferenceId id, Instant at) {}

  /** Gives a user the first free one of the candidates, or any free one (CS-3). */
  Optional<ConferenceId> assign(UserId user, ConferenceIdGenerator candidates, Instant now) {
    reclaim(now);
    Optional<ConferenceId> taken = take(candidates);
    taken.ifPresent(id -> active.put(id, user));
    return taken;
  }

  private Optional<ConferenceId> take(ConferenceIdGenerator candidates) {
    if (free.size() == 0) {
      return Optional.empty();
    }
    for (int draw = 0; draw < DRAWS; draw++) {
      ConferenceId candidate = candidates.next();
      if (free.remove(candidate)) {
        return Optional.of(candidate);
      }
    }
    return free.removeAny(candidates);
  }

  /** Undoes an assignment that nobody has seen. */
  void giveBack(ConferenceId id) {
    active.remove(id);
    free.add(id);
  }

  boolean isFree(ConferenceId id, Instant now) {
    reclaim(now);
    return free.contains(id);
  }

  /** Gives a user an ID that is free. */
  void take(ConferenceId id, UserId user) {
    free.remove(id);
    active.put(id, user);
  }

  /** How many quarantines that last now will be over after a time. */
  long freedUntil(Instant now, Duration period) {
    return retired.values().stream()
        .map(reserved -> Duration.between(now, reserved.freeAt()))
        .filter(left -> !left.isNegative() && !left.isZero() && left.compareTo(period) <= 0)
        .count();
  }

  /** Takes an active ID from its owner and reserves it. */
  void retire(ConferenceId id, Instant now, Instant freeAt) {
    retired.put(id, new Lookup.Retired(Optional.ofNullable(active.remove(id)), now, freeAt));
    ends.add(new QuarantineEnd(id, freeAt));
  }

  Lookup lookup(ConferenceId id, Instant now) {
    UserId owner = active.get(id);
    if (owner != null) {
      return new Lookup.Active(owner);
    }
    Lookup.Retired reserved = retired.get(id);
    return reserved != null && now.isBefore(reserved.freeAt()) ? reserved : new Lookup.Unknown();
  }

  Capacity capacity(Instant now) {
    reclaim(now);
    return new Capacity(active.size(), retired.size() + withheld);
  }

  /** Forgets whose the retired IDs of a user were. */
  void forget(UserId user) {
    retired.replaceAll(
        (id, was) ->
            was.lastOwner().equals(Optional.of(user))
                ? new Lookup.Retired(Optional.empty(), was.retiredAt(), was.freeAt())
                : was);
  }

  /** Reserves every free ID for ever, but for some. */
  void withholdAllBut(Collection<ConferenceId> left, Instant now) {
    reclaim(now);
    withheld += free.retainAll(left);
  }

  private void reclaim(Instant now) {
    for (QuarantineEnd end = ends.peek();
        end != null && !now.isBefore(end.at());
        end = ends.peek()) {
      ends.remove();
      retired.remove(end.id());
      free.add(end.id());
    }
  }
}
