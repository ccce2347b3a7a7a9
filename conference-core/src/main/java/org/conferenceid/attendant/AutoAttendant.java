package org.conferenceid.attendant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.InvalidConferenceIdException;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.Lookup;
import org.conferenceid.StoreException;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.internal.Threads;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.GuessLimiter;

/**
 * Decides for the phone system whether a caller is let in (S2), and stands against guessing (B4).
 *
 * <pre>{@code
 * Admission admission = conferencing.autoAttendant().admit("483 9201#", Caller.of(callerId));
 * if (admission instanceof Admission.Admitted admitted) {
 *   connect(admitted.organizer());
 * }
 * }</pre>
 *
 * <p>Obtained from {@link AudioConferencing#autoAttendant}. Safe for use by any number of threads.
 * What it answers is true at that moment: an ID that was reset before the call is refused (S9).
 */
public final class AutoAttendant {
  private static final int MAX_LOCKOUTS = 1_000;

  private final ConferenceStore store;
  private final GuessLimiter limiter;
  private final CallEvents events;
  private final MetricsRecorder meters;

  AutoAttendant(ConferenceStore store, GuessLimiter limiter, CallEvents events, MetricsRecorder meters) {
    this.store = store;
    this.limiter = limiter;
    this.events = events;
    this.meters = meters;
  }

  public static AutoAttendant of(AudioConferencingBuilder settings, ConferenceStore store, MetricsRecorder meters) {
    CallEvents events =
        new CallEvents(
            settings.callListeners,
            Threads.callEvents(),
            new LimitedCalls(
                Objects.requireNonNullElseGet(settings.callEventExecutor, Threads::callListeners),
                CallEvents.MAX_HANGING,
                settings.callListenerTimeout));
    InProcessGuessLimiter own =
        new InProcessGuessLimiter(settings.guessLimits, settings.nanoTime, events);
    GuessLimiter plugged = settings.guessLimiter;
    return new AutoAttendant(
        store, plugged == null ? own : guarded(plugged, own, settings), events, meters);
  }

  private static GuessLimiter guarded(
      GuessLimiter plugged, InProcessGuessLimiter own, AudioConferencingBuilder settings) {
    LimitedCalls calls =
        new LimitedCalls(
            Threads.guessLimiter(), GuardedGuessLimiter.MAX_AT_ONCE, settings.guessLimiterTimeout);
    return new GuardedGuessLimiter(plugged, own, calls, settings.nanoTime);
  }

  /**
   * Judges the digits that a caller keyed. They are read as a phone system would: grouping spaces
   * and one trailing {@code #} do not matter. Anything that is not the ID of an enabled user is
   * refused in the same way, whether it is malformed, retired or unknown (B3).
   *
   * <p>A retired or unknown ID counts as a failed attempt of the caller (B4). After too many of
   * them, here or on the whole bridge, the digits are not looked at: see {@link GuessLimits}. What
   * cannot be an ID, such as nothing at all or too few digits, is no guess: it is refused, and
   * neither counts nor is limited.
   *
   * <p>Call it for each ID that is keyed, also for several in one call.
   *
   * @param keyed what the caller keyed
   * @param caller who calls, as the network says
   * @return admitted, with the organizer, or refused, or throttled
   * @throws StoreException if the store cannot be used; it does not count as an attempt, as the
   *     caller has learnt nothing
   */
  public Admission admit(String keyed, Caller caller) {
    Objects.requireNonNull(keyed, "keyed");
    Objects.requireNonNull(caller, "caller");
    Optional<ConferenceId> id = read(keyed);
    return id.isPresent() ? meters.call(() -> judge(id.get(), caller)) : meters.noId();
  }

  /**
   * Returns the callers who are locked out now, for an administrator (B20, B22): people whose
   * number somebody forges are among them.
   *
   * @param limit how many at most; from 1 to 1000
   * @return those with the longest time remaining first
   * @throws InvalidValueException if the limit is out of its range
   * @throws UnsupportedOperationException if the limiter that was plugged in cannot list them
   */
  public List<Lockout> lockouts(int limit) {
    if (limit < 1 || limit > MAX_LOCKOUTS) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LOCKOUTS, "" + limit);
    }
    return limiter.lockouts(limit);
  }

  /**
   * Lifts a caller's lock-out (B20): the failed attempts are forgotten. The number as the network
   * vouches for it and as it only presents it are two callers.
   *
   * @param caller who
   * @return whether the caller was locked out
   * @throws UnsupportedOperationException if the limiter that was plugged in cannot do that
   */
  public boolean lift(Caller caller) {
    return limiter.lift(Objects.requireNonNull(caller, "caller"));
  }

  private Admission judge(ConferenceId id, Caller caller) {
    GuessLimiter.Reservation reservation = limiter.reserve(caller);
    if (reservation instanceof GuessLimiter.Denied denied) {
      return new Admission.Throttled(denied.retryAfter());
    }
    GuessLimiter.Granted granted = (GuessLimiter.Granted) reservation;
    Lookup found = lookup(id, granted);
    if (found instanceof Lookup.Active active) {
      granted.admitted(active.owner());
      return new Admission.Admitted(active.owner());
    }
    events.refused(new CallEvents.Refusal(caller, id, found, granted.lockout()));
    return new Admission.Refused();
  }

  private static Optional<ConferenceId> read(String keyed) {
    try {
      return Optional.of(ConferenceId.ofKeyed(keyed));
    } catch (InvalidConferenceIdException malformed) {
      return Optional.empty();
    }
  }

  private Lookup lookup(ConferenceId id, GuessLimiter.Granted granted) {
    boolean judged = false;
    try {
      Lookup found = Objects.requireNonNull(store.lookup(id), "lookup");
      judged = true;
      return found;
    } finally {
      if (!judged) {
        granted.withdrawn();
      }
    }
  }
}
