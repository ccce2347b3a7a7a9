package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.conferenceid.Capacity;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;

/**
 * Which ID is whose, in quarantine, or free. Whether a quarantine is over is told by comparison
 * with the given moment alone (CS-4); the ends are queued only so that the free set hears of them
 * before it is asked. Not safe for use by several threads, except that {@link #lookup} may be
 * called while something is changed, see there.
 */
final class IdSpace {
  private final FreeIds free = FreeIds.all();

  /** The IDs that are active or retired. */
  private final Map<ConferenceId, Lookup> known = new ConcurrentHashMap<>();

  private final PriorityQueue<QuarantineEnd> ends =
      new PriorityQueue<>(Comparator.comparing(QuarantineEnd::at));
  private int active;
  private int withheld;

  private record QuarantineEnd(ConferenceId id, Instant at) {}

  /** Gives a user the first free one of the candidates, or any free one (CS-3). */
  Optional<ConferenceId> assign(UserId user, ConferenceIdGenerator candidates, Instant now) {
    reclaim(now);
    Optional<ConferenceId> taken = free.take(candidates);
    taken.ifPresent(id -> activate(id, user));
    return taken;
  }

  private void activate(ConferenceId id, UserId user) {
    // A key of its own lies beside its entry in memory: one wait less for each lookup.
    known.put(ConferenceId.of(id.value()), new Lookup.Active(user));
    active++;
  }

  /** Undoes an assignment that nobody has seen. */
  void giveBack(ConferenceId id) {
    known.remove(id);
    active--;
    free.add(id);
  }

  boolean isFree(ConferenceId id, Instant now) {
    reclaim(now);
    return free.contains(id);
  }

  /** Gives a user an ID that is free. */
  void take(ConferenceId id, UserId user) {
    free.remove(id);
    activate(id, user);
  }

  /** How many quarantines that last now will be over after a time. */
  long freedUntil(Instant now, Duration period) {
    return known.values().stream()
        .filter(Lookup.Retired.class::isInstance)
        .map(Lookup.Retired.class::cast)
        .map(reserved -> Duration.between(now, reserved.freeAt()))
        .filter(left -> !left.isNegative() && !left.isZero() && left.compareTo(period) <= 0)
        .count();
  }

  /** Takes an active ID from its owner and reserves it. */
  void retire(ConferenceId id, Instant now, Instant freeAt) {
    Optional<UserId> owner =
        known.get(id) instanceof Lookup.Active was ? Optional.of(was.owner()) : Optional.empty();
    known.put(id, new Lookup.Retired(owner, now, freeAt));
    active--;
    ends.add(new QuarantineEnd(id, freeAt));
  }

  /**
   * What an ID is. While something is changed, what is told of one ID may be from before and what
   * is told of another from after. The clock is asked only where it matters.
   */
  Lookup lookup(ConferenceId id, Supplier<Instant> now) {
    Lookup is = known.get(id);
    if (is instanceof Lookup.Retired reserved && !now.get().isBefore(reserved.freeAt())) {
      return new Lookup.Unknown();
    }
    return is == null ? new Lookup.Unknown() : is;
  }

  Capacity capacity(Instant now) {
    reclaim(now);
    return new Capacity(active, known.size() - active + withheld);
  }

  /** Forgets whose the retired IDs of a user were. */
  void forget(UserId user) {
    known.replaceAll(
        (id, was) ->
            was instanceof Lookup.Retired reserved && reserved.lastOwner().equals(Optional.of(user))
                ? new Lookup.Retired(Optional.empty(), reserved.retiredAt(), reserved.freeAt())
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
      known.remove(end.id());
      free.add(end.id());
    }
  }
}
