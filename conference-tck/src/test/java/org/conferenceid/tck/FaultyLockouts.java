package org.conferenceid.tck;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.TimeSource;
import org.conferenceid.attendant.GuessLimits;

/** Limiters that tell something wrong, or lift wrongly: each has one fault. */
final class FaultyLockouts {
  private FaultyLockouts() {}

  static final class ShowsNumbers extends MapGuessLimiter {
    ShowsNumbers(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public String toString() {
      List<String> numbers =
          shared.failing.keySet().stream()
              .map(caller -> ((Caller) caller).number().orElse(""))
              .toList();
      return "ShowsNumbers" + numbers;
    }
  }

  static final class ListsInAnyOrder extends MapGuessLimiter {
    ListsInAnyOrder(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Comparator<Lockout> order() {
      return Comparator.comparing(lockout -> lockout.caller().number().orElse(""));
    }
  }

  static final class ListsAll extends MapGuessLimiter {
    ListsAll(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public List<Lockout> lockouts(int limit) {
      return super.lockouts(Integer.MAX_VALUE);
    }
  }

  static final class ListsNobody extends MapGuessLimiter {
    ListsNobody(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public List<Lockout> lockouts(int limit) {
      return List.of();
    }
  }

  static final class ListsWhatHasEnded extends MapGuessLimiter {
    ListsWhatHasEnded(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public List<Lockout> lockouts(int limit) {
      long now = time.nanoTime();
      return shared.failing.entrySet().stream()
          .filter(one -> one.getValue().lockedUntil > 0)
          .map(
              one ->
                  new Lockout(
                      (Caller) one.getKey(),
                      Duration.ofNanos(Math.max(1, one.getValue().lockedUntil - now)),
                      one.getValue().attempts.size()))
          .sorted(order())
          .limit(limit)
          .toList();
    }
  }

  static final class LiftsNothing extends MapGuessLimiter {
    LiftsNothing(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public boolean lift(Caller caller) {
      Failures failures = shared.failing.get(key(caller));
      return failures != null && failures.lockedUntil > time.nanoTime();
    }
  }

  static final class LiftsTheLockOutAlone extends MapGuessLimiter {
    LiftsTheLockOutAlone(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public boolean lift(Caller caller) {
      Failures failures = shared.failing.get(key(caller));
      boolean locked = failures != null && failures.lockedUntil > time.nanoTime();
      if (locked) {
        failures.lockedUntil = 0;
      }
      return locked;
    }
  }

  static final class LiftsEverybody extends MapGuessLimiter {
    LiftsEverybody(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public boolean lift(Caller caller) {
      boolean locked = super.lift(caller);
      shared.failing.clear();
      return locked;
    }
  }

  static final class LiftsForTheGroup extends MapGuessLimiter {
    LiftsForTheGroup(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    public boolean lift(Caller caller) {
      shared.windows.clear();
      return super.lift(caller);
    }
  }

  /** Remembers denials in the node until they end, whatever was lifted elsewhere. */
  static final class RemembersDenials extends MapGuessLimiter {
    private final Shared own = new Shared();

    RemembersDenials(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Optional<Reservation> check(Caller caller) {
      Failures remembered = own.failing.get(key(caller));
      long now = time.nanoTime();
      return remembered != null && remembered.lockedUntil > now
          ? Optional.of(super.denied(caller, remembered.lockedUntil - now))
          : super.check(caller);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      Failures denial = new Failures();
      denial.lockedUntil = time.nanoTime() + nanos;
      own.failing.put(key(caller), denial);
      return super.denied(caller, nanos);
    }

    @Override
    public boolean lift(Caller caller) {
      own.failing.remove(key(caller));
      return super.lift(caller);
    }
  }

  /** In whole seconds, rounded down. */
  static final class TellsTooShortATime extends MapGuessLimiter {
    TellsTooShortATime(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      return new Denied(Duration.ofSeconds(Math.max(1, Duration.ofNanos(nanos).toSeconds())));
    }
  }

  static final class TellsNoTime extends MapGuessLimiter {
    TellsNoTime(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Denied denied(Caller caller, long nanos) {
      return new Denied(Duration.ZERO);
    }
  }

  static final class LocksOutForLongerThanItSays extends MapGuessLimiter {
    LocksOutForLongerThanItSays(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    long nanos(Duration lockout) {
      return 2 * lockout.toNanos();
    }
  }

  static final class LocksOutForEver extends MapGuessLimiter {
    LocksOutForEver(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Optional<Duration> lockout(int failures, boolean known) {
      return super.lockout(failures, known).map(time -> known ? time : Duration.ofDays(10_000));
    }
  }
}
