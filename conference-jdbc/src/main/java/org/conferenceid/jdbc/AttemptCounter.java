package org.conferenceid.jdbc;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.conferenceid.Caller;
import org.conferenceid.Lockout;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.spi.GuessLimiter.Reservation;
import org.jspecify.annotations.Nullable;

/**
 * Counts attempts of callers in the tables of a {@link JdbcGuessLimiter}, and remembers what this
 * node need not ask.
 */
final class AttemptCounter {
  /** What is told to a caller whose attempts are in each other's way. */
  private static final Duration CONFLICT = Duration.ofSeconds(1);

  private final GuessLimits limits;
  private final TimeSource time;
  private final Supplier<CallerTable> table;
  private final SecureRandom random = new SecureRandom();
  private final LocalDenials denials = new LocalDenials();
  private final CallerRoom room;
  private final GiveBacks giveBacks;
  private final CallerBudget anonymous;
  private final Map<CallerGroup, CallerBudget> attested = new EnumMap<>(CallerGroup.class);
  private final Map<CallerGroup, CallerBudget> presented = new EnumMap<>(CallerGroup.class);

  /**
   * Counts nothing yet.
   *
   * @param executor where what is given back is written
   * @param table asked at each use, since the database may be away at the first one
   */
  AttemptCounter(
      GuessLimits limits, TimeSource time, Executor executor, Supplier<CallerTable> table) {
    this.limits = limits;
    this.time = time;
    this.table = table;
    this.room = new CallerRoom(limits);
    this.giveBacks = new GiveBacks(executor, attempt -> table().giveBack(attempt));
    this.anonymous = budget(CallerGroup.ANONYMOUS, /* ofAttested= */ false);
    for (CallerGroup group : List.of(CallerGroup.KNOWN, CallerGroup.UNKNOWN)) {
      attested.put(group, budget(group, /* ofAttested= */ true));
      presented.put(group, budget(group, /* ofAttested= */ false));
    }
  }

  private CallerBudget budget(CallerGroup group, boolean ofAttested) {
    return new CallerBudget(group, ofAttested, limits.budget(group));
  }

  private CallerTable table() {
    return table.get();
  }

  Reservation reserve(Caller caller) {
    try {
      if (caller.number().isEmpty()) {
        return reserveUncounted(caller);
      }
      long lockedFor = denials.lockedFor(caller, time.nanoTime());
      if (lockedFor > 0) {
        return new Denied(Duration.ofNanos(lockedFor));
      }
      giveBacks.await(caller);
      return reserveCounted(caller);
    } catch (TransactionConflictException e) {
      return new Denied(CONFLICT);
    }
  }

  /** Takes an attempt from the anonymous callers alone: there is no number, or no room for it. */
  private Reservation reserveUncounted(Caller caller) {
    Long borrowed = take(anonymous);
    return borrowed == null
        ? denied(anonymous)
        : new Ticket(new GivenBack(caller, 0, 0, null, false), anonymous, borrowed, null);
  }

  private Reservation reserveCounted(Caller caller) {
    Map<CallerGroup, CallerBudget> budgets = caller.isAttested() ? attested : presented;
    CallerBudget known = Objects.requireNonNull(budgets.get(CallerGroup.KNOWN));
    CallerBudget unknown = Objects.requireNonNull(budgets.get(CallerGroup.UNKNOWN));
    long now = time.nanoTime();
    boolean isRoom = room.isThere(caller.isAttested(), now, table()::count);
    boolean mayKnown = !known.isUsedUp(now);
    boolean mayUnknown = !unknown.isUsedUp(now);
    if (!isRoom || !mayUnknown) { // whoever has no row must not get one
      Optional<CallerRow> row = table().read(caller);
      if (row.isEmpty()) {
        return isRoom ? denied(unknown) : reserveUncounted(caller);
      }
    }
    long attempt = newName();
    CallerRow row = table().reserve(caller, attempt, mayKnown, mayUnknown);
    boolean isKnown = table().isKnown(row, attempt);
    CallerBudget budget = isKnown ? known : unknown;
    if (!row.counted(attempt)) {
      long lockedFor = row.lockedFor(table().longest());
      return lockedFor > 0 || (isKnown ? mayKnown : mayUnknown)
          ? lockedOut(caller, Math.max(1, lockedFor), now)
          : denied(budget);
    }
    if (row.failures() == 1) {
      room.addFailing(caller.isAttested());
    }
    GivenBack counted = new GivenBack(caller, row.era(), attempt, null, isKnown);
    Long borrowed;
    try {
      borrowed = take(budget);
    } catch (TransactionConflictException e) {
      table().giveBack(counted);
      throw e;
    }
    if (borrowed == null) {
      table().giveBack(counted);
      return denied(budget);
    }
    return new Ticket(counted, budget, borrowed, table().lockout(row.failures(), isKnown));
  }

