package org.conferenceid;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.conferenceid.spi.GuessLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts in this process: for each caller's number, and for each {@link
 * CallerGroup} as a whole. One lock guards it all, for a moment in which nothing waits; so what it
 * promises holds for any number of calls at once.
 */
final class InProcessGuessLimiter implements GuessLimiter {
  private final GuessLimits limits;
  private final LongSupplier nanoTime;
  private final CallEvents events;
  private final Map<CallerGroup, GuessBudget> budgets = new EnumMap<>(CallerGroup.class);

  /** When a number was last let in. */
  private final RecentNumbers regulars;

  /** When a number that was sent away may come back. */
  private final RecentNumbers sentAway;

  /** By the number as a string: colliding hashes, which a guesser can find, then do no harm. */
  private final Map<String, CallerFailures> failing = new HashMap<>();

  /** No entry of {@link #failing} can be forgotten before. */
  private long nothingToForgetBefore;

  InProcessGuessLimiter(GuessLimits limits, LongSupplier nanoTime, CallEvents events) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.events = events;
    long now = nanoTime.getAsLong();
    for (CallerGroup group : CallerGroup.values()) {
      budgets.put(
          group, new GuessBudget(group, limits.budget(group), limits.window().toNanos(), now));
    }
    this.regulars = new RecentNumbers(limits.trackedCallers(), limits.regularFor().toNanos());
    this.sentAway = new RecentNumbers(limits.trackedCallers(), limits.comeBackWithin().toNanos());
    this.nothingToForgetBefore = now;
  }

  @Override
  public synchronized Reservation reserve(Caller caller) {
    long now = nanoTime.getAsLong();
    noticeEnds(now);
    String number = caller.number().orElse(null);
    CallerFailures failures = number == null ? null : failuresOf(number, now);
    long lockedFor = failures == null ? 0 : failures.lockedFor(now);
    if (lockedFor > 0) {
      return new Denied(Duration.ofNanos(lockedFor));
    }
    GuessBudget budget = budgetFor(number, failures, now);
    if (isUsedUp(budget, now)) {
      return sentAway(number, failures, budget.waitFrom(now), now);
    }
    budget.take(now);
    Ticket ticket = new Ticket(number, failures, budget);
    ticket.count(now);
    return ticket;
  }

  /** The budget of the caller's group; if that is used up and the caller came back, of those. */
  private GuessBudget budgetFor(
      @Nullable String number, @Nullable CallerFailures failures, long now) {
    GuessBudget own = budget(groupOf(number, failures, now));
    boolean cameBack = number != null && failures != null && sentAway.has(number, now);
    return cameBack && isUsedUp(own, now) ? budget(CallerGroup.RETURNING) : own;
  }

  private GuessBudget budget(CallerGroup group) {
    return requireNonNull(budgets.get(group));
  }

  private boolean isUsedUp(GuessBudget budget, long now) {
    boolean usedUp = budget.waitFrom(now) > 0;
    if (usedUp && budget.attackBegins()) {
      events.attackBegan(budget.group());
    }
    return usedUp;
  }

  /** Asks a caller to come back, after a time that a person can keep. */
  private Denied sentAway(
      @Nullable String number, @Nullable CallerFailures failures, long wait, long now) {
    long retryAfter = Math.max(wait, limits.firstLockout().toNanos());
    if (number != null && failures != null) {
      sentAway.putIfAbsent(number, now + retryAfter, now);
    }
    return new Denied(Duration.ofNanos(retryAfter));
  }

  private void noticeEnds(long now) {
    for (GuessBudget budget : budgets.values()) {
      if (budget.attackEnds(now)) {
        events.attackEnded(budget.group());
      }
    }
  }

  private CallerGroup groupOf(
      @Nullable String number, @Nullable CallerFailures failures, long now) {
    if (number != null && regulars.has(number, now)) {
      return CallerGroup.REGULARS;
    }
    return failures == null ? CallerGroup.WITHHELD : CallerGroup.STRANGERS;
  }

  /** What is known of a number; {@code null} if there is no room for it. */
  private @Nullable CallerFailures failuresOf(String number, long now) {
    CallerFailures known = failing.get(number);
    if (known != null && !isForgotten(known, now)) {
      return known;
    }
    failing.remove(number);
    if (failing.size() >= limits.trackedCallers()) {
      forget(now);
    }
    return failing.size() < limits.trackedCallers() ? new CallerFailures(now) : null;
  }

  private boolean isForgotten(CallerFailures failures, long now) {
    return now - failures.lastAt() >= limits.forgetAfter().toNanos();
  }

  /** Makes room. It looks through all entries only when at least one of them can go. */
  private void forget(long now) {
    if (now - nothingToForgetBefore < 0) {
      return;
    }
    failing.values().removeIf(failures -> isForgotten(failures, now));
    long greatestAge = 0;
    for (CallerFailures failures : failing.values()) {
      greatestAge = Math.max(greatestAge, now - failures.lastAt());
    }
    nothingToForgetBefore = now + limits.forgetAfter().toNanos() - greatestAge;
  }

  /** How many attempts a caller may fail before a lock-out: one during an attack. */
  private int free(GuessBudget budget) {
    boolean attack = budget.attacked() || budget.group() == CallerGroup.RETURNING;
    return attack ? 1 : limits.freeAttempts();
  }

  /** How many numbers it remembers, for tests of its bound. */
  synchronized int remembered() {
    return failing.size() + regulars.size() + sentAway.size();
  }

  /** An attempt that was let through. */
  private final class Ticket implements Granted {
    private final @Nullable String number;
    private final @Nullable CallerFailures failures;
    private final GuessBudget budget;
    private Optional<Duration> lockout = Optional.empty();
    private boolean givenBack;

    Ticket(@Nullable String number, @Nullable CallerFailures failures, GuessBudget budget) {
      this.number = number;
      this.failures = failures;
      this.budget = budget;
    }

    void count(long now) {
      if (number == null || failures == null) {
        return;
      }
      failing.put(number, failures);
      lockout = limits.lockoutAfter(failures.count() + 1, free(budget));
      failures.add(this, now, lockout.map(Duration::toNanos).orElse(0L));
    }

    @Override
    public Optional<Duration> lockout() {
      return lockout;
    }

    @Override
    public void admitted() {
      synchronized (InProcessGuessLimiter.this) {
        if (giveBack() && number != null) {
          long now = nanoTime.getAsLong();
          regulars.put(number, now, now);
        }
      }
    }

    @Override
    public void withdrawn() {
      synchronized (InProcessGuessLimiter.this) {
        giveBack();
      }
    }

    /** Whether it was not given back before. */
    private boolean giveBack() {
      if (givenBack) {
        return false;
      }
      givenBack = true;
      budget.giveBack();
      if (number != null && failures != null) {
        failures.takeBack(this, free(budget));
        if (failures.count() == 0) {
          failing.remove(number, failures);
        }
      }
      return true;
    }
  }
}
