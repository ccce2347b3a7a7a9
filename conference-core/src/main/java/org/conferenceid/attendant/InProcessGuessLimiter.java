package org.conferenceid.attendant;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;
import org.conferenceid.spi.GuessLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts in this process: for each caller's number, and for each {@link
 * CallerGroup} as a whole; for numbers that the network vouches for apart from the others. One lock
 * guards it all, for a moment in which nothing waits; so what it promises holds for any number of
 * calls at once.
 */
final class InProcessGuessLimiter implements GuessLimiter {
  private final GuessLimits limits;
  private final LongSupplier nanoTime;
  private final CallEvents events;
  private final Numbers attested;
  private final Numbers presented;
  private final GuessBudget anonymous;
  private final List<GuessBudget> budgets;

  InProcessGuessLimiter(GuessLimits limits, LongSupplier nanoTime, CallEvents events) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.events = events;
    this.attested = new Numbers(true, limits, nanoTime.getAsLong());
    this.presented = new Numbers(false, limits, nanoTime.getAsLong());
    this.anonymous = new GuessBudget(CallerGroup.ANONYMOUS, false, limits);
    this.budgets =
        List.of(
            attested.knownBudget,
            attested.unknownBudget,
            presented.knownBudget,
            presented.unknownBudget,
            anonymous);
  }

  @Override
  public synchronized Reservation reserve(Caller caller) {
    long now = nanoTime.getAsLong();
    noticeEnds(now);
    String number = caller.number().orElse(null);
    return number == null
        ? reserve(caller, anonymous, null, now)
        : reserve(caller, numbersOf(caller), number, now);
  }

  private Reservation reserve(Caller caller, Numbers numbers, String number, long now) {
    CallerFailures failures = numbers.failing.of(number, now);
    long lockedFor = failures == null ? 0 : failures.lockedFor(now);
    if (lockedFor > 0) {
      return new Denied(Duration.ofNanos(lockedFor));
    }
    boolean known = numbers.known.contains(number, now);
    GuessBudget budget = known ? numbers.knownBudget : numbers.unknownBudget;
    if (failures == null) {
      return reserve(caller, known ? budget : anonymous, null, now);
    }
    Failing failing = new Failing(numbers.failing, number, failures, known);
    return reserve(caller, budget, failing, now);
  }

  /** Takes an attempt from a group, and counts it for its number if there is one. */
  private Reservation reserve(
      Caller caller, GuessBudget budget, @Nullable Failing failing, long now) {
    long wait = budget.waitFrom(now);
    if (wait > 0) {
      if (budget.beginAttack()) {
        events.attackBegan(budget.group(), budget.attested());
      }
      // a person cannot keep a shorter time
      return new Denied(Duration.ofNanos(Math.max(wait, limits.initialLockout().toNanos())));
    }
    Ticket ticket = new Ticket(caller, budget, failing);
    ticket.count(now);
    return ticket;
  }

  private Numbers numbersOf(Caller caller) {
    return caller.isAttested() ? attested : presented;
  }

  private void noticeEnds(long now) {
    for (GuessBudget budget : budgets) {
      if (budget.endAttack(now)) {
        events.attackEnded(budget.group(), budget.attested());
      }
    }
  }

  /** Remembers that a caller was let in, whoever allowed the attempt. */
  synchronized void remember(Caller caller, UserId organizer) {
    caller
        .number()
        .ifPresent(number -> numbersOf(caller).known.add(number, organizer, nanoTime.getAsLong()));
  }

  @Override
  public List<Lockout> lockouts(int limit) {
    List<Lockout> found = new ArrayList<>();
    synchronized (this) {
      long now = nanoTime.getAsLong();
      attested.addLockouts(now, found);
      presented.addLockouts(now, found);
    }
    found.sort(Comparator.comparing(Lockout::remaining).reversed());
    return List.copyOf(found.subList(0, Math.min(limit, found.size())));
  }

  @Override
  public synchronized boolean lift(Caller caller) {
    CallerFailures failures = caller.number().map(numbersOf(caller).failing::remove).orElse(null);
    return failures != null && failures.lockedFor(nanoTime.getAsLong()) > 0;
  }

  /** Returns how many numbers it remembers, for tests of its bound. */
  synchronized int remembered() {
    return attested.size() + presented.size();
  }

  /** What is counted for numbers of one kind. */
  private static final class Numbers {
    final boolean attested;
    final FailingNumbers failing;
    final KnownNumbers known;
    final GuessBudget knownBudget;
    final GuessBudget unknownBudget;

    Numbers(boolean attested, GuessLimits limits, long now) {
      this.attested = attested;
      this.failing = new FailingNumbers(limits, now);
      this.known = new KnownNumbers(limits);
      this.knownBudget = new GuessBudget(CallerGroup.KNOWN, attested, limits);
      this.unknownBudget = new GuessBudget(CallerGroup.UNKNOWN, attested, limits);
    }

    void addLockouts(long now, List<Lockout> found) {
      failing.forEach(
          (number, failures) -> {
            long lockedFor = failures.lockedFor(now);
            if (lockedFor > 0) {
              Caller caller = attested ? Caller.attested(number) : Caller.of(number);
              found.add(new Lockout(caller, Duration.ofNanos(lockedFor), failures.count()));
            }
          });
    }

    int size() {
      return failing.size() + known.size();
    }
  }

  /** A number whose failures are counted. */
  private record Failing(
      FailingNumbers all, String number, CallerFailures failures, boolean known) {}

  /** An attempt that was let through. */
  private final class Ticket implements Granted {
    private final Caller caller;
    private final GuessBudget budget;
    private final @Nullable Failing failing;
    private Optional<Duration> lockout = Optional.empty();
    private boolean givenBack;

    Ticket(Caller caller, GuessBudget budget, @Nullable Failing failing) {
      this.caller = caller;
      this.budget = budget;
      this.failing = failing;
    }

    void count(long now) {
      budget.take(this, now);
      if (failing != null) {
        failing.all.put(failing.number, failing.failures);
        lockout = limits.lockoutAfter(failing.failures.count() + 1, failing.known);
        failing.failures.add(this, now, lockout.map(Duration::toNanos).orElse(0L));
      }
    }

    @Override
    public Optional<Duration> lockout() {
      return lockout;
    }

    @Override
    public void admitted(UserId organizer) {
      synchronized (InProcessGuessLimiter.this) {
        if (giveBack()) {
          remember(caller, organizer);
        }
      }
    }

    @Override
    public void withdrawn() {
      synchronized (InProcessGuessLimiter.this) {
        giveBack();
      }
    }

    /** Returns false if it was given back before. */
    private boolean giveBack() {
      if (givenBack) {
        return false;
      }
      givenBack = true;
      budget.giveBack(this, nanoTime.getAsLong());
      if (failing != null) {
        failing.failures.takeBack(this, limits.freeAttempts());
        failing.all.removeIfNone(failing.number, failing.failures);
      }
      return true;
    }
  }
}
