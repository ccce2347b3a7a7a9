package org.conferenceid.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;

/**
 * Decides whether a caller may try an ID, from how often attempts have failed (B4). The library has
 * one of its own, which counts in the process: its limits are settings of the auto attendant.
 * Whoever runs several nodes can plug in one that counts for all of them.
 *
 * <p>Safe for use by any number of threads. It is asked once for each attempt while the caller
 * waits, so it must answer quickly.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="GL-1">GL-1
 *   <dd>An attempt counts as failed from the moment at which it is {@linkplain #reserve reserved}.
 *       However many calls come at once, no more of them are looked at than may fail. Whoever is
 *       within the limits is looked at.
 *   <dt id="GL-2">GL-2
 *   <dd>Nothing is reported for an attempt that failed: it stays counted. So does one whose node
 *       died.
 *   <dt id="GL-3">GL-3
 *   <dd>{@link Granted#admitted} and {@link Granted#withdrawn} give back their own attempt and no
 *       other, and nothing if time or {@link #lift} has given it back already. Earlier failures
 *       stay, or else who holds one ID could wash off any number of guesses with it. Both may come
 *       late, after other attempts, and on another thread; a late {@link Granted#admitted} still
 *       makes the caller known.
 *   <dt id="GL-4">GL-4
 *   <dd>A {@linkplain Denied denied} attempt counts for nothing: to call during a lock-out does not
 *       lengthen it, and takes nothing from others.
 *   <dt id="GL-5">GL-5
 *   <dd>All anonymous callers share one budget of failed attempts, all unknown ones another, all
 *       known ones a third: a number costs nothing to invent, and one ID that leaked makes many
 *       numbers known.
 *   <dt id="GL-6">GL-6
 *   <dd>Memory is bounded, whatever numbers callers present, and no lock-out that still holds is
 *       forgotten to make room. A cache that evicts what was not used for long, or a key-value
 *       store set to do so when it is full, breaks this: a guesser who presents many numbers washes
 *       off the lock-out of one. A number for which there is no room is limited all the same.
 *   <dt id="GL-7">GL-7
 *   <dd>It never learns what was keyed, and so cannot tell it. No text of it shows a number.
 *   <dt id="GL-8">GL-8
 *   <dd>Callers that are {@linkplain Caller#equals equal} are one, and all others are several. So a
 *       number that the network {@linkplain Caller#isAttested vouches for} and the same number
 *       without that are limited apart: no attempt with a number that may be forged takes anything
 *       from callers whose number cannot be.
 *   <dt id="GL-9">GL-9
 *   <dd>A caller who was {@linkplain Granted#admitted let in} is known for a time: failed attempts
 *       of callers who are not known take nothing from those who are, and a lock-out of a known
 *       caller is bounded, as the number may have been forged. Whoever holds the ID of one
 *       organizer cannot make the callers of the others unknown.
 *   <dt id="GL-10">GL-10
 *   <dd>What cannot be an ID is no attempt (B4): the library refuses it without asking.
 *   <dt id="GL-11">GL-11
 *   <dd>A lock-out can be {@linkplain #lockouts seen} and {@linkplain #lift lifted} (B20). A caller
 *       whose lock-out was lifted starts anew. A limiter that cannot do that says so.
 *   <dt id="GL-12">GL-12
 *   <dd>Whatever it throws ({@link Throwable}), and if it answers {@code null} or not in the time
 *       that the auto attendant allows, the library's own limiter decides in its place (B23): no
 *       outage opens the bridge to guessing, and none closes it. It is then asked again only after
 *       a pause of 10 seconds, by one caller at a time, so that no more than one waits for it after
 *       each pause. What it grants too late is withdrawn. What is to be given back during the
 *       outage is not, and stays counted: a limiter is too strict for a while then, and never too
 *       lax. The library's own limiter learns all the time who is let in, so that known callers
 *       stay known when it takes over; it does not learn who is locked out.
 *   <dt id="GL-13">GL-13
 *   <dd>What it says of time is true: a failed attempt locks its caller out for as long as {@link
 *       Granted#lockout} says, and after {@link Denied#retryAfter} nothing denies an attempt any
 *       more but attempts that came meanwhile. No denial is for ever.
 * </dl>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface GuessLimiter {

  /**
   * Asks for one attempt, and counts it as failed beforehand. If the auto attendant's time is over,
   * its thread is interrupted, and the answer is withdrawn.
   *
   * @param caller who wants to try
   * @return whether the attempt may be looked at
   */
  Reservation reserve(Caller caller);

  /**
   * Returns the callers who are locked out now, for an administrator.
   *
   * @param limit how many at most; from 1 to 1000
   * @return those with the longest time remaining first
   * @throws UnsupportedOperationException if this limiter cannot list them, as by default
   */
  default List<Lockout> lockouts(int limit) {
    throw new UnsupportedOperationException("this guess limiter cannot list lock-outs");
  }

  /**
   * Forgets a caller's failed attempts, and with them the lock-out. What the caller's group has
   * used up stays so.
   *
   * @param caller who
   * @return whether the caller was locked out
   * @throws UnsupportedOperationException if this limiter cannot lift lock-outs, as by default
   */
  default boolean lift(Caller caller) {
    throw new UnsupportedOperationException("this guess limiter cannot lift lock-outs");
  }

  /** The answer to a caller who wants to try. */
  sealed interface Reservation permits Granted, Denied {}

  /**
   * The attempt may be looked at, and counts as failed until it is given back. Of {@link #admitted}
   * and {@link #withdrawn} at most one is called, once, by any thread. Either may throw or hang:
   * then the attempt stays counted, and the caller's answer is the same. A caller who is let in
   * waits for it no longer than for {@link #reserve}.
   */
  non-sealed interface Granted extends Reservation {

    /**
     * Returns for how long the caller is locked out if this attempt fails.
     *
     * @return positive; empty if the caller may then try again at once
     */
    Optional<Duration> lockout();

    /**
     * Gives the attempt back: the caller keyed a valid ID.
     *
     * @param organizer whose ID it is
     */
    void admitted(UserId organizer);

    /**
     * Gives the attempt back: it came to no judgement, because the store could not be asked or
     * another limiter decided.
     */
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
      Objects.requireNonNull(retryAfter, "retryAfter");
      if (retryAfter.isNegative() || retryAfter.isZero()) {
        throw new InvalidValueException("retry after", "must be positive", retryAfter.toString());
      }
    }
  }
}
