package org.conferenceid.attendant;

/**
 * Callers whose failed attempts are limited together, besides each for itself (B4). Of callers with
 * a number, those whose number the network vouches for and those whose number may be forged are
 * limited apart.
 *
 * @since 0.1.0
 */
public enum CallerGroup {
  /** Callers with a number that was let in not long ago. */
  KNOWN,
  /** Callers with any other number. */
  UNKNOWN,
  /** Callers without a number, and unknown ones for whom the limiter has no room. */
  ANONYMOUS
}
