package org.conferenceid.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.capacity.Capacity;

/**
 * Which ID is whose, in quarantine, or free. Whether a quarantine is over is told by comparison
 * with the given moment alone (CS-4). Not safe for use by several threads.
 */
final class IdSpace {
  /** How many candidates are drawn before all free IDs are listed. */
  private static final int DRAWS = 1024;

  /** The IDs that are active or retired, or were until a quarantine was over. */
  private final Map<ConferenceId, Lookup> known = new HashMap<>();

  /** The IDs that there are, if not all. */
  private Optional<Set<ConferenceId>> circulating = Optional.empty();

  /** Makes every ID free. */
  void clear() {
    known.clear();
    circulating = Optional.empty();
  }

  /** Gives a user the first free one of the candidates, or any free one (CS-3). */
  Optional<ConferenceId> assign(UserId user, ConferenceIdGenerator candidates, Instant now) {
    Optional<ConferenceId> taken = choose(candidates, now);
    taken.ifPresent(id -> take(id, user));
    return taken;
  }

  private Optional<ConferenceId> choose(ConferenceIdGenerator candidates, Instant now) {
    for (int draw = 0; draw < DRAWS; draw++) {
      ConferenceId candidate = candidates.next();
      if (isFree(candidate, now)) {
        return Optional.of(candidate);
      }
    }
    int[] free = everyId().filter(id -> isFree(ConferenceId.of(id), now)).toArray();
    return free.length == 0
        ? Optional.empty()
        : Optional.of(ConferenceId.of(free[candidates.nextIndex(free.length)]));
  }

  private IntStream everyId() {
    return circulating
        .map(ids -> ids.stream().mapToInt(ConferenceId::value).sorted())
        .orElseGet(
            () -> IntStream.rangeClosed(ConferenceIdPolicy.LOWEST, ConferenceIdPolicy.HIGHEST));
  }

  /** Undoes an assignment that nobody has seen. */
  void giveBack(ConferenceId id) {
    known.remove(id);
  }

  boolean isFree(ConferenceId id, Instant now) {
    return lookup(id, now) instanceof Lookup.Unknown
        && circulating.map(ids -> ids.contains(id)).orElse(true)
        && !ConferenceIdPolicy.isGuessable(id);
  }

  /** Gives a user an ID that is free. */
  void take(ConferenceId id, UserId user) {
    known.put(id, new Lookup.Active(user));
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
  }

  /** What an ID is. */
  Lookup lookup(ConferenceId id, Instant now) {
    Lookup is = known.getOrDefault(id, new Lookup.Unknown());
    return is instanceof Lookup.Retired reserved && !now.isBefore(reserved.freeAt())
        ? new Lookup.Unknown()
        : is;
  }

  Capacity capacity(Instant now) {
    long active = known.values().stream().filter(Lookup.Active.class::isInstance).count();
    long retired =
        known.keySet().stream().filter(id -> lookup(id, now) instanceof Lookup.Retired).count();
    long withheld =
        circulating.map(ids -> (long) ConferenceIdPolicy.ISSUABLE - ids.size()).orElse(0L);
    return new Capacity(active, retired + withheld);
  }

  /** The retired IDs whose last owner is a user, each with when it was retired. */
  Stream<Map.Entry<ConferenceId, Instant>> retiredOf(UserId user) {
    return known.entrySet().stream()
        .flatMap(
            one ->
                one.getValue() instanceof Lookup.Retired reserved
                        && reserved.lastOwner().equals(Optional.of(user))
                    ? Stream.of(Map.entry(one.getKey(), reserved.retiredAt()))
                    : Stream.empty());
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
    Set<ConferenceId> stay = new HashSet<>();
    left.stream().filter(id -> isFree(id, now)).forEach(stay::add);
    known.keySet().stream().filter(id -> !isFree(id, now)).forEach(stay::add);
    circulating = Optional.of(stay);
  }
}
