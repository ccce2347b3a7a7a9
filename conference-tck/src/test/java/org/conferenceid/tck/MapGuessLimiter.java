package org.conferenceid.tck;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;

/**
 * A limiter as somebody else would write it: budgets for fixed windows, in maps that several nodes
 * share. Its steps can be overridden, to make a fault.
 */
class MapGuessLimiter implements GuessLimiter {
  final GuessLimits limits;
  final TimeSource time;
  final Shared shared;

  /** What all nodes share; the lock of everything. */
  static final class Shared {
    final Map<Object, Failures> failing = new LinkedHashMap<>();
    final Map<Object, Known> known = new LinkedHashMap<>();
    final Map<String, Window> windows = new HashMap<>();
  }

  static final class Failures {
    final Set<Object> attempts = new LinkedHashSet<>();
    Object locking = this;
    long lockedUntil;
    long lastAt;
  }

  record Known(UserId organizer, long at) {}

  record Window(long until, Set<Object> used) {}

  MapGuessLimiter(GuessLimits limits, TimeSource time, Shared shared) {
    this.limits = limits;
    this.time = time;
    this.shared = shared;
  }

  @Override
  public Reservation reserve(Caller caller) {
    synchronized (shared) {
      Optional<Reservation> denied = check(caller);
      return denied.orElseGet(() -> count(caller));
    }
  }

  Optional<Reservation> check(Caller caller) {
    synchronized (shared) {
      long now = time.nanoTime();
      Failures failures = failuresOf(caller, now);
      if (failures != null && failures.lockedUntil > now) {
        return Optional.of(denied(caller, failures.lockedUntil - now));
      }
      Window window = window(group(caller, failures != null, now), now);
      return window.used.size() < attempts(caller, failures != null, now)
          ? Optional.empty()
          : Optional.of(denied(caller, window.until - now));
    }
  }

  Reservation count(Caller caller) {
    synchronized (shared) {
      long now = time.nanoTime();
      Failures failures = failuresOf(caller, now);
      Window window = window(group(caller, failures != null, now), now);
      Optional<Duration> lockout = Optional.empty();
      if (failures != null) {
        lockout = lockout(failures.attempts.size() + 1, isKnown(caller, now));
      }
      Ticket ticket = new Ticket(caller, window, failures, lockout);
      window.used.add(ticket);
      if (failures != null) {
        shared.failing.put(key(caller), failures);
        failures.attempts.add(ticket);
        failures.lastAt = now;
        failures.locking = ticket;
        failures.lockedUntil = now + lockout.map(this::nanos).orElse(0L);
      }
      return ticket;
    }
  }

  Denied denied(Caller caller, long nanos) {
    return new Denied(Duration.ofNanos(nanos));
  }

  Object key(Caller caller) {
    return caller;
  }

  long nanos(Duration lockout) {
    return lockout.toNanos();
  }

  Optional<Duration> lockout(int failures, boolean known) {
    if (failures < limits.freeAttempts()) {
      return Optional.empty();
    }
    Duration max = known ? limits.maxKnownLockout() : limits.maxLockout();
    Duration tenfold =
        limits.initialLockout().multipliedBy(failures == limits.freeAttempts() ? 1 : 10);
    return Optional.of(tenfold.compareTo(max) < 0 ? tenfold : max);
  }

  /** Null if the caller has no number, or there is no room for it. */
  Failures failuresOf(Caller caller, long now) {
    Failures failures = shared.failing.get(key(caller));
    if (failures != null && now - failures.lastAt < limits.forgetAfter().toNanos()) {
      return failures;
    }
    return caller.number().isPresent() && makeRoom(now) ? new Failures() : null;
  }

  boolean makeRoom(long now) {
    shared
        .failing
        .values()
        .removeIf(failures -> now - failures.lastAt >= limits.forgetAfter().toNanos());
    return shared.failing.size() < limits.trackedCallers();
  }

