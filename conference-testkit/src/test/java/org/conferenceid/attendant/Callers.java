package org.conferenceid.attendant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.behaviour.World;
import org.junit.jupiter.api.BeforeEach;

/** A world whose telephone rings: one organizer, and callers on the clock of the test. */
abstract class Callers extends World {
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final Caller CALLER = Caller.of("+33 6 12 34 56 78");
  static final Caller OTHER = Caller.of("+33 6 87 65 43 21");

  ConferenceId id;
  private final BlockingQueue<CallEvent> coming = new LinkedBlockingQueue<>();
  private final List<CallEvent> heard = new ArrayList<>();
  private ConferenceId retired;
  private int heardBy;

  @BeforeEach
  void enableSomebody() {
    limit(GuessLimits.ofDefaults());
    id = enable(AMELIE);
    UserId nobody = UserId.of("nobody");
    retired = enable(nobody);
    conferencing.administration().disable(nobody);
  }

  /** Builds anew, with other limits and an empty memory. */
  void limit(GuessLimits limits) {
    conferencing = onThisClock().attendant(component -> component.guessLimits(limits)).build();
  }

  AudioConferencingBuilder onThisClock() {
    return onThisClock(event -> {});
  }

  /** With another listener, which is told first. */
  AudioConferencingBuilder onThisClock(CallListener first) {
    return builder()
        .timeSource(time(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos()))
        .attendant(component -> component.listener(first).listener(coming::add));
  }

  Admission call(Caller caller, String keyed) {
    return conferencing.attendant().admit(keyed, caller);
  }

  Admission callRightly(Caller caller) {
    return call(caller, id.digits());
  }

  Admission callWrongly(Caller caller) {
    return call(caller, id.value() == 4_839_201 ? "4839202" : "4839201");
  }

  /**
   * Waits until the listener has heard of everything so far, by a call of somebody else that it
   * hears of last.
   */
  List<CallEvent> heard() {
    Caller last = Caller.attested("+" + (990_000_000_000L + heardBy++));
    call(last, retired.digits());
    try {
      while (true) {
        CallEvent event = coming.take();
        if (event instanceof CallEvent.RetiredIdUsed used && used.caller().equals(last)) {
          return heard;
        }
        if (!(event instanceof CallEvent.CallerLockedOut locked && locked.caller().equals(last))) {
          heard.add(event);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets an attempt of each of so many strangers fail. */
  void strangersFail(int number) {
    for (int i = 0; i < number; i++) {
      callWrongly(stranger(i));
    }
  }

  static Caller stranger(int number) {
    return Caller.of("+" + (44_000_000_000L + number));
  }

  static Admission admitted() {
    return new Admission.Admitted(AMELIE);
  }

  static Admission refused() {
    return new Admission.Refused();
  }

  static Admission throttled(Duration retryAfter) {
    return new Admission.Throttled(retryAfter);
  }
}
