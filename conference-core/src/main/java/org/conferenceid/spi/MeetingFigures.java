package org.conferenceid.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many organizers' meetings are still to be updated, as monitoring shows it (MU-11).
 *
 * @param pending those whose update is due, or will be
 * @param inProgress those whom a worker has, or died on
 * @param failed those that were given up
 * @param oldest when the oldest change was made of those that are pending or in progress: since
 *     then meetings show an ID that does not work; empty if there are none
 * @since 0.1.0
 */
public record MeetingFigures(long pending, long inProgress, long failed, Optional<Instant> oldest) {

  /**
   * Checks the time for {@code null}.
   *
   * @param pending those whose update is due, or will be
   * @param inProgress those whom a worker has
   * @param failed those that were given up
   * @param oldest when the oldest change was made
   */
  public MeetingFigures {
    Objects.requireNonNull(oldest, "oldest");
  }
}
