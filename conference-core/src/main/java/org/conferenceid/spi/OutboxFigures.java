package org.conferenceid.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How many messages an {@linkplain Outbox outbox} holds, as monitoring shows it (OB-14).
 *
 * @param waiting those that are pending, due or not
 * @param leased those that a worker has
 * @param leasesRunOut those whose lease has ended unsettled: the worker died, or is slow
 * @param failed those that were given up, and are sent only if they are sent again
 * @param oldestDue when the oldest change was made whose message is due now; empty if nothing is
 *     due
 * @since 0.1.0
 */
public record OutboxFigures(
    long waiting, long leased, long leasesRunOut, long failed, Optional<Instant> oldestDue) {

  /**
   * Checks the time for {@code null}.
   *
   * @param waiting those that are pending
   * @param leased those that a worker has
   * @param leasesRunOut those whose lease has ended
   * @param failed those that were given up
   * @param oldestDue when the oldest change was made whose message is due
   */
  public OutboxFigures {
    Objects.requireNonNull(oldestDue, "oldestDue");
  }
}
