package org.conferenceid.spi;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;

/**
 * Decides whether a caller may try an ID, from how often attempts have failed (B4). The library has
 * one of its own, which counts in the process: see {@link org.conferenceid.GuessLimits}. Whoever
 * runs several nodes can plug in one that counts for all of them.
 *
 * <p>Safe for use by any number of threads. It is asked once for each attempt, on the caller's
 * path, so it must answer quickly. While it throws, the library's own limiter decides in its place:
 * no outage opens the bridge to guessing, and none closes it.
 *
 * <p>Rules:
 *
 * <dl>
 *   <dt>GL-1
 *   <dd>An attempt counts as failed from the moment at which it is {@linkplain #reserve reserved}.
 *       However many calls come at once, no more of them are looked at than may fail.
 *   <dt>GL-2
 *   <dd>Nothing is reported for an attempt that failed: it stays counted. So does one whose node
 *       died.
 *   <dt>GL-3
 *   <dd>{@link Granted#admitted} and {@link Granted#withdrawn} give back their own attempt and no
 *       other. Earlier failures stay, or else who holds one ID could wash off any number of guesses
 *       with it.
 *   <dt>GL-4
 *   <dd>A {@linkplain Denied denied} attempt counts for nothing: to call during a lock-out does not
 *       lengthen it.
 *   <dt>GL-5
 *   <dd>All withheld callers share one budget.
 *   <dt>GL-6
 *   <dd>Memory is bounded, whatever numbers callers present, and no lock-out that still holds is
 *       forgotten to make room.
 *   <dt>GL-7
 *   <dd>It never learns what was keyed, and so cannot tell it.
 * </dl>
 */
@FunctionalInterface
public interface GuessLimiter {

  /**
   * Asks for one attempt, and counts it as failed beforehand.
   *
   * @param caller who wants to try
   * @return whether the attempt may be looked at
   */
  Reservation reserve(Caller caller);

  /** The answer to a caller who wants to try. */
  sealed interface Reservation permits Granted, Denied {}

  /**
   * The attempt may be looked at, and counts as failed until it is given back. Of {@link #admitted}
   * and {@link #withdrawn} at most one is called, once.
   */
  non-sealed interface Granted extends Reservation {

    /**
     * For how long the caller is locked out if this attempt fails.
     *
     * @return positive; empty if the caller may then try again at once
     */
    Optional<Duration> lockout();

    /** The caller keyed a valid ID. */
    void admitted();

    /** The attempt came to no judgement, because the store could not be asked. */
    void withdrawn();
  }

  /**
   * The attempt must not be looked at.
   *
   * @param retryAfter after which time it is worth while to try again; positive
   */
  record Denied(Duration retryAfter) implements Reservation {

    /**
     * Checks the time.
     *
     * @param retryAfter after which time it is worth while to try again
     * @throws InvalidValueException if it is not positive
     */
    public Denied {
      if (retryAfter.isNegative() || retryAfter.isZero()) {
        throw new InvalidValueException("retry after", "must be positive", retryAfter.toString());
      }
    }
  }
}