  /** The name of an attempt: there are so many that no two are equal. */
  private long newName() {
    long name = random.nextLong();
    return name == 0 ? 1 : name;
  }

  private Denied lockedOut(Caller caller, long micros, long now) {
    Duration lockedFor = Duration.ofNanos(1000 * micros);
    denials.add(caller, now, lockedFor.toNanos());
    return new Denied(lockedFor);
  }

  private Denied denied(CallerBudget budget) {
    Duration wait = budget.freeIn(time.nanoTime());
    Duration least = limits.initialLockout(); // a person cannot keep a shorter time
    return new Denied(wait.compareTo(least) > 0 ? wait : least);
  }

  /** Takes an attempt that was borrowed, or borrows some more; returns null if there is none. */
  private @Nullable Long take(CallerBudget budget) {
    long now = time.nanoTime();
    Long here = budget.take(now);
    if (here != null || budget.isUsedUp(now)) {
      return here;
    }
    CallerTable.Borrowed borrowed = table().borrow(budget, now);
    if (borrowed.ends().isEmpty()) {
      budget.deny(now, borrowed.freeIn());
      return budget.take(now); // another thread may have borrowed the last ones
    }
    borrowed.ends().stream().skip(1).forEach(end -> budget.put(end, now));
    return borrowed.ends().get(0);
  }

  List<Lockout> lockouts(int limit) {
    giveBacks.writeAll();
    return table().lockouts(limit);
  }

  boolean lift(Caller caller) {
    if (caller.number().isEmpty()) {
      return false;
    }
    giveBacks.await(caller);
    boolean lifted = table().lift(caller);
    denials.remove(caller);
    return lifted;
  }

  /** An attempt that was let through. */
  private final class Ticket implements Granted {
    private final GivenBack attempt;
    private final CallerBudget budget;
    private final long borrowed;
    private final Optional<Duration> lockout;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    Ticket(GivenBack attempt, CallerBudget budget, long borrowed, @Nullable Duration lockout) {
      this.attempt = attempt;
      this.budget = budget;
      this.borrowed = borrowed;
      this.lockout = Optional.ofNullable(lockout);
    }

    @Override
    public Optional<Duration> lockout() {
      return lockout;
    }

    @Override
    public void admitted(UserId organizer) {
      Objects.requireNonNull(organizer, "organizer");
      giveBack(organizer);
    }

    @Override
    public void withdrawn() {
      giveBack(null);
    }

    private void giveBack(@Nullable UserId organizer) {
      if (!givenBack.compareAndSet(false, true)) {
        return;
      }
      budget.put(borrowed, time.nanoTime());
      Caller caller = attempt.caller();
      denials.remove(caller);
      if (caller.number().isPresent() && (organizer != null || attempt.era() != 0)) {
        if (organizer != null && !attempt.wasKnown()) {
          room.addKnown(caller.isAttested());
        }
        giveBacks.add(
            new GivenBack(caller, attempt.era(), attempt.attempt(), organizer, attempt.wasKnown()));
      }
    }
  }
}
