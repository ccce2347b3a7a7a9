package org.conferenceid.tck;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.Caller;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;

/** Limiters that take callers for others, or forget them: each has one fault. */
final class FaultyGroups {
  private FaultyGroups() {}

  static final class HasOneBudgetForAll extends MapGuessLimiter {
    HasOneBudgetForAll(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    String group(Caller caller, boolean room, long now) {
      return "all";
    }
  }

  static final class LetsTheAnonymousTryForEver extends MapGuessLimiter {
    LetsTheAnonymousTryForEver(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    int attempts(Caller caller, boolean room, long now) {
      return caller.number().isEmpty() ? Integer.MAX_VALUE : super.attempts(caller, room, now);
    }
  }

  static final class LimitsNumbersOnly extends MapGuessLimiter {
    LimitsNumbersOnly(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    int attempts(Caller caller, boolean room, long now) {
      return groupOf(caller, room, now) == CallerGroup.UNKNOWN
          ? Integer.MAX_VALUE
          : super.attempts(caller, room, now);
    }
  }

  static final class TrustsTheKnown extends MapGuessLimiter {
    TrustsTheKnown(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    int attempts(Caller caller, boolean room, long now) {
      return isKnown(caller, now) ? Integer.MAX_VALUE : super.attempts(caller, room, now);
    }
  }

  /** Each node has a budget for itself; numbers are counted together. */
  static final class HasABudgetOnEachNode extends MapGuessLimiter {
    private static final AtomicInteger NODES = new AtomicInteger();

    private final String node = " on node " + NODES.incrementAndGet();

    HasABudgetOnEachNode(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Window window(String group, long now) {
      return super.window(group + node, now);
    }
  }

  /** An evicting cache: whoever failed longest ago goes, locked out or not. */
  static final class EvictsLockOuts extends MapGuessLimiter {
    EvictsLockOuts(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    boolean makeRoom(long now) {
      if (!super.makeRoom(now)) {
        shared.failing.remove(shared.failing.keySet().iterator().next());
      }
      return true;
    }
  }

  /** Forgets everybody when it is full. */
  static final class ClearsWhenFull extends MapGuessLimiter {
    ClearsWhenFull(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    boolean makeRoom(long now) {
      if (!super.makeRoom(now)) {
        shared.failing.clear();
      }
      return true;
    }
  }

  static final class GrowsForEver extends MapGuessLimiter {
    GrowsForEver(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    boolean makeRoom(long now) {
      return true;
    }
  }

  static final class LetsAllInWhenFull extends MapGuessLimiter {
    LetsAllInWhenFull(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    int attempts(Caller caller, boolean room, long now) {
      return caller.number().isPresent() && !room
          ? Integer.MAX_VALUE
          : super.attempts(caller, room, now);
    }
  }

  static final class TakesAttestedForPresented extends MapGuessLimiter {
    TakesAttestedForPresented(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Object key(Caller caller) {
      return caller.number().map(Caller::of).orElse(caller);
    }
  }

  static final class SharesBudgetsWithTheAttested extends MapGuessLimiter {
    SharesBudgetsWithTheAttested(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    String group(Caller caller, boolean room, long now) {
      return groupOf(caller, room, now).toString();
    }
  }

  /** Looks at the last nine digits, as a telephone system may. */
  static final class CutsNumbers extends MapGuessLimiter {
    CutsNumbers(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Object key(Caller caller) {
      return caller
          .number()
          .map(number -> number.substring(Math.max(0, number.length() - 9)))
          .map(cut -> caller.isAttested() ? Caller.attested(cut) : Caller.of(cut))
          .orElse(caller);
    }
  }

  static final class DropsThePlus extends MapGuessLimiter {
    DropsThePlus(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Object key(Caller caller) {
      return caller
          .number()
          .map(number -> number.replace("+", ""))
          .map(bare -> caller.isAttested() ? Caller.attested(bare) : Caller.of(bare))
          .orElse(caller);
    }
  }

  static final class KnowsNobody extends MapGuessLimiter {
    KnowsNobody(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    boolean isKnown(Caller caller, long now) {
      return false;
    }
  }

  static final class KnowsForEver extends MapGuessLimiter {
    KnowsForEver(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    boolean isKnown(Caller caller, long now) {
      return shared.known.containsKey(key(caller));
    }
  }

  static final class KnowsWhoeverWasWithdrawn extends MapGuessLimiter {
    KnowsWhoeverWasWithdrawn(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void giveBack(Ticket ticket) {
      super.giveBack(ticket);
      remember(ticket.caller, UserId.of("nobody"));
    }
  }

  static final class LocksTheKnownOutForLong extends MapGuessLimiter {
    LocksTheKnownOutForLong(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    Optional<Duration> lockout(int failures, boolean known) {
      return super.lockout(failures, false);
    }
  }

  /** Whoever was let in longest ago goes, whoever comes. */
  static final class WashesTheKnownOff extends MapGuessLimiter {
    WashesTheKnownOff(GuessLimits limits, TimeSource time, Shared shared) {
      super(limits, time, shared);
    }

    @Override
    void forgetTheOldestOf(UserId organizer) {
      if (shared.known.size() >= limits.trackedCallers()) {
        shared.known.remove(shared.known.keySet().iterator().next());
      }
    }
  }
}
