package org.conferenceid;

/** Callers whose failed attempts are limited together, besides each for itself (B4). */
public enum CallerGroup {
  /** Callers with a number that was let in not long ago. */
  REGULARS,
  /** Callers with any other number. */
  STRANGERS,
  /**
   * Callers of the two groups above who were sent away because their group's budget was used up,
   * and called again when they were told to: people do, and a dialler seldom.
   */
  RETURNING,
  /** Callers without a number, and strangers for whom the limiter has no room. */
  WITHHELD
}
