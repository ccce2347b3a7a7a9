package org.conferenceid.spi;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.UserId;

/**
 * Where the update of an organizer's meetings stands.
 *
 * @param user the organizer
 * @param version the version whose ID the meetings have or are to get
 * @param state where it stands
 * @param attempts how often it was tried for that version, but for what was released
 * @param counts what became of the meetings
 * @param problem why the last attempt failed; absent once it is done
 * @since 0.1.0
 */
public record MeetingStatus(
    UserId user,
    long version,
    State state,
    int attempts,
    MeetingCounts counts,
    Optional<String> problem) {

  /** Where an update stands. */
  public enum State {
    /** It is due, or will be. */
    PENDING,
    /** A worker has it, or died on it: a lease that has ended shows so until it is claimed. */
    IN_PROGRESS,
    /** The meetings are up to date, as far as they may be changed. */
    DONE,
    /** It was given up, and waits for somebody to have it tried {@link MeetingUpdates#again}. */
    FAILED
  }

  /**
   * Checks the parts for {@code null}.
   *
   * @param user the organizer
   * @param version the version whose ID the meetings have or are to get
   * @param state where it stands
   * @param attempts how often it was tried for that version
   * @param counts what became of the meetings
   * @param problem why the last attempt failed
   */
  public MeetingStatus {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(counts, "counts");
    Objects.requireNonNull(problem, "problem");
  }
}
