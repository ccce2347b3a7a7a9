package org.conferenceid.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;

/**
 * A change that a store shall make in one piece.
 *
 * @param kind what shall happen
 * @param user to whom
 * @param cause who wishes it and why; with the request key, if there is one
 * @param expected for {@link EventKind#RESET}: the ID that the user must have
 * @param quarantine how long a retired ID stays reserved; positive, at most {@link
 *     #LONGEST_QUARANTINE}
 * @param mail whether a message about it is to be sent
 */
public record Change(
    EventKind kind,
    UserId user,
    Cause cause,
    Optional<ConferenceId> expected,
    Duration quarantine,
    boolean mail) {
  /** The longest quarantine: 36500 days. */
  public static final Duration LONGEST_QUARANTINE = Duration.ofDays(36_500);

  /**
   * Checks the parts.
   *
   * @param kind what shall happen
   * @param user to whom
   * @param cause who wishes it and why
   * @param expected for a reset, the ID that the user must have
   * @param quarantine how long a retired ID stays reserved
   * @param mail whether a message about it is to be sent
   * @throws IllegalArgumentException if the quarantine is out of its range, or an ID is expected by
   *     another kind than a reset
   */
  public Change {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(cause, "cause");
    if (quarantine.isNegative()
        || quarantine.isZero()
        || quarantine.compareTo(LONGEST_QUARANTINE) > 0) {
      throw new IllegalArgumentException(
          "quarantine must be positive and at most " + LONGEST_QUARANTINE + ": " + quarantine);
    }
    if (expected.isPresent() && kind != EventKind.RESET) {
      throw new IllegalArgumentException("only a reset expects an ID, not " + kind);
    }
  }
}
