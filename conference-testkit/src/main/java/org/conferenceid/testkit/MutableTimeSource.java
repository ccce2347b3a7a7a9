package org.conferenceid.testkit;

import java.time.Duration;
import java.util.Objects;
import org.conferenceid.InvalidValueException;
import org.conferenceid.TimeSource;

/**
 * A time source on which no time passes until a test, or a sleep, lets it pass. A sleep returns at
 * once, with its time over, and what is spread at random always lies at the same place.
 *
 * <pre>{@code
 * MutableTimeSource time = new MutableTimeSource();
 * AutoAttendant attendant = AutoAttendant.builder(store).timeSource(time).build();
 * // ... fail too often
 * time.advance(Duration.ofMinutes(15)); // the lock-out is over
 * }</pre>
 *
 * <p>Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class MutableTimeSource implements TimeSource {
  private long nanoTime;
  private double jitter = 0.5;

  /** Starts at 0, with a jitter of one half. */
  public MutableTimeSource() {}

  /**
   * Lets time pass.
   *
   * @param step how much; a negative one turns it back
   */
  public synchronized void advance(Duration step) {
    Objects.requireNonNull(step, "step");
    nanoTime += step.toNanos();
  }

  /**
   * Sets what {@link #jitter()} returns.
   *
   * @param newJitter from 0 (inclusive) to 1 (exclusive)
   * @throws InvalidValueException if it is out of that range
   */
  public synchronized void jitter(double newJitter) {
    if (!(newJitter >= 0 && newJitter < 1)) {
      throw new InvalidValueException(
          "jitter", "must be from 0 (inclusive) to 1 (exclusive)", Double.toString(newJitter));
    }
    this.jitter = newJitter;
  }

  @Override
  public synchronized long nanoTime() {
    return nanoTime;
  }

  /** Returns at once, with the time over. */
  @Override
  public void sleep(Duration time) throws InterruptedException {
    Objects.requireNonNull(time, "time");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    advance(time);
  }

  @Override
  public synchronized double jitter() {
    return jitter;
  }

  /** The time that it shows. */
  @Override
  public String toString() {
    return "MutableTimeSource[" + Duration.ofNanos(nanoTime()) + "]";
  }
}
