package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.PriorityQueue;
import org.conferenceid.attendant.CallerGroup;
import org.jspecify.annotations.Nullable;

/**
 * What this node has of a group's budget: attempts that are borrowed from the table and not used.
 * Each is charged there until a moment at which the table gives it back to everybody, and can be
 * used here until then; so all nodes together never have more than the budget. An attempt that
 * succeeds comes back here, and costs the table nothing.
 */
final class CallerBudget {
  /** A group's budget is borrowed in so many portions, if it is large enough. */
  private static final int PORTIONS = 50;

  private final String name;
  private final int attempts;

  /** When the table gives each of them back, by this machine's clock of nanoseconds. */
  private final PriorityQueue<Long> borrowed = new PriorityQueue<>(Long::compare);

  private boolean denied;
  private long freeAt;
  private long askAgainAt;

  CallerBudget(CallerGroup group, boolean attested, int attempts) {
    this.name = group + (attested ? "_ATTESTED" : "");
    this.attempts = attempts;
  }

  /** The name in the table. */
  String name() {
    return name;
  }

  int attempts() {
    return attempts;
  }

  /** How many attempts are borrowed at a time. */
  int portion() {
    return Math.max(1, attempts / PORTIONS);
  }

  /** Whether an attempt is here. */
  private boolean has(long now) {
    while (!borrowed.isEmpty() && borrowed.peek() - now <= 0) {
      borrowed.remove();
    }
    return !borrowed.isEmpty();
  }

  /** Takes an attempt that is here; returns null if none is. */
  synchronized @Nullable Long take(long now) {
    return has(now) ? borrowed.remove() : null;
  }

  /** Puts an attempt here until the table has given it back. */
  synchronized void put(long end, long now) {
    if (end - now > 0) {
      borrowed.add(end);
      denied = false;
    }
  }

  /** Notes that the table has none. */
  synchronized void deny(long now, long wait) {
    denied = true;
    freeAt = now + wait;
    askAgainAt = now + Math.min(wait, LocalDenials.MEMORY.toNanos());
  }

  /** Whether it is known, without asking, that there is none. */
  synchronized boolean isUsedUp(long now) {
    return denied && !has(now) && now - askAgainAt < 0;
  }

  /** How long it takes until there is one, as far as is known; positive. */
  synchronized Duration freeIn(long now) {
    return Duration.ofNanos(Math.max(1, freeAt - now));
  }
}
