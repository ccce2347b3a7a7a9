package org.conferenceid.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.Admission;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.CallEvent;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.GuessLimits;
import org.junit.jupiter.api.BeforeEach;

/** A world whose telephone rings: one organizer, and callers on the clock of the test. */
abstract class Callers extends World {
  static final Caller CALLER = Caller.of("+33 6 12 34 56 78");
  static final Caller OTHER = Caller.of("+33 6 87 65 43 21");
  static final String WRONG = "not an ID";

  final List<CallEvent> events = new ArrayList<>();
  ConferenceId id;

  @BeforeEach
  void enableSomebody() {
    limit(GuessLimits.ofDefaults());
    id = enable(AMELIE);
  }

  /** Builds anew, with other limits and an empty memory. */
  void limit(GuessLimits limits) {
    conferencing = onThisClock().guessLimits(limits).build();
  }

  AudioConferencingBuilder onThisClock() {
    return builder()
        .nanoTime(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .callListener(events::add)
        .callEventExecutor(Runnable::run);
  }

  Admission call(Caller caller, String keyed) {
    return conferencing.autoAttendant().admit(keyed, caller);
  }

  Admission callRightly(Caller caller) {
    return call(caller, id.digits());
  }

  Admission callWrongly(Caller caller) {
    return call(caller, WRONG);
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
