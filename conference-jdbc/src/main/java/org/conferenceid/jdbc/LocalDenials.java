package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.conferenceid.Caller;

/**
 * The lock-outs that this node has met, so that a caller who goes on calling costs no statement. A
 * lock-out is believed for a short time, and then looked up again: another node may have lifted it.
 */
final class LocalDenials {
  /** For how long what the table has said about a lock-out is believed. */
  static final Duration MEMORY = Duration.ofSeconds(10);

  private static final int MAX = 10_000;

  private final Map<Caller, LockedOut> locked = new ConcurrentHashMap<>();

  private record LockedOut(long end, long askAgainAt) {}

  /** How many nanoseconds a lock-out lasts that is known without asking; 0 if none is. */
  long lockedFor(Caller caller, long now) {
    LockedOut found = locked.get(caller);
    if (found == null) {
      return 0;
    }
    if (now - found.askAgainAt < 0) {
      return found.end - now;
    }
    locked.remove(caller, found);
    return 0;
  }

  void add(Caller caller, long now, long nanos) {
    if (locked.size() >= MAX) {
      locked.values().removeIf(found -> now - found.askAgainAt >= 0);
    }
    if (locked.size() < MAX) {
      locked.put(caller, new LockedOut(now + nanos, now + Math.min(nanos, MEMORY.toNanos())));
    }
  }

  void remove(Caller caller) {
    locked.remove(caller);
  }
}
