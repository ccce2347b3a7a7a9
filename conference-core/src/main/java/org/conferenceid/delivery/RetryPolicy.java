package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.guard.Durations;
import org.conferenceid.spi.Outbox;

/**
 * When a message that could not be delivered is tried again: after a delay that doubles each time
 * up to a limit, changed at random so that many messages do not come back at once, until it is
 * given up. Immutable; start from {@link #ofDefaults} or from {@link #builder}.
 *
 * @since 0.1.0
 */
public final class RetryPolicy {
  private static final int MAX_DOUBLINGS = 30;
  private static final double MAX_JITTER = 0.5;

  private final Duration initialDelay;
  private final Duration maxDelay;
  private final double jitter;
  private final int maxAttempts;

  private RetryPolicy(Builder settings) {
    this.initialDelay = Durations.require("initial delay", settings.initialDelay);
    this.maxDelay = Durations.require("max delay", settings.maxDelay, Outbox.MAX_DELAY);
    this.jitter = settings.jitter;
    this.maxAttempts = settings.maxAttempts;
    if (maxDelay.compareTo(initialDelay) < 0) {
      throw new InvalidValueException(
          "max delay", "must not be shorter than the initial one", maxDelay.toString());
    }
    if (!(jitter >= 0 && jitter <= MAX_JITTER)) {
      throw new InvalidValueException("jitter", "must be from 0 to 0.5", "" + jitter);
    }
    if (maxAttempts < 1) {
      throw new InvalidValueException("max attempts", "must be at least 1", "" + maxAttempts);
    }
  }

  /**
   * Returns the defaults that stand at each method of the {@link Builder}: a mail server may be
   * away for about a day and a half.
   *
   * @return the default policy
   */
  public static RetryPolicy ofDefaults() {
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
   * Returns the delay after the first attempt.
   *
   * @return positive
   */
  public Duration initialDelay() {
    return initialDelay;
  }

  /**
   * Returns the limit that the doubling stops at.
   *
   * @return not shorter than the initial delay, at most 7 days
   */
  public Duration maxDelay() {
    return maxDelay;
  }

  /**
   * Returns the share by which a delay is shortened or lengthened at random.
   *
   * @return from 0 to 0.5
   */
  public double jitter() {
    return jitter;
  }

  /**
   * Returns the number of attempts after which a message has failed.
   *
   * @return at least 1
   */
  public int maxAttempts() {
    return maxAttempts;
  }

  /**
   * Returns the delay after a failed attempt.
   *
   * @param attempt which attempt failed, counting from 1
   * @param random a random number from 0 (inclusive) to 1 (exclusive)
   * @return the delay before the next attempt, at most 7 days
   */
  public Duration delayAfter(int attempt, double random) {
    Duration doubled = initialDelay.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
    Duration base = doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
    double factor = 1 - jitter + 2 * jitter * random;
    Duration delay = Duration.ofMillis(Math.round(base.toMillis() * factor));
    return delay.compareTo(Outbox.MAX_DELAY) < 0 ? delay : Outbox.MAX_DELAY;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RetryPolicy policy
        && initialDelay.equals(policy.initialDelay)
        && maxDelay.equals(policy.maxDelay)
        && Double.compare(jitter, policy.jitter) == 0
        && maxAttempts == policy.maxAttempts;
  }

  @Override
  public int hashCode() {
    return Objects.hash(initialDelay, maxDelay, jitter, maxAttempts);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "RetryPolicy[initialDelay=%s, maxDelay=%s, jitter=%s, maxAttempts=%s]",
        initialDelay,
        maxDelay,
        jitter,
        maxAttempts);
  }

  /** Collects a {@link RetryPolicy}. Not safe for use by several threads. */
  public static final class Builder {
    private Duration initialDelay = Duration.ofSeconds(30);
    private Duration maxDelay = Duration.ofHours(1);
    private double jitter = 0.2;
    private int maxAttempts = 48;

    private Builder() {}

    /**
     * Sets the delay after the first attempt. Default: 30 seconds.
     *
     * @param delay positive
     * @return this builder
     */
    public Builder initialDelay(Duration delay) {
      this.initialDelay = Objects.requireNonNull(delay, "delay");
      return this;
    }

    /**
     * Sets the limit that the doubling stops at. Default: 1 hour.
     *
     * @param delay from the initial delay to 7 days
     * @return this builder
     */
    public Builder maxDelay(Duration delay) {
      this.maxDelay = Objects.requireNonNull(delay, "delay");
      return this;
    }

    /**
     * Sets the share by which a delay is shortened or lengthened at random. Default: 0.2.
     *
     * @param share from 0 to 0.5
     * @return this builder
     */
    public Builder jitter(double share) {
      this.jitter = share;
      return this;
    }

    /**
     * Sets the number of attempts after which a message has failed. Default: 48.
     *
     * @param attempts at least 1
     * @return this builder
     */
    public Builder maxAttempts(int attempts) {
      this.maxAttempts = attempts;
      return this;
    }

    /**
     * Builds the policy.
     *
     * @return the policy
     * @throws InvalidValueException if a setting is out of its range
     */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }
  }
}
