package org.conferenceid;

import java.util.Objects;
import java.util.Optional;
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
  private final ConferenceStore store;
  private final GuessLimiter limiter;
  private final CallEvents events;
  private final Meters meters;

  AutoAttendant(ConferenceStore store, GuessLimiter limiter, CallEvents events, Meters meters) {
    this.store = store;
    this.limiter = limiter;
    this.events = events;
    this.meters = meters;
  }

  static AutoAttendant of(AudioConferencingBuilder settings, ConferenceStore store, Meters meters) {
    CallEvents events =
        new CallEvents(
            settings.callListeners,
            Objects.requireNonNullElseGet(settings.callEventExecutor, Threads::callEvents));
    GuessLimiter own = new InProcessGuessLimiter(settings.guessLimits, settings.nanoTime, events);
    GuessLimiter plugged = settings.guessLimiter;
    return new AutoAttendant(
        store, plugged == null ? own : new GuardedGuessLimiter(plugged, own), events, meters);
  }

  /**
   * Judges the digits that a caller keyed. They are read as a phone system would: grouping spaces
   * and one trailing {@code #} do not matter. Anything that is not the ID of an enabled user is
   * refused in the same way, whether it is malformed, retired or unknown (B3), and counts as a
   * failed attempt of the caller (B4). After too many of them, here or on the whole bridge, the
   * digits are not looked at: see {@link GuessLimits}.
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
    return meters.call(() -> judge(keyed, caller));
  }

  private Admission judge(String keyed, Caller caller) {
    GuessLimiter.Reservation reservation = limiter.reserve(caller);
    if (reservation instanceof GuessLimiter.Denied denied) {
      return new Admission.Throttled(denied.retryAfter());
    }
    GuessLimiter.Granted granted = (GuessLimiter.Granted) reservation;
    Optional<ConferenceId> id = read(keyed);
    Lookup found = id.isPresent() ? lookup(id.get(), granted) : new Lookup.Unknown();
    if (found instanceof Lookup.Active active) {
      granted.admitted();
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
      Lookup found = store.lookup(id);
      judged = true;
      return found;
    } finally {
      if (!judged) {
        granted.withdrawn();
      }
    }
  }
}
