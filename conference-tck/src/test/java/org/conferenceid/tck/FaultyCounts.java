package org.conferenceid.tck;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.GuessLimits;

/** Limiters that count wrongly, or give back wrongly: each has one fault. */
final class FaultyCounts {
  private FaultyCounts() {}

  /** Counts an attempt only after a while, as one that waits for the failure would. */
  static final class CountsAfterTheLook extends MapGuessLimiter {
    CountsAfterTheLook(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Optional<Reservation> check(Caller caller) {
      long now = time.nanoTime();
      Failures failures = failuresOf(caller, now);
      boolean underWay = failures != null && !failures.attempts.isEmpty() && failures.lastAt == now;
      return underWay ? Optional.empty() : super.check(caller);
    }
  }

  static final class ChecksThenActs extends MapGuessLimiter {
    private final Meeting between = new Meeting();

    ChecksThenActs(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public Reservation reserve(Caller caller) {
      Optional<Reservation> denied = check(caller);
      between.await();
      return denied.orElseGet(() -> count(caller));
    }
  }

  static final class DeniesEverybodyAfterOneFailure extends MapGuessLimiter {
    DeniesEverybodyAfterOneFailure(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Optional<Duration> lockout(int failures, boolean known) {
      return super.lockout(failures + 1, known);
    }
  }

  /** Each node counts for itself. */
  static final class CountsOnEachNode extends MapGuessLimiter {
    CountsOnEachNode(GuessLimits limits, TimeSource time, Shared unused) {
      super(limits, time, new Shared());
    }
  }

  /** As one whose entries live for some minutes only. */
  static final class ForgetsFailuresSoon extends MapGuessLimiter {
    ForgetsFailuresSoon(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Failures failuresOf(Caller caller, long now) {
      Failures failures = super.failuresOf(caller, now);
      boolean old = failures != null && now - failures.lastAt > Duration.ofHours(2).toNanos();
      return old ? new Failures() : failures;
    }
  }

  /** Takes the latest failure off, whichever attempt is given back. */
  static final class GivesBackAnothersAttempt extends MapGuessLimiter {
    GivesBackAnothersAttempt(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void giveBack(Ticket ticket) {
      super.giveBack(ticket);
      if (ticket.failures != null) {
        ticket.failures.lockedUntil = 0;
      }
    }
  }

  static final class ResetsEverythingOnSuccess extends MapGuessLimiter {
    ResetsEverythingOnSuccess(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void remember(Caller caller, UserId organizer) {
      shared.failing.remove(key(caller));
      super.remember(caller, organizer);
    }
  }

  static final class GivesNothingBack extends MapGuessLimiter {
    GivesNothingBack(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void giveBack(Ticket ticket) {
      // stays counted
    }
  }

  /** Lowers a counter of the group, whichever window the attempt was taken from. */
  static final class GivesBackToTheGroupTwice extends MapGuessLimiter {
    GivesBackToTheGroupTwice(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void giveBack(Ticket ticket) {
      super.giveBack(ticket);
      long now = time.nanoTime();
      Window current = window(group(ticket.caller, ticket.failures != null, now), now);
      if (!current.equals(ticket.window) && !current.used().isEmpty()) {
        current.used().remove(current.used().iterator().next());
      }
    }
  }

  /** Lowers a counter of the number, whether it still has the attempt or not. */
  static final class GivesBackToTheNumberTwice extends MapGuessLimiter {
    GivesBackToTheNumberTwice(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void giveBack(Ticket ticket) {
      super.giveBack(ticket);
      Failures current = shared.failing.get(key(ticket.caller));
      if (current != null && current != ticket.failures) {
        current.attempts.remove(current.attempts.iterator().next());
      }
    }
  }

  static final class LosesLateSuccesses extends MapGuessLimiter {
    LosesLateSuccesses(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void remember(Caller caller, UserId organizer) {
      if (shared.windows.values().stream().anyMatch(w -> w.until() > time.nanoTime())) {
        super.remember(caller, organizer);
      }
    }
  }

  static final class LengthensTheLockOut extends MapGuessLimiter {
    LengthensTheLockOut(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      Failures failures = shared.failing.get(key(caller));
      if (failures != null && failures.lockedUntil > time.nanoTime()) {
        failures.lockedUntil = time.nanoTime() + limits.initialLockout().toNanos();
      }
      return super.denied(caller, nanos);
    }
  }

  static final class TakesFromTheGroupWhenDenied extends MapGuessLimiter {
    TakesFromTheGroupWhenDenied(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      long now = time.nanoTime();
      window(group(caller, caller.number().isPresent(), now), now).used().add(new Object());
      return super.denied(caller, nanos);
    }
  }

  static final class CountsWhatTheGroupIsDenied extends MapGuessLimiter {
    CountsWhatTheGroupIsDenied(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      long now = time.nanoTime();
      Failures failures = failuresOf(caller, now);
      if (failures != null && failures.lockedUntil <= now) {
        failures.lastAt = now;
        failures.attempts.add(new Object());
        shared.failing.put(key(caller), failures);
      }
      return super.denied(caller, nanos);
    }
  }
}
