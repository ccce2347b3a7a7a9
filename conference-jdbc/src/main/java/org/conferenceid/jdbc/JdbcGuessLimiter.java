package org.conferenceid.jdbc;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.StoreException;
import org.conferenceid.TimeSource;
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
  private final AttemptCounter attempts;

  private JdbcGuessLimiter(Builder settings) {
    CallerTables tables = new CallerTables(settings);
    Executor executor = settings.executor;
    this.attempts =
        new AttemptCounter(
            settings.limits,
            settings.timeSource,
            executor != null ? executor : LimiterThreads.one(),
            tables::get);
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

  @Override
  public Reservation reserve(Caller caller) {
    return attempts.reserve(Objects.requireNonNull(caller, "caller"));
  }

  @Override
  public List<Lockout> lockouts(int limit) {
    return attempts.lockouts(limit);
  }

  @Override
  public boolean lift(Caller caller) {
    return attempts.lift(Objects.requireNonNull(caller, "caller"));
  }

  /** Makes the table at the first use, when the database is asked for the first time. */
  private static final class CallerTables {
    private final Builder settings;
    private final AtomicReference<@Nullable CallerTable> table = new AtomicReference<>();

    CallerTables(Builder settings) {
      this.settings = settings;
    }

    CallerTable get() {
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
      CallerSql sql = new CallerSql(dialect, settings.limits);
      byte[] key = settings.key;
      CallerNames names =
          new CallerNames(key != null ? key : CallerTable.key(database, sql, newKey()));
      CallerTable found = new CallerTable(database, sql, names, settings.limits);
      CallerTable first = table.compareAndExchange(null, found);
      return first != null ? first : found;
    }

    private static byte[] newKey() {
      byte[] key = new byte[Builder.KEY];
      new SecureRandom().nextBytes(key);
      return key;
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
