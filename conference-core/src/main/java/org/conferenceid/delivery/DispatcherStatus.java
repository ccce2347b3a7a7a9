package org.conferenceid.delivery;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link NotificationDispatcher} is at one moment: for health checks and for people who want
 * to know why no mail arrives. Holds no address, name or ID. Immutable.
 *
 * @since 0.1.0
 */
public final class DispatcherStatus {
  private final boolean running;
  private final @Nullable Duration sinceLastRound;
  private final @Nullable String lastFailure;
  private final int hangingDeliveries;
  private final @Nullable String refusal;
  private final @Nullable Duration refusedFor;
  private final @Nullable Duration nextTry;

  private DispatcherStatus(Builder parts) {
    this.running = parts.running;
    this.sinceLastRound = parts.sinceLastRound;
    this.lastFailure = parts.lastFailure;
    this.hangingDeliveries = parts.hangingDeliveries;
    this.refusal = parts.refusal;
    this.refusedFor = parts.refusedFor;
    this.nextTry = parts.nextTry;
  }

  /** Collects the parts. */
  static final class Builder {
    private boolean running;
    private @Nullable Duration sinceLastRound;
    private @Nullable String lastFailure;
    private int hangingDeliveries;
    private @Nullable String refusal;
    private @Nullable Duration refusedFor;
    private @Nullable Duration nextTry;

    Builder running(boolean newRunning) {
      this.running = newRunning;
      return this;
    }

    Builder lastRound(Duration ago, @Nullable String failure) {
      this.sinceLastRound = ago;
      this.lastFailure = failure;
      return this;
    }

    Builder hangingDeliveries(int number) {
      this.hangingDeliveries = number;
      return this;
    }

    Builder refusal(String problem, Duration since, Duration untilNextTry) {
      this.refusal = problem;
      this.refusedFor = since;
      this.nextTry = untilNextTry;
      return this;
    }

    DispatcherStatus build() {
      return new DispatcherStatus(this);
    }
  }

  /**
   * Returns whether messages can be delivered: the last round did not fail, deliveries are not
   * paused, and the next hop does not refuse everything. It does not tell whether the dispatcher
   * was {@linkplain #isRunning started}.
   *
   * @return {@code true} if nothing stands in the way of the next message
   */
  public boolean isHealthy() {
    return lastFailure == null && !isPaused() && refusal == null;
  }

  /**
   * Returns whether the dispatcher works in the background.
   *
   * @return {@code true} if it was started and not stopped
   */
  public boolean isRunning() {
    return running;
  }

  /**
   * Returns how long ago the last round of deliveries ended, in the background or not. A dispatcher
   * that is running and has nothing else to do ends one in every {@linkplain
   * DeliverySettings#pollInterval poll interval}.
   *
   * @return the time since then; empty if no round has ended
   */
  public Optional<Duration> sinceLastRound() {
    return Optional.ofNullable(sinceLastRound);
  }

  /**
   * Returns why the last round failed.
   *
   * @return the kind of exception that the store threw; empty if the last round did not fail
   */
  public Optional<String> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /**
   * Returns how many deliveries took longer than the {@linkplain DeliverySettings#deliveryTimeout
   * delivery time-out}, were given up, and still keep their thread.
   *
   * @return the number
   */
  public int hangingDeliveries() {
    return hangingDeliveries;
  }

  /**
   * Returns whether so many deliveries hang that no more messages are sent until one of them ends.
   *
   * @return {@code true} if 16 or more hang
   */
  public boolean isPaused() {
    return hangingDeliveries >= DeliveryThreads.MAX_HANGING;
  }

  /**
   * Returns the problem with which the next hop refuses everything that comes from us. Meanwhile
   * messages wait, and a single one is tried from time to time.
   *
   * @return the last problem; empty if messages are taken
   */
  public Optional<String> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Returns for how long everything has been refused.
   *
   * @return the time since the first of these refusals was noticed; empty if messages are taken
   */
  public Optional<Duration> refusedFor() {
    return Optional.ofNullable(refusedFor);
  }

  /**
   * Returns when a message is tried again while everything is refused.
   *
   * @return the time until then, zero if it has come; empty if messages are taken
   */
  public Optional<Duration> nextTry() {
    return Optional.ofNullable(nextTry);
  }

  /** Returns all of it, on one line. */
  @Override
  public String toString() {
    return "DispatcherStatus[running="
        + running
        + ", sinceLastRound="
        + sinceLastRound
        + ", lastFailure="
        + lastFailure
        + ", hangingDeliveries="
        + hangingDeliveries
        + ", refusal="
        + refusal
        + ", refusedFor="
        + refusedFor
        + ", nextTry="
        + nextTry
        + "]";
  }
}
