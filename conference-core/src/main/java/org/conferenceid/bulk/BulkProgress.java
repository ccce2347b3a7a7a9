package org.conferenceid.bulk;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run over many users is.
 *
 * @param processed how many users have got a result
 * @param total how many there are, as far as that is known
 * @param elapsed since when the run goes on
 * @since 0.1.0
 */
public record BulkProgress(long processed, OptionalLong total, Duration elapsed) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param processed how many users have got a result
   * @param total how many there are, as far as that is known
   * @param elapsed since when the run goes on
   */
  public BulkProgress {
    Objects.requireNonNull(total, "total");
    Objects.requireNonNull(elapsed, "elapsed");
  }

  /**
   * How many users are processed in a second, on average since the start.
   *
   * @return at least 0
   */
  public double perSecond() {
    return elapsed.isZero()
        ? 0
        : processed * (double) Duration.ofSeconds(1).toNanos() / elapsed.toNanos();
  }

  /**
   * How long the rest takes at this rate.
   *
   * @return empty when it is not known how many there are, or nothing has been processed
   */
  public Optional<Duration> remaining() {
    if (total.isEmpty() || processed == 0) {
      return Optional.empty();
    }
    double share = Math.max(0, total.getAsLong() - processed) / (double) processed;
    return Optional.of(Duration.ofNanos(Math.round(elapsed.toNanos() * share)));
  }
}
