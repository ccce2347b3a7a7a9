package org.conferenceid;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How many failed attempts callers have before their digits are no longer looked at (B4), in one
 * process. Immutable; start from {@link #ofDefaults} or from {@link #builder}.
 *
 * <p><b>For each caller's number</b>: after {@link #freeAttempts} failed attempts the number is
 * locked out for {@link #firstLockout}; each further failed attempt doubles the lock-out, up to
 * {@link #longestLockout}. {@link #forgetAfter} the last failed attempt all of the number's are
 * forgotten. An attempt that succeeds does not count, but takes no earlier one off either.
 *
 * <p><b>For each {@link CallerGroup}</b>: all its callers together have a {@link #budget} of failed
 * attempts for a {@link #window}. Used ones come back evenly over the window, so that in the long
 * run no more can fail in a window than the budget, and never more than twice the budget in one
 * window, whatever number of callers there is. When a budget is used up, the group is under attack
 * until half of it is there again: its callers are looked at as attempts come back, and each has
 * but one failed attempt before the lock-outs begin. The others are told to call again after {@link
 * #firstLockout} or more; who does so {@link #comeBackWithin} a time is looked at from a budget of
 * its own. The other groups are not touched, so callers who are known keep their chance while
 * strangers guess.
 */
public final class GuessLimits {
  private static final int MOST_FREE = 100;
  private static final int LARGEST_BUDGET = 1_000_000;
  private static final int MOST_TRACKED = 10_000_000;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(365);
  private static final int MOST_DOUBLINGS = 30;

  private final int freeAttempts;
  private final Duration firstLockout;
  private final Duration longestLockout;
  private final Duration forgetAfter;
  private final Duration window;
  private final Map<CallerGroup, Integer> budgets;
  private final Duration regularFor;
  private final Duration comeBackWithin;
  private final int trackedCallers;

  private GuessLimits(Builder settings) {
    this.freeAttempts = requireWithin("free attempts", settings.freeAttempts, MOST_FREE);
    this.firstLockout = requireWithin("first lock-out", settings.firstLockout);
    this.longestLockout = requireWithin("longest lock-out", settings.longestLockout);
    this.forgetAfter = requireWithin("time to forget", settings.forgetAfter);
    this.window = requireWithin("window", settings.window);
    this.budgets = new EnumMap<>(settings.budgets);
    this.regularFor = requireWithin("time of a regular caller", settings.regularFor);
    this.comeBackWithin = requireWithin("time to come back", settings.comeBackWithin);
    this.trackedCallers = requireWithin("tracked callers", settings.trackedCallers, MOST_TRACKED);
    if (longestLockout.compareTo(firstLockout) < 0) {
      throw new InvalidValueException(
          "longest lock-out", "must not be shorter than the first", longestLockout.toString());
    }
    if (forgetAfter.compareTo(longestLockout) <= 0) {
      throw new InvalidValueException(
          "time to forget", "must be longer than the longest lock-out", forgetAfter.toString());
    }
    for (CallerGroup group : CallerGroup.values()) {
      requireWithin("budget of " + group, budget(group), LARGEST_BUDGET);
      if (group != CallerGroup.WITHHELD && budget(group) < freeAttempts) {
        throw new InvalidValueException(
            "budget of " + group,
            "must not be smaller than the free attempts of one caller",
            "" + budget(group));
      }
    }
  }

  private static int requireWithin(String field, int value, int max) {
    if (value < 1 || value > max) {
      throw new InvalidValueException(field, "must be from 1 to " + max, "" + value);
    }
    return value;
  }

  private static Duration requireWithin(String field, Duration value) {
    if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidValueException(field, "must be from 1 second to 365 days", value.toString());
    }
    return value;
  }

  /**
   * The defaults that stand at each method of the {@link Builder}.
   *
   * @return the default limits
   */
  public static GuessLimits ofDefaults() {
    return builder().build();
  }

  /**
   * Starts from the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * How often a number may fail before it is locked out.
   *
   * @return from 1 to 100
   */
  public int freeAttempts() {
    return freeAttempts;
  }

  /**
   * How long a number is locked out at first.
   *
   * @return at least 1 second
   */
  public Duration firstLockout() {
    return firstLockout;
  }

  /**
   * The limit that the doubling of lock-outs stops at.
   *
   * @return not shorter than the first lock-out
   */
  public Duration longestLockout() {
    return longestLockout;
  }

  /**
   * After which time without a failed attempt a number's are forgotten.
   *
   * @return longer than the longest lock-out
   */
  public Duration forgetAfter() {
    return forgetAfter;
  }

  /**
   * The time for which a group has its budget.
   *
   * @return at least 1 second
   */
  public Duration window() {
    return window;
  }

  /**
   * How many attempts of a group may fail in a {@link #window}.
   *
   * @param group whose attempts
   * @return at least 1
   */
  public int budget(CallerGroup group) {
    return Objects.requireNonNull(budgets.get(group));
  }

  /**
   * How long a number counts as a regular one after it was let in.
   *
   * @return at least 1 second
   */
  public Duration regularFor() {
    return regularFor;
  }

  /**
   * How long a number that was told to call again may do so.
   *
   * @return at least 1 second
   */
  public Duration comeBackWithin() {
    return comeBackWithin;
  }

  /**
   * How many numbers are remembered for their failures, how many as regular ones, and how many that
   * were told to call again.
   *
   * @return at least 1
   */
  public int trackedCallers() {
    return trackedCallers;
  }

  /** The lock-out that an attempt brings if it is a number's {@code failures}-th to fail. */
  Optional<Duration> lockoutAfter(int failures, int free) {
    if (failures < free) {
      return Optional.empty();
    }
    Duration doubled = firstLockout.multipliedBy(1L << Math.min(failures - free, MOST_DOUBLINGS));
    return Optional.of(doubled.compareTo(longestLockout) < 0 ? doubled : longestLockout);
  }

  /** Collects {@link GuessLimits}. Not safe for use by several threads. */
  public static final class Builder {
    private int freeAttempts = 5;
    private Duration firstLockout = Duration.ofMinutes(1);
    private Duration longestLockout = Duration.ofHours(6);
    private Duration forgetAfter = Duration.ofHours(12);
    private Duration window = Duration.ofHours(1);
    private final Map<CallerGroup, Integer> budgets =
        new EnumMap<>(
            Map.of(
                CallerGroup.REGULARS, 500,
                CallerGroup.STRANGERS, 100,
                CallerGroup.RETURNING, 50,
                CallerGroup.WITHHELD, 20));
    private Duration regularFor = Duration.ofDays(30);
    private Duration comeBackWithin = Duration.ofMinutes(10);
    private int trackedCallers = 100_000;

    private Builder() {}

    /**
     * Sets how often a number may fail before it is locked out. Default: 5. A switchboard that
     * presents one number for all the telephones behind it is one caller.
     *
     * @param attempts from 1 to 100, at most the budget of a group
     * @return this builder
     */
    public Builder freeAttempts(int attempts) {
      this.freeAttempts = attempts;
      return this;
    }

    /**
     * Sets how long a number is locked out at first. Default: 1 minute.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder firstLockout(Duration duration) {
      this.firstLockout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets the limit that the doubling of lock-outs stops at. Default: 6 hours.
     *
     * @param duration from the first lock-out to 365 days
     * @return this builder
     */
    public Builder longestLockout(Duration duration) {
      this.longestLockout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets after which time without a failed attempt a number's are forgotten. Default: 12 hours.
     *
     * @param duration longer than the longest lock-out, at most 365 days
     * @return this builder
     */
    public Builder forgetAfter(Duration duration) {
      this.forgetAfter = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets the time for which a group has its budget. Default: 1 hour.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder window(Duration duration) {
      this.window = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how many attempts of a group may fail in a window. Defaults: 500 for {@link
     * CallerGroup#REGULARS}, 100 for {@link CallerGroup#STRANGERS}, 50 for {@link
     * CallerGroup#RETURNING}, 20 for {@link CallerGroup#WITHHELD}. It should be some times what
     * honest callers mistype in a busy hour; what it lets guessers find is the budget times the
     * {@linkplain Capacity#liveDensity density}.
     *
     * @param group whose attempts
     * @param attempts from 1 to 1000000; for callers with numbers, at least the free attempts
     * @return this builder
     */
    public Builder budget(CallerGroup group, int attempts) {
      budgets.put(Objects.requireNonNull(group, "group"), attempts);
      return this;
    }

    /**
     * Sets how long a number counts as a regular one after it was let in. Default: 30 days.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder regularFor(Duration duration) {
      this.regularFor = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how long a number that was told to call again during an attack may do so, from the end
     * of the time that it was told. Default: 10 minutes.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder comeBackWithin(Duration duration) {
      this.comeBackWithin = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how many numbers are remembered at most for their failures, as many again as regular
     * ones, and as many again that were told to call again. Strangers for whom there is no room
     * count as withheld; of the others, those who were put in longest ago are forgotten. Default:
     * 100000.
     *
     * @param callers from 1 to 10000000
     * @return this builder
     */
    public Builder trackedCallers(int callers) {
      this.trackedCallers = callers;
      return this;
    }

    /**
     * Makes the limits.
     *
     * @return the limits
     * @throws InvalidValueException if one is out of its range, or contradicts another
     */
    public GuessLimits build() {
      return new GuessLimits(this);
    }
  }
}
