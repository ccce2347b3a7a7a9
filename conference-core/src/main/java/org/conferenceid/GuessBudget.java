package org.conferenceid;

/**
 * A number of failed attempts for a time, which come back evenly over that time. It needs no list
 * of attempts: it keeps the moment at which all of them will be back. Guarded by the limiter's
 * lock.
 */
final class GuessBudget {
  private final CallerGroup group;
  private final long window;
  private final long oneComesBackIn;
  private long allBackAt;
  private boolean attacked;

  GuessBudget(CallerGroup group, int attempts, long windowNanos, long now) {
    this.group = group;
    this.oneComesBackIn = windowNanos / attempts;
    this.window = oneComesBackIn * attempts;
    this.allBackAt = now;
  }

  CallerGroup group() {
    return group;
  }

  /** How long it takes until an attempt is there; 0 if there is one. */
  long waitFrom(long now) {
    return Math.max(0, missing(now) + oneComesBackIn - window);
  }

  void take(long now) {
    allBackAt = now + missing(now) + oneComesBackIn;
  }

  void giveBack() {
    allBackAt -= oneComesBackIn;
  }

  private long missing(long now) {
    return Math.max(0, allBackAt - now);
  }

  boolean attacked() {
    return attacked;
  }

  /** Somebody found the budget used up. Whether that is news. */
  boolean attackBegins() {
    boolean news = !attacked;
    attacked = true;
    return news;
  }

  /** Whether there was an attack, and half of the budget is back: then there is none any more. */
  boolean attackEnds(long now) {
    boolean news = attacked && missing(now) <= window / 2;
    attacked &= !news;
    return news;
  }
}
