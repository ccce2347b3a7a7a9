package org.conferenceid.audit;

import java.util.Objects;
import java.util.Optional;

/**
 * What happened to the message of an audit entry (B10).
 *
 * @param state where it stands
 * @param attempts how often a worker took it since it was queued or sent again
 * @param problem why the last attempt that failed did so, without address, name or ID
 * @since 0.1.0
 */
public record DeliveryStatus(DeliveryState state, int attempts, Optional<String> problem) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param state where it stands
   * @param attempts how often a worker took it since it was queued or sent again
   * @param problem why the last attempt that failed did so, without address, name or ID
   */
  public DeliveryStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(problem, "problem");
  }
}