  CallerGroup groupOf(Caller caller, boolean room, long now) {
    if (isKnown(caller, now)) {
      return CallerGroup.KNOWN;
    }
    return room ? CallerGroup.UNKNOWN : CallerGroup.ANONYMOUS;
  }

  String group(Caller caller, boolean room, long now) {
    CallerGroup group = groupOf(caller, room, now);
    return group + (group != CallerGroup.ANONYMOUS && caller.isAttested() ? " attested" : "");
  }

  int attempts(Caller caller, boolean room, long now) {
    return limits.budget(groupOf(caller, room, now));
  }

  Window window(String group, long now) {
    Window window = shared.windows.get(group);
    if (window == null || window.until <= now) {
      window = new Window(now + limits.window().toNanos(), new LinkedHashSet<>());
      shared.windows.put(group, window);
    }
    return window;
  }

  boolean isKnown(Caller caller, long now) {
    Known known = shared.known.get(key(caller));
    return known != null && now - known.at < limits.knownFor().toNanos();
  }

  void remember(Caller caller, UserId organizer) {
    if (caller.number().isPresent()) {
      shared.known.remove(key(caller));
      forgetTheOldestOf(organizer);
      shared.known.put(key(caller), new Known(organizer, time.nanoTime()));
    }
  }

  void forgetTheOldestOf(UserId organizer) {
    List<Object> same =
        shared.known.entrySet().stream()
            .filter(one -> one.getValue().organizer.equals(organizer))
            .<Object>map(Map.Entry::getKey)
            .toList();
    if (same.size() >= limits.knownPerOrganizer()) {
      shared.known.remove(same.get(0));
    } else if (shared.known.size() >= limits.trackedCallers()) {
      shared.known.remove(shared.known.keySet().iterator().next());
    }
  }

  @Override
  public List<Lockout> lockouts(int limit) {
    synchronized (shared) {
      long now = time.nanoTime();
      return shared.failing.entrySet().stream()
          .filter(one -> one.getValue().lockedUntil > now)
          .map(one -> lockout((Caller) one.getKey(), one.getValue(), now))
          .sorted(order())
          .limit(limit)
          .toList();
    }
  }

  static Lockout lockout(Caller caller, Failures failures, long now) {
    Duration remaining = Duration.ofNanos(failures.lockedUntil - now);
    return new Lockout(caller, remaining, failures.attempts.size());
  }

  Comparator<Lockout> order() {
    return Comparator.comparing(Lockout::remaining).reversed();
  }

  @Override
  public boolean lift(Caller caller) {
    synchronized (shared) {
      Failures failures = shared.failing.remove(key(caller));
      return failures != null && failures.lockedUntil > time.nanoTime();
    }
  }

  int remembered() {
    return shared.failing.size() + shared.known.size();
  }

  void giveBack(Ticket ticket) {
    ticket.window.used.remove(ticket);
    Failures failures = ticket.failures;
    if (failures != null && failures.attempts.remove(ticket)) {
      if (failures.locking == ticket || failures.attempts.size() < limits.freeAttempts()) {
        failures.lockedUntil = 0;
      }
      if (failures.attempts.isEmpty()) {
        shared.failing.remove(key(ticket.caller), failures);
      }
    }
  }

  class Ticket implements Granted {
    final Caller caller;
    final Window window;
    final Failures failures;
    private final Optional<Duration> lockout;

    Ticket(Caller caller, Window window, Failures failures, Optional<Duration> lockout) {
      this.caller = caller;
      this.window = window;
      this.failures = failures;
      this.lockout = lockout;
    }

    @Override
    public Optional<Duration> lockout() {
      return lockout;
    }

    @Override
    public void admitted(UserId organizer) {
      synchronized (shared) {
        giveBack(this);
        remember(caller, organizer);
      }
    }

    @Override
    public void withdrawn() {
      synchronized (shared) {
        giveBack(this);
      }
    }
  }
}
