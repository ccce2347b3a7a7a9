package org.conferenceid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A clock that stands still until a test moves it.
 *
 * <pre>{@code
 * MutableClock clock = new MutableClock();
 * ConferenceStore store = new InMemoryConferenceStore(clock);
 * clock.advance(Duration.ofDays(365)); // every quarantine of the default length is over
 * }</pre>
 *
 * <p>Safe for use by any number of threads. It is in UTC; {@link #withZone} makes a view of it for
 * another zone, which moves with it.
 *
 * @since 0.1.0
 */
public final class MutableClock extends Clock {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private Instant now;

  /** Starts at the beginning of 2030. */
  public MutableClock() {
    this(START);
  }

  /**
   * Starts at a moment.
   *
   * @param start the moment
   */
  public MutableClock(Instant start) {
    this.now = Objects.requireNonNull(start, "start");
  }

  /**
   * Moves the clock on.
   *
   * @param step by how much; a negative one turns it back
   */
  public synchronized void advance(Duration step) {
    Objects.requireNonNull(step, "step");
    now = now.plus(step);
  }

  /**
   * Sets the clock.
   *
   * @param newTime what it shows from now on
   */
  public synchronized void set(Instant newTime) {
    now = Objects.requireNonNull(newTime, "time");
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new InZone(this, zone);
  }

  /** The time that it shows. */
  @Override
  public String toString() {
    return "MutableClock[" + instant() + "]";
  }

  private static final class InZone extends Clock {
    private final Clock clock;
    private final ZoneId zone;

    InZone(Clock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = Objects.requireNonNull(zone, "zone");
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId newZone) {
      return new InZone(clock, newZone);
    }
  }
}
