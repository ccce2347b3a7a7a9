package org.conferenceid;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.spi.GuessLimiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the faults of a limiter that is plugged in away from callers. While it throws, the
 * library's own decides: to let everybody try would make an outage the guesser's hour, and to let
 * nobody in would make every outage one of the bridge.
 */
final class GuardedGuessLimiter implements GuessLimiter {
  private static final Logger log = LoggerFactory.getLogger(AutoAttendant.class);

  private final GuessLimiter plugged;
  private final GuessLimiter own;
  private final AtomicBoolean failing = new AtomicBoolean();

  GuardedGuessLimiter(GuessLimiter plugged, GuessLimiter own) {
    this.plugged = plugged;
    this.own = own;
  }

  @Override
  public Reservation reserve(Caller caller) {
    Reservation answer;
    try {
      answer = guarded(plugged.reserve(caller));
    } catch (RuntimeException e) {
      if (failing.compareAndSet(false, true)) {
        log.error(
            "the guess limiter failed, attempts are counted in this process until it works", e);
      }
      return own.reserve(caller);
    }
    if (failing.compareAndSet(true, false)) {
      log.info("the guess limiter works again");
    }
    return answer;
  }

  private static Reservation guarded(Reservation answer) {
    return Objects.requireNonNull(answer, "reservation") instanceof Granted granted
        ? new Guarded(granted, Objects.requireNonNull(granted.lockout(), "lockout"))
        : answer;
  }

  /** What cannot be given back stays counted; the caller's answer is the same. */
  private record Guarded(Granted granted, Optional<Duration> lockout) implements Granted {

    @Override
    public void admitted() {
      quietly(granted::admitted);
    }

    @Override
    public void withdrawn() {
      quietly(granted::withdrawn);
    }

    private static void quietly(Runnable giveBack) {
      try {
        giveBack.run();
      } catch (RuntimeException e) {
        log.error("the guess limiter could not take an attempt back, it stays counted", e);
      }
    }
  }
}
