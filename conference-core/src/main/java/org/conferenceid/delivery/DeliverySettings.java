package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.internal.Durations;

/**
 * How the {@link NotificationDispatcher} works. Immutable; start from {@link #ofDefaults} or from
 * {@link #builder}.
 *
 * @param workers how many messages a started dispatcher delivers at once, from 1 to 64; default 1
 * @param pollInterval how often a started dispatcher looks for due messages when nothing nudges it;
 *     positive, at most 36500 days; default 5 seconds
 * @param batch how many messages a worker leases at once, from 1 to 1000; default 100
 * @param lease how long a worker has messages to itself: so long are they delayed if it dies;
 *     longer than the delivery time-out, at most 7 days; default 30 minutes
 * @param deliveryTimeout how long one delivery may take before it is interrupted and given up;
 *     positive, shorter than the lease; default 25 minutes. It must outlast a mail server that
 *     looks through the message before it answers, for which RFC 5321, section 4.5.3.2, allows 5
 *     minutes at each command and 10 minutes after the content: a shorter one brings copies. A
 *     minute of it, or half of it, is for the user directory
 * @param retry when a message is tried again; default {@link RetryPolicy#ofDefaults}
 * @param messagesPerSecond how many messages all workers together may hand to the notifier per
 *     second, for a mail server that takes no more; at least 0.001; default {@link
 *     Double#POSITIVE_INFINITY}, unlimited. In no second it is exceeded by more than a tenth of it,
 *     rounded up. Each instance counts for itself: where several deliver, give each its share
 */
public record DeliverySettings(
    int workers,
    Duration pollInterval,
    int batch,
    Duration lease,
    Duration deliveryTimeout,
    RetryPolicy retry,
    double messagesPerSecond) {
  private static final int MAX_WORKERS = 64;
  private static final int MAX_BATCH = 1000;
  private static final double MIN_MESSAGES_PER_SECOND = 0.001;

  /**
   * Checks the settings.
   *
   * @param workers how many messages a started dispatcher delivers at once
   * @param pollInterval how often a started dispatcher looks for due messages when nothing nudges
   *     it
   * @param batch how many messages a worker leases at once
   * @param lease how long a worker has messages to itself
   * @param deliveryTimeout how long one delivery may take before it is interrupted and given up
   * @param retry when a message is tried again
   * @param messagesPerSecond how many messages may be handed to the notifier per second
   * @throws InvalidValueException if one is out of its range
   */
  public DeliverySettings {
    requireWithin("workers", workers, MAX_WORKERS);
    Durations.require("poll interval", pollInterval);
    requireWithin("batch", batch, MAX_BATCH);
    Durations.require("delivery time-out", deliveryTimeout);
    Durations.requireInOutbox("lease", lease);
    if (lease.compareTo(deliveryTimeout) <= 0) {
      throw new InvalidValueException(
          "lease", "must be longer than the delivery time-out", lease.toString());
    }
    Objects.requireNonNull(retry, "retry");
    if (!(messagesPerSecond >= MIN_MESSAGES_PER_SECOND)) {
      throw new InvalidValueException(
          "messages per second", "must be at least 0.001", "" + messagesPerSecond);
    }
  }

  private static void requireWithin(String field, int value, int max) {
    if (value < 1 || value > max) {
      throw new InvalidValueException(field, "must be from 1 to " + max, "" + value);
    }
  }

  /**
   * The defaults that stand at each parameter.
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
     * Sets how many messages are delivered at once.
     *
     * @param number from 1 to 64
     * @return this builder
     */
    public Builder workers(int number) {
      this.workers = number;
      return this;
    }

    /**
     * Sets how often to look for due messages.
     *
     * @param interval positive, at most 36500 days
     * @return this builder
     */
    public Builder pollInterval(Duration interval) {
      this.pollInterval = Objects.requireNonNull(interval, "interval");
      return this;
    }

    /**
     * Sets how many messages a worker leases at once.
     *
     * @param messages from 1 to 1000
     * @return this builder
     */
    public Builder batch(int messages) {
      this.batch = messages;
      return this;
    }

    /**
     * Sets how long a worker has messages to itself.
     *
     * @param duration longer than the delivery time-out, at most 7 days
     * @return this builder
     */
    public Builder lease(Duration duration) {
      this.lease = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets how long one delivery may take.
     *
     * @param duration positive, shorter than the lease
     * @return this builder
     */
    public Builder deliveryTimeout(Duration duration) {
      this.deliveryTimeout = Objects.requireNonNull(duration, "duration");
      return this;
    }

    /**
     * Sets when a message is tried again.
     *
     * @param policy the policy
     * @return this builder
     */
    public Builder retry(RetryPolicy policy) {
      this.retry = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /**
     * Sets how many messages may be sent per second, by all workers of this instance together.
     *
     * @param messages at least 0.001
     * @return this builder
     */
    public Builder messagesPerSecond(double messages) {
      this.messagesPerSecond = messages;
      return this;
    }

    /**
     * Makes the settings.
     *
     * @return the settings
     * @throws InvalidValueException if one is out of its range
     */
    public DeliverySettings build() {
      return new DeliverySettings(
          workers, pollInterval, batch, lease, deliveryTimeout, retry, messagesPerSecond);
    }
  }
}
