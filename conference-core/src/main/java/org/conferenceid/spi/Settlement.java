package org.conferenceid.spi;

import java.time.Duration;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;
import org.conferenceid.audit.DeliveryState;

/**
 * The end of a lease.
 *
 * @param lease the lease
 * @param result what became of the message
 * @since 0.1.0
 */
public record Settlement(Lease lease, Result result) {
  /**
   * The most UTF-16 units of a problem. When a settlement is made, the rest of a longer one is cut
   * off between characters, and U+FFFD takes the place of U+0000 and of halves of surrogate pairs,
   * which not every database can keep.
   */
  public static final int MAX_PROBLEM = 500;

  /**
   * Checks the parts for {@code null}.
   *
   * @param lease the lease
   * @param result what became of the message
   */
  public Settlement {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(result, "result");
  }

  /** What became of a message. */
  public sealed interface Result {

    /**
     * Returns where the message stands afterwards.
     *
     * @return the state
     */
    DeliveryState state();
  }

  /** It was accepted for delivery. */
  public record Sent() implements Result {

    @Override
    public DeliveryState state() {
      return DeliveryState.SENT;
    }
  }

  /** A later change has made it outdated; it was not sent. */
  public record Superseded() implements Result {

    @Override
    public DeliveryState state() {
      return DeliveryState.SUPERSEDED;
    }
  }

  /** How an attempt after which a message is tried again counts (OB-13). */
  public enum Attempt {
    /** As one of those after which the message is given up. */
    COUNTED,
    /** Not as one of those: nothing was taken from us at all, whatever the message. */
    EXCUSED,
    /** As one of those, and as one that may have sent the message. */
    UNCONFIRMED
  }

  /**
   * It shall be tried again.
   *
   * @param delay after how long, by the store's clock; not negative, and at most {@link
   *     Outbox#MAX_DELAY}
   * @param problem why it was not accepted, see {@link #MAX_PROBLEM}
   * @param attempt how the attempt counts
   */
  public record Retry(Duration delay, String problem, Attempt attempt) implements Result {

    /**
     * Checks the delay, and cuts the problem.
     *
     * @param delay after how long, by the store's clock
     * @param problem why it was not accepted
     * @param attempt how the attempt counts
     * @throws InvalidValueException if the delay is out of its range
     */
    public Retry {
      Objects.requireNonNull(delay, "delay");
      Objects.requireNonNull(problem, "problem");
      Objects.requireNonNull(attempt, "attempt");
      if (delay.isNegative() || delay.compareTo(Outbox.MAX_DELAY) > 0) {
        throw new InvalidValueException(
            "delay", "must be from 0 to " + Outbox.MAX_DELAY, delay.toString());
      }
      problem = Text.storable(problem, MAX_PROBLEM);
    }

    /**
     * Counts the attempt.
     *
     * @param delay after how long, by the store's clock
     * @param problem why it was not accepted
     */
    public Retry(Duration delay, String problem) {
      this(delay, problem, Attempt.COUNTED);
    }

    @Override
    public DeliveryState state() {
      return DeliveryState.PENDING;
    }
  }

  /**
   * It is given up.
   *
   * @param problem why, see {@link #MAX_PROBLEM}
   */
  public record Failed(String problem) implements Result {

    /**
     * Checks the part for {@code null}, and cuts it.
     *
     * @param problem why
     */
    public Failed {
      problem = Text.storable(Objects.requireNonNull(problem, "problem"), MAX_PROBLEM);
    }

    @Override
    public DeliveryState state() {
      return DeliveryState.FAILED;
    }
  }

  /** It was not tried at all; the attempt is not counted, and the message is due at once. */
  public record Released() implements Result {

    @Override
    public DeliveryState state() {
      return DeliveryState.PENDING;
    }
  }
}
