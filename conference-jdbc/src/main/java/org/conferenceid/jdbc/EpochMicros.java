package org.conferenceid.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times as the tables hold them: whole microseconds, which every database adds and compares alike.
 */
final class EpochMicros {
  private static final int NANOS = 1000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** About 31,000 years: more is for ever, and leaves room for adding. */
  private static final Duration LONGEST = Duration.ofSeconds(1_000_000_000_000L);

  private EpochMicros() {}

  static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Rounds up, and no further than about 31,000 years: for what times are compared with. */
  static long atOrAfter(Instant instant) {
    long seconds =
        Math.max(-LONGEST.toSeconds(), Math.min(LONGEST.toSeconds(), instant.getEpochSecond()));
    return seconds * MICROS_PER_SECOND + (instant.getNano() + NANOS - 1) / NANOS;
  }

  static Instant toInstant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Rounds up: nothing ends early. */
  static long of(Duration duration) {
    Duration shown = duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
    return shown.getSeconds() * MICROS_PER_SECOND + (shown.getNano() + NANOS - 1) / NANOS;
  }
}
