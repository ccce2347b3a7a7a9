package org.conferenceid.adoption;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;

/**
 * Why an ID of a list cannot be adopted (B13).
 *
 * @param line the number of the line
 * @param reason what stands against it
 * @param message the same in a sentence, for people; without the ID
 * @since 0.1.0
 */
public record AdoptionProblem(long line, Reason reason, String message) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param line the number of the line
   * @param reason what stands against it
   * @param message the same in a sentence, for people
   */
  public AdoptionProblem {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(message, "message");
  }

  /** What stands against an adoption. */
  public enum Reason {
    /** What should be a user's key is none, see {@link UserId}. */
    NO_USER_KEY,
    /** What should be an ID is none: it has not exactly seven digits, or starts with 0 (S12). */
    NO_ID,
    /** The ID is one of those that people try first, see {@link ConferenceIdPolicy#isGuessable}. */
    GUESSABLE,
    /** An earlier line names the same user. */
    USER_TWICE,
    /** An earlier line has the same ID: two users cannot share one. */
    ID_TWICE,
    /** The user is enabled, with another ID. */
    USER_HAS_ANOTHER_ID,
    /** The ID is another user's. */
    ACTIVE_ELSEWHERE,
    /** The ID stopped working and is in quarantine (B2). */
    IN_QUARANTINE,
    /** The store keeps the ID for a reason of its own. */
    UNAVAILABLE
  }

  static AdoptionProblem malformed(long line, Reason reason, InvalidValueException e) {
    return new AdoptionProblem(line, reason, e.field() + " " + e.rule());
  }

  static AdoptionProblem repeated(long line, Reason reason, long earlier) {
    String what = reason == Reason.USER_TWICE ? "the user" : "the ID";
    return new AdoptionProblem(line, reason, what + " stands in line " + earlier + " already");
  }

  static AdoptionProblem guessable(long line) {
    return new AdoptionProblem(
        line, Reason.GUESSABLE, "the ID is easily guessed, and such IDs are not issued");
  }

  static AdoptionProblem hasAnother(long line, UserId user) {
    return new AdoptionProblem(
        line, Reason.USER_HAS_ANOTHER_ID, "user " + user + " has another ID already");
  }

  static AdoptionProblem of(long line, Lookup lookup) {
    if (lookup instanceof Lookup.Active active) {
      return new AdoptionProblem(
          line, Reason.ACTIVE_ELSEWHERE, "the ID is that of user " + active.owner());
    }
    if (lookup instanceof Lookup.Retired retired) {
      Instant free = retired.freeAt().truncatedTo(ChronoUnit.SECONDS);
      return new AdoptionProblem(
          line, Reason.IN_QUARANTINE, "the ID is in quarantine until " + free);
    }
    return new AdoptionProblem(line, Reason.UNAVAILABLE, "the store does not give this ID away");
  }
}
