package org.conferenceid;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers to each of which something happened at a moment, remembered for a time from then on. When
 * there are too many, those that were put in longest ago are forgotten first. Guarded by the
 * limiter's lock.
 */
final class RecentNumbers {
  private final int most;
  private final long keptFor;
  private final Map<String, Long> moments = new LinkedHashMap<>();

  RecentNumbers(int most, long keptForNanos) {
    this.most = most;
    this.keptFor = keptForNanos;
  }

  /** Whether the number's moment has come and is not forgotten. */
  boolean has(String number, long now) {
    Long moment = moments.get(number);
    return moment != null && now - moment >= 0 && now - moment < keptFor;
  }

  /** Remembers a moment, which may be to come, in place of an earlier one. */
  void put(String number, long moment, long now) {
    moments.remove(number); // so that it stands at the end again
    moments.put(number, moment);
    forget(now);
  }

  /** Remembers a moment, unless there is one that has not been forgotten. */
  void putIfAbsent(String number, long moment, long now) {
    Long known = moments.get(number);
    if (known == null || now - known >= keptFor) {
      put(number, moment, now);
    }
  }

  private void forget(long now) {
    Iterator<Long> oldestFirst = moments.values().iterator();
    while (oldestFirst.hasNext()) {
      if (now - oldestFirst.next() < keptFor && moments.size() <= most) {
        return;
      }
      oldestFirst.remove();
    }
  }

  int size() {
    return moments.size();
  }
}
