package org.conferenceid.attendant;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.conferenceid.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that were let in not long ago. Each belongs to the organizer by whose ID it was let in
 * first, and each organizer has room for so many: whoever holds one ID can then push out that
 * organizer's callers, and nobody else's. Guarded by the limiter's lock.
 */
final class KnownNumbers {
  private final int max;
  private final int maxPerOrganizer;
  private final long knownFor;

  /** Who was let in longest ago stands first, here and in each organizer's set. */
  private final Map<String, Known> known = new LinkedHashMap<>();

  private final Map<UserId, Set<String>> byOrganizer = new HashMap<>();

  KnownNumbers(GuessLimits limits) {
    this.max = limits.trackedCallers();
    this.maxPerOrganizer = limits.knownPerOrganizer();
    this.knownFor = limits.knownFor().toNanos();
  }

  boolean contains(String number, long now) {
    return isKnown(known.get(number), now);
  }

  private boolean isKnown(@Nullable Known entry, long now) {
    return entry != null && now - entry.at < knownFor;
  }

  /** Remembers that a number was let in. */
  void add(String number, UserId organizer, long now) {
    Known before = known.get(number);
    UserId owner = before != null && isKnown(before, now) ? before.organizer : organizer;
    remove(number);
    Set<String> numbers = byOrganizer.computeIfAbsent(owner, unused -> new LinkedHashSet<>());
    if (numbers.size() >= maxPerOrganizer) {
      String oldest = numbers.iterator().next();
      numbers.remove(oldest);
      known.remove(oldest);
    }
    numbers.add(number);
    known.put(number, new Known(owner, now));
    forget(now);
  }

  /** Forgets those whose time is over, and the oldest of too many. */
  private void forget(long now) {
    while (true) {
      Iterator<Map.Entry<String, Known>> oldestFirst = known.entrySet().iterator();
      Map.Entry<String, Known> oldest = oldestFirst.next(); // there is one: it was just added
      if (isKnown(oldest.getValue(), now) && known.size() <= max) {
        return;
      }
      remove(oldest.getKey());
    }
  }

  private void remove(String number) {
    Known entry = known.remove(number);
    if (entry != null) {
      byOrganizer.computeIfPresent(
          entry.organizer,
          (unused, numbers) -> numbers.remove(number) && numbers.isEmpty() ? null : numbers);
    }
  }

  int size() {
    return known.size();
  }

  private record Known(UserId organizer, long at) {}
}
