package org.conferenceid.attendant;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A number of failed attempts for a time, which come back evenly over that time, the earliest
 * first. Guarded by the limiter's lock.
 */
final class GuessBudget {
  private final CallerGroup group;
  private final boolean attested;
  private final int attempts;
  private final long oneComesBackIn;

  /** The attempts that are used, the earliest first; so none comes back twice. */
  private final Set<Object> used = new LinkedHashSet<>();

  private long nextComesBackAt;
  private boolean attacked;

  GuessBudget(CallerGroup group, boolean attested, GuessLimits limits) {
    this.group = group;
    this.attested = attested;
    this.attempts = limits.budget(group);
    this.oneComesBackIn = limits.window().toNanos() / attempts;
  }

  CallerGroup group() {
    return group;
  }

  boolean attested() {
    return attested;
  }

  /** Returns how long it takes until an attempt is there; 0 if there is one. */
  long waitFrom(long now) {
    bringBack(now);
    return used.size() < attempts ? 0 : nextComesBackAt - now;
  }

  void take(Object attempt, long now) {
    if (used.isEmpty()) {
      nextComesBackAt = now + oneComesBackIn;
    }
    used.add(attempt);
  }

  /** Gives an attempt back, unless it has come back by itself. */
  void giveBack(Object attempt, long now) {
    bringBack(now);
    used.remove(attempt);
  }

  private void bringBack(long now) {
    Iterator<Object> earliest = used.iterator();
    while (earliest.hasNext() && now - nextComesBackAt >= 0) {
      earliest.next();
      earliest.remove();
      nextComesBackAt += oneComesBackIn;
    }
  }

  /** Notes that somebody found it used up. Returns whether that is news. */
  boolean beginAttack() {
    boolean news = !attacked;
    attacked = true;
    return news;
  }

  /** Ends the attack once half of the budget is back. Returns whether that is news. */
  boolean endAttack(long now) {
    if (!attacked) {
      return false;
    }
    bringBack(now);
    attacked = used.size() > attempts / 2;
    return !attacked;
  }
}
