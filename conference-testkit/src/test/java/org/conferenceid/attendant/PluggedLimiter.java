package org.conferenceid.attendant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.spi.GuessLimiter;

/** A world whose callers are judged by a limiter of the application. */
abstract class PluggedLimiter extends Callers {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());

  void plug(GuessLimiter limiter) {
    conferencing = onThisClock().attendant(component -> component.guessLimiter(limiter)).build();
  }

  final GuessLimiter.Granted granted(Optional<Duration> lockout) {
    return new GuessLimiter.Granted() {
      @Override
      public Optional<Duration> lockout() {
        return lockout;
      }

      @Override
      public void admitted(UserId organizer) {
        calls.add("admitted " + organizer.value());
      }

      @Override
      public void withdrawn() {
        calls.add("withdrawn");
      }
    };
  }
}
