package org.conferenceid.attendant;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;

/**
 * How many failed attempts callers have before their digits are no longer looked at (B4), in one
 * process. Immutable; start from {@link #ofDefaults} or from {@link #builder}.
 *
 * <p><b>For each caller's number</b>: after {@link #freeAttempts} failed attempts the number is
 * locked out for {@link #initialLockout}; each further failed attempt doubles the lock-out, up to
 * {@link #maxLockout}, or up to {@link #maxKnownLockout} for a number that was let in not long ago.
 * {@link #forgetAfter} the last failed attempt all of the number's are forgotten. An attempt that
 * succeeds does not count, but takes no earlier one off either.
 *
 * <p><b>For each {@link CallerGroup}</b>: all its callers together have a {@link #budget} of failed
 * attempts for a {@link #window}. Used ones come back evenly over the window, so that in the long
 * run no more can fail in a window than the budget, and never more than twice the budget in one
 * window, whatever number of callers there is. When a budget is used up, the group is under attack
 * until half of it is there again; its callers are looked at as attempts come back. The others are
 * told to call again after {@link #initialLockout} or more. The other groups are not touched.
 *
 * <p><b>Numbers that the network {@linkplain Caller#attested vouches for}</b> have all of this
 * apart from those that it only presents: budgets of the same size, failures, lock-outs, and who is
 * known. Whoever forges numbers spoils nothing for callers whose number is vouched for.
 *
 * @since 0.1.0
 */
public final class GuessLimits {
  private static final int MAX_FREE_ATTEMPTS = 100;
  private static final int MAX_BUDGET = 1_000_000;
  private static final int MAX_TRACKED = 10_000_000;
  private static final Duration MIN_TIME = Duration.ofSeconds(1);
  private static final Duration MAX_TIME = Duration.ofDays(365);
  private static final int MAX_DOUBLINGS = 30;

  private final int freeAttempts;
  private final Duration initialLockout;
  private final Duration maxLockout;
  private final Duration maxKnownLockout;
  private final Duration forgetAfter;
  private final Duration window;
  private final Map<CallerGroup, Integer> budgets;
  private final Duration knownFor;
  private final int trackedCallers;
  private final int knownPerOrganizer;

