package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.guard.Durations;
import org.conferenceid.spi.Outbox;

/**
 * How the {@link NotificationDispatcher} works. Immutable; start from {@link #ofDefaults} or from
 * {@link #builder}.
 *
 * @since 0.1.0
 */
public final class DeliverySettings {
  private static final int MAX_WORKERS = 64;
  private static final int MAX_BATCH = 1000;
  private static final double MIN_MESSAGES_PER_SECOND = 0.001;

  private final int workers;
  private final Duration pollInterval;
  private final int batch;
  private final Duration lease;
  private final Duration deliveryTimeout;
  private final RetryPolicy retry;
  private final double messagesPerSecond;

  private DeliverySettings(Builder settings) {
    this.workers = requireWithin("workers", settings.workers, MAX_WORKERS);
    this.pollInterval = Durations.require("poll interval", settings.pollInterval);
    this.batch = requireWithin("batch", settings.batch, MAX_BATCH);
    this.deliveryTimeout = Durations.require("delivery time-out", settings.deliveryTimeout);
    this.lease = Durations.require("lease", settings.lease, Outbox.MAX_DELAY);
    this.retry = settings.retry;
    this.messagesPerSecond = settings.messagesPerSecond;
    if (lease.compareTo(deliveryTimeout) <= 0) {
      throw new InvalidValueException(
          "lease", "must be longer than the delivery time-out", lease.toString());
    }
    if (!(messagesPerSecond >= MIN_MESSAGES_PER_SECOND)) {
      throw new InvalidValueException(
          "messages per second", "must be at least 0.001", "" + messagesPerSecond);
    }
  }

  private static int requireWithin(String field, int value, int max) {
    if (value < 1 || value > max) {
      throw new InvalidValueException(field, "must be from 1 to " + max, "" + value);
    }
    return value;
  }

  /**
   * Returns the defaults that stand at each method of the {@link Builder}.
   *
   * @return the default settings
   */
  public static DeliverySettings ofDefaults() {
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
   * Returns how many messages a started dispatcher delivers at once.
   *
   * @return from 1 to 64
   */
  public int workers() {
    return workers;
  }

  /**
   * Returns how often a started dispatcher looks for due messages when nothing nudges it.
   *
   * @return positive
   */
  public Duration pollInterval() {
    return pollInterval;
  }

  /**
   * Returns how many messages a worker leases at once.
   *
   * @return from 1 to 1000
   */
  public int batch() {
    return batch;
  }

  /**
   * Returns how long a worker has messages to itself.
   *
   * @return longer than the delivery time-out, at most 7 days
   */
  public Duration lease() {
    return lease;
  }

  /**
   * Returns how long one delivery may take before it is interrupted and given up.
   *
   * @return positive
   */
  public Duration deliveryTimeout() {
    return deliveryTimeout;
  }

  /**
   * Returns when a message is tried again.
   *
   * @return the policy
   */
  public RetryPolicy retry() {
    return retry;
  }

  /**
   * Returns how many messages all workers of this instance together may send per second.
   *
   * @return at least 0.001; {@link Double#POSITIVE_INFINITY} for as many as can be sent
   */
  public double messagesPerSecond() {
    return messagesPerSecond;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeliverySettings settings
        && workers == settings.workers
        && pollInterval.equals(settings.pollInterval)
        && batch == settings.batch
        && lease.equals(settings.lease)
        && deliveryTimeout.equals(settings.deliveryTimeout)
        && retry.equals(settings.retry)
        && Double.compare(messagesPerSecond, settings.messagesPerSecond) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        workers, pollInterval, batch, lease, deliveryTimeout, retry, messagesPerSecond);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "DeliverySettings[workers=%s, pollInterval=%s, batch=%s, lease=%s, deliveryTimeout=%s,"
            + " retry=%s, messagesPerSecond=%s]",
        workers,
        pollInterval,
        batch,
        lease,
        deliveryTimeout,
        retry,
        messagesPerSecond);
  }

  /** Collects {@link DeliverySettings}. Not safe for use by several threads. */
  public static final class Builder {
    private int workers = 1;
    private Duration pollInterval = Duration.ofSeconds(5);
    private int batch = 100;
    private Duration lease = Duration.ofMinutes(30);
    private Duration deliveryTimeout = Duration.ofMinutes(25);
    private RetryPolicy retry = RetryPolicy.ofDefaults();
    private double messagesPerSecond = Double.POSITIVE_INFINITY;

    private Builder() {}

    /**
     * Sets how many messages a started dispatcher delivers at once. Default: 1.
     *
     * @param number from 1 to 64
     * @return this builder
     */
    public Builder workers(int number) {
      this.workers = number;
      return this;
    }

    /**
     * Sets how often a started dispatcher looks for due messages when nothing nudges it. Default: 5
     * seconds.
     *
     * @param interval positive, at most 36500 days
     * @return this builder
     */
    public Builder pollInterval(Duration interval) {
      this.pollInterval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /**
     * Sets how many messages a worker leases at once. Default: 100.
     *
     * @param messages from 1 to 1000
     * @return this builder
     */
    public Builder batch(int messages) {
      this.batch = messages;
      return this;
    }

    /**
     * Sets how long a worker has messages to itself: so long are they delayed if it dies. Default:
     * 30 minutes.
     *
     * @param duration longer than the delivery time-out, at most 7 days
     * @return this builder
     */
    public Builder lease(Duration duration) {
      this.lease = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how long one delivery may take before it is interrupted and given up. Default: 25
     * minutes. It must outlast a mail server that looks through the message before it answers, for
     * which RFC 5321, section 4.5.3.2, allows 5 minutes at each command and 10 minutes after the
     * content: a shorter one brings copies. A minute of it, or half of it, is for the user
     * directory.
     *
     * @param duration positive, shorter than the lease
     * @return this builder
     */
    public Builder deliveryTimeout(Duration duration) {
      this.deliveryTimeout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets when a message is tried again. Default: {@link RetryPolicy#ofDefaults}.
     *
     * @param policy the policy
     * @return this builder
     */
    public Builder retry(RetryPolicy policy) {
      this.retry = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets how many messages all workers of this instance together may hand to the notifier per
     * second, for a mail server that takes no more. Default: {@link Double#POSITIVE_INFINITY},
     * unlimited. In no second it is exceeded by more than a tenth of it, rounded up. Each instance
     * counts for itself: where several deliver, give each its share.
     *
     * @param messages at least 0.001
     * @return this builder
     */
    public Builder messagesPerSecond(double messages) {
      this.messagesPerSecond = messages;
      return this;
    }

    /**
     * Builds the settings.
     *
     * @return the settings
     * @throws InvalidValueException if a setting is out of its range
     */
    public DeliverySettings build() {
      return new DeliverySettings(this);
    }
  }
}
