package org.conferenceid.jdbc;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.guard.GuardedTimeSource;
import org.conferenceid.spi.GuessLimiter;
import org.jspecify.annotations.Nullable;

/**
 * Limits callers on all nodes together, by tables beside those of a {@link JdbcConferenceStore}:
 * whoever guesses has one budget, however many nodes there are, and a restart forgets nothing.
 *
 * <pre>{@code
 * AutoAttendant.builder(store)
 *     .guessLimits(limits) // for the time in which the database is away
 *     .guessLimiter(JdbcGuessLimiter.builder(dataSource).limits(limits).build())
 * }</pre>
 *
 * <p>It keeps {@link GuessLimits} as the limiter in the process does. What differs:
 *
 * <ul>
 *   <li><b>An attempt is one statement</b> and one round trip, which commits by itself; the
 *       database decides, by its own clock. Anonymous callers cost none. What is given back is
 *       written in the background. On a node of a Galera cluster an attempt is a transaction of
 *       three round trips, and counts when all nodes have agreed to it.
 *   <li><b>Groups' budgets are borrowed in portions</b> of a fiftieth, and at least one attempt.
 *       All nodes together never let more through than the budget. What one has borrowed, the
 *       others cannot use: a portion for each node, and as many attempts as were under way there at
 *       once, until they come back by time.
 *   <li><b>A lock-out that a node has met</b> is remembered there for 10 seconds at most, so that a
 *       caller who goes on calling costs no statement. A lock-out that is lifted on another node
 *       ends here so much later.
 *   <li><b>Numbers stand in the table encrypted</b>, so that equal ones stay equal. The key is made
 *       at random and kept in the database, unless the application gives one: see {@link
 *       Builder#key}.
 *   <li><b>Rows are counted once a minute</b>, and those that say nothing any more are removed. So
 *       several nodes can remember some more callers for a minute than {@link
 *       GuessLimits#trackedCallers} says.
 * </ul>
 *
 * <p>Attempts of one number that are in each other's way in the database are denied, and not judged
 * by another limiter. Any other failure is a {@link StoreException}: then the auto attendant asks
 * the limiter in the process (GL-12).
 *
 * <p>Safe for use by any number of threads. Nothing is opened before the first use, and there is
 * nothing to close. It takes part in no transaction of the application: connections must come with
 * autocommit on.
 *
 * @since 0.1.0
 */
public final class JdbcGuessLimiter implements GuessLimiter {
  /** What is told to a caller whose attempts are in each other's way. */
  private static final Duration CONFLICT = Duration.ofSeconds(1);

  private final Builder settings;
  private final GuessLimits limits;
  private final TimeSource time;
  private final SecureRandom random = new SecureRandom();
  private final LocalDenials denials = new LocalDenials();
  private final CallerRoom room;
  private final GiveBacks giveBacks;
  private final CallerBudget anonymous;
  private final Map<CallerGroup, CallerBudget> attested = new EnumMap<>(CallerGroup.class);
  private final Map<CallerGroup, CallerBudget> presented = new EnumMap<>(CallerGroup.class);
  private final AtomicReference<@Nullable CallerTable> table = new AtomicReference<>();

  private JdbcGuessLimiter(Builder settings) {
    this.settings = settings;
    this.limits = settings.limits;
    this.time = settings.timeSource;
    this.room = new CallerRoom(limits);
    Executor executor = settings.executor;
    this.giveBacks =
        new GiveBacks(
            executor != null ? executor : LimiterThreads.one(),
            attempt -> table().giveBack(attempt));
    this.anonymous = budget(CallerGroup.ANONYMOUS, /* ofAttested= */ false);
    for (CallerGroup group : List.of(CallerGroup.KNOWN, CallerGroup.UNKNOWN)) {
      attested.put(group, budget(group, /* ofAttested= */ true));
      presented.put(group, budget(group, /* ofAttested= */ false));
    }
  }

  private CallerBudget budget(CallerGroup group, boolean ofAttested) {
    return new CallerBudget(group, ofAttested, limits.budget(group));
  }