  private GuessLimits(Builder settings) {
    this.freeAttempts = requireWithin("free attempts", settings.freeAttempts, MAX_FREE_ATTEMPTS);
    this.initialLockout = requireWithin("initial lock-out", settings.initialLockout);
    this.maxLockout = requireWithin("max lock-out", settings.maxLockout);
    this.maxKnownLockout = requireWithin("max lock-out of known callers", settings.maxKnownLockout);
    this.forgetAfter = requireWithin("time to forget", settings.forgetAfter);
    this.window = requireWithin("window", settings.window);
    this.budgets = new EnumMap<>(settings.budgets);
    this.knownFor = requireWithin("time of a known caller", settings.knownFor);
    this.trackedCallers = requireWithin("tracked callers", settings.trackedCallers, MAX_TRACKED);
    this.knownPerOrganizer =
        requireWithin("known callers of an organizer", settings.knownPerOrganizer, MAX_TRACKED);
    if (maxLockout.compareTo(initialLockout) < 0) {
      throw new InvalidValueException(
          "max lock-out", "must not be shorter than the initial one", maxLockout.toString());
    }
    if (forgetAfter.compareTo(maxLockout) <= 0) {
      throw new InvalidValueException(
          "time to forget", "must be longer than the max lock-out", forgetAfter.toString());
    }
    for (CallerGroup group : CallerGroup.values()) {
      requireWithin("budget of " + group, budget(group), MAX_BUDGET);
      if (group != CallerGroup.ANONYMOUS && budget(group) < freeAttempts) {
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
    if (value.compareTo(MIN_TIME) < 0 || value.compareTo(MAX_TIME) > 0) {
      throw new InvalidValueException(field, "must be from 1 second to 365 days", value.toString());
    }
    return value;
  }

  /**
   * Returns the defaults that stand at each method of the {@link Builder}.
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
   * Returns how often a number may fail before it is locked out.
   *
   * @return from 1 to 100
   */
  public int freeAttempts() {
    return freeAttempts;
  }

  /**
   * Returns how long a number is locked out at first.
   *
   * @return at least 1 second
   */
  public Duration initialLockout() {
    return initialLockout;
  }

  /**
   * Returns the longest lock-out.
   *
   * @return not shorter than the initial lock-out
   */
  public Duration maxLockout() {
    return maxLockout;
  }

  /**
   * Returns the longest lock-out of a number that is known, because it was let in not long ago.
   *
   * @return at least 1 second
   */
  public Duration maxKnownLockout() {
    return maxKnownLockout;
  }

  /**
   * Returns the time without a failed attempt after which a number's are forgotten.
   *
   * @return longer than the max lock-out
   */
  public Duration forgetAfter() {
    return forgetAfter;
  }

  /**
   * Returns the time for which a group has its budget.
   *
   * @return at least 1 second
   */
  public Duration window() {
    return window;
  }

  /**
   * Returns how many attempts of a group may fail in a {@link #window}.
   *
   * @param group whose attempts
   * @return at least 1
   */
  public int budget(CallerGroup group) {
    Objects.requireNonNull(group, "group");
    return Objects.requireNonNull(budgets.get(group));
  }

  /**
   * Returns how long a number is known after it was let in.
   *
   * @return at least 1 second
   */
  public Duration knownFor() {
    return knownFor;
  }

  /**
   * Returns how many numbers are remembered for their failures, and how many as known ones.
   *
   * @return at least 1
   */
  public int trackedCallers() {
    return trackedCallers;
  }

  /**
   * Returns how many numbers are remembered as known because of one organizer's ID.
   *
   * @return at least 1
   */
  public int knownPerOrganizer() {
    return knownPerOrganizer;
  }

  /**
   * Returns the lock-out that an attempt brings if it is a number's {@code failures}-th to fail.
   */
  Optional<Duration> lockoutAfter(int failures, boolean known) {
    if (failures < freeAttempts) {
      return Optional.empty();
    }
    int doublings = Math.min(failures - freeAttempts, MAX_DOUBLINGS);
    Duration doubled = initialLockout.multipliedBy(1L << doublings);
    Duration max =
        known && maxKnownLockout.compareTo(maxLockout) < 0 ? maxKnownLockout : maxLockout;
    return Optional.of(doubled.compareTo(max) < 0 ? doubled : max);
  }

  /** Collects {@link GuessLimits}. Not safe for use by several threads. */
  public static final class Builder {
    private int freeAttempts = 5;
    private Duration initialLockout = Duration.ofMinutes(1);
    private Duration maxLockout = Duration.ofHours(6);
    private Duration maxKnownLockout = Duration.ofMinutes(15);
    private Duration forgetAfter = Duration.ofHours(12);
    private Duration window = Duration.ofHours(1);
    private final Map<CallerGroup, Integer> budgets =
        new EnumMap<>(
            Map.of(
                CallerGroup.KNOWN, 500,
                CallerGroup.UNKNOWN, 100,
                CallerGroup.ANONYMOUS, 20));
    private Duration knownFor = Duration.ofDays(30);
    private int trackedCallers = 100_000;
    private int knownPerOrganizer = 500;

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
    public Builder initialLockout(Duration duration) {
      this.initialLockout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets the longest lock-out. Default: 6 hours.
     *
     * @param duration from the initial lock-out to 365 days
     * @return this builder
     */
    public Builder maxLockout(Duration duration) {
      this.maxLockout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets the longest lock-out of a number that is known, because it was let in not long ago: who
     * forges somebody's number keeps that person out no longer at a time. The max lock-out holds,
     * too. Default: 15 minutes.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder maxKnownLockout(Duration duration) {
      this.maxKnownLockout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets after which time without a failed attempt a number's are forgotten. Default: 12 hours.
     *
     * @param duration longer than the max lock-out, at most 365 days
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
     * CallerGroup#KNOWN}, 100 for {@link CallerGroup#UNKNOWN}, 20 for {@link
     * CallerGroup#ANONYMOUS}. Known and unknown callers have it twice: once for numbers that the
     * network vouches for, once for the others. It should be some times what honest callers mistype
     * in a busy hour; what it lets guessers find is the budget times the density of live IDs.
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
     * Sets how long a number is known after it was let in. Default: 30 days.
     *
     * @param duration from 1 second to 365 days
     * @return this builder
     */
    public Builder knownFor(Duration duration) {
      this.knownFor = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how many numbers are remembered at most for their failures, and how many as known ones;
     * and as many again of those that the network vouches for. Unknown callers for whom there is no
     * room count as anonymous; of the known ones, those who were let in longest ago are forgotten.
     * Default: 100000.
     *
     * @param callers from 1 to 10000000
     * @return this builder
     */
    public Builder trackedCallers(int callers) {
      this.trackedCallers = callers;
      return this;
    }

    /**
     * Sets how many numbers are remembered at most as known because of one organizer's ID; then
     * those of the same organizer are forgotten who were let in longest ago. So whoever holds one
     * ID, and calls with it from any number of numbers, cannot make the callers of other organizers
     * unknown. Default: 500.
     *
     * @param callers from 1 to 10000000
     * @return this builder
     */
    public Builder knownPerOrganizer(int callers) {
      this.knownPerOrganizer = callers;
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