  /**
   * Starts with the default settings.
   *
   * @param dataSource where connections come from; it may be a small pool of its own
   * @return a new builder
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  private CallerTable table() {
    CallerTable known = table.get();
    if (known != null) {
      return known;
    }
    Dialect given = settings.dialect;
    Dialect dialect = given != null ? given : Dialect.of(settings.dataSource);
    CallerDatabase database =
        new CallerDatabase(
            settings.dataSource,
            dialect,
            new SqlTemplates(dialect.database(), settings.prefix, settings.clock),
            settings.timeout);
    database.requireFit();
    CallerSql sql = new CallerSql(dialect, limits);
    byte[] key = settings.key;
    CallerNames names =
        new CallerNames(key != null ? key : CallerTable.key(database, sql, newKey()));
    CallerTable found = new CallerTable(database, sql, names, limits);
    CallerTable first = table.compareAndExchange(null, found);
    return first != null ? first : found;
  }

  private byte[] newKey() {
    byte[] key = new byte[Builder.KEY];
    random.nextBytes(key);
    return key;
  }

  @Override
  public Reservation reserve(Caller caller) {
    Objects.requireNonNull(caller, "caller");
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

  @Override
  public List<Lockout> lockouts(int limit) {
    giveBacks.writeAll();
    return table().lockouts(limit);
  }

  @Override
  public boolean lift(Caller caller) {
    Objects.requireNonNull(caller, "caller");
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

  /** Collects the settings of a {@link JdbcGuessLimiter}. Not safe for use by several threads. */
  public static final class Builder {
    private static final int KEY = 32;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final DataSource dataSource;
    private GuessLimits limits = GuessLimits.ofDefaults();
    private String prefix = TablePrefix.DEFAULT;
    private Duration timeout = Duration.ofMillis(800);
    private TimeSource timeSource = TimeSource.system();
    private @Nullable Dialect dialect;
    private byte @Nullable [] key;
    private @Nullable Executor executor;
    private @Nullable Clock clock;

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    private Builder(Builder other) {
      this.dataSource = other.dataSource;
      this.limits = other.limits;
      this.prefix = other.prefix;
      this.timeout = other.timeout;
      this.timeSource = other.timeSource;
      this.dialect = other.dialect;
      this.key = other.key;
      this.executor = other.executor;
      this.clock = other.clock;
    }

    /**
     * Sets how many failed attempts callers have (B4), the same on all nodes. Give the auto
     * attendant the same ones. Default: {@link GuessLimits#ofDefaults}.
     *
     * @param newLimits the limits
     * @return this builder
     */
    public Builder limits(GuessLimits newLimits) {
      this.limits = Objects.requireNonNull(newLimits, "limits");
      return this;
    }

    /**
     * Sets what the names of the tables begin with, as {@link
     * JdbcConferenceStore.Builder#tablePrefix} says. Default: {@code cid_}.
     *
     * @param newPrefix that of the store
     * @return this builder
     * @throws InvalidValueException if it is no prefix, or makes reserved names
     */
    public Builder tablePrefix(String newPrefix) {
      this.prefix = TablePrefix.require(newPrefix);
      return this;
    }

    /**
     * Sets the database's dialect. Without it, the first connection tells.
     *
     * @param newDialect the dialect
     * @return this builder
     */
    public Builder dialect(Dialect newDialect) {
      this.dialect = Objects.requireNonNull(newDialect, "dialect");
      return this;
    }

    /**
     * Sets the key with which numbers are hashed and encrypted, and organizers hashed. Without it,
     * a key is made at random and kept in the database: then whoever reads the whole database, or a
     * backup of it, can read the numbers, and whoever sees rows or statements alone cannot. With a
     * key of the application's, the database does not tell them. It must be the same on all nodes,
     * and if it changes, what was counted before is lost.
     *
     * @param newKey at least 32 random bytes
     * @return this builder
     * @throws InvalidValueException if it is shorter
     */
    public Builder key(byte[] newKey) {
      Objects.requireNonNull(newKey, "key");
      if (newKey.length < KEY) {
        throw new InvalidValueException(
            "key of the numbers", "must have at least " + KEY + " bytes", "" + newKey.length);
      }
      this.key = newKey.clone();
      return this;
    }

    /**
     * Sets how long the database may take for a statement; then the connection is dropped. Shorter
     * than {@code AutoAttendant.Builder.guessLimiterTimeout}, which also limits how long a caller
     * waits for a connection. Default: 800 milliseconds. Of no effect on SQLite.
     *
     * @param newTimeout from 1 millisecond to 1 minute
     * @return this builder
     * @throws InvalidValueException if it is out of its range
     */
    public Builder timeout(Duration newTimeout) {
      Objects.requireNonNull(newTimeout, "timeout");
      if (newTimeout.compareTo(Duration.ofMillis(1)) < 0 || newTimeout.compareTo(LONGEST) > 0) {
        throw new InvalidValueException(
            "limiter timeout", "must be from 1 millisecond to 1 minute", newTimeout.toString());
      }
      this.timeout = newTimeout;
      return this;
    }

    /**
     * Sets where attempts that are given back are written: by the next task that it runs, whichever
     * that is. Default: a daemon thread of the library's own, which ends when it is idle.
     *
     * @param newExecutor the executor
     * @return this builder
     */
    public Builder executor(Executor newExecutor) {
      this.executor = Objects.requireNonNull(newExecutor, "executor");
      return this;
    }

    /**
     * Sets where this machine learns how much time has passed, for tests. Default: {@link
     * TimeSource#system}.
     *
     * @param newTimeSource the time source
     * @return this builder
     */
    public Builder timeSource(TimeSource newTimeSource) {
      this.timeSource = GuardedTimeSource.of(newTimeSource);
      return this;
    }

    /**
     * Sets a clock in the place of the database's, for tests that let time pass.
     *
     * @param newClock the clock
     * @return this builder
     */
    public Builder clock(Clock newClock) {
      this.clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /**
     * Makes the limiter. Does not touch the database.
     *
     * @return a new limiter
     */
    public JdbcGuessLimiter build() {
      return new JdbcGuessLimiter(new Builder(this));
    }
  }
}
