package org.conferenceid.bulk;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.InvalidValueException;
import org.conferenceid.internal.Durations;
import org.conferenceid.spi.OrganizerQuery;

/**
 * The rule by which IDs are replaced when they are old, a small portion at a time. Immutable; start
 * from {@link #ofIdsOlderThan}.
 *
 * @param age how long a user has had an ID before it is due, by the store's clock; positive, at
 *     most 36500 days
 * @param portion how many users are reset at once, from 1 to {@value #MAX_PORTION}
 * @param cause who wishes it and why, for the audit; without a request key, because a rotation
 *     replaces the ID that it found and no other
 * @param mail whether the users get an e-mail (S6); where it is absent the setting decides
 */
public record Rotation(Duration age, int portion, Cause cause, Optional<Boolean> mail) {
  /** The most users of one portion. */
  public static final int MAX_PORTION = OrganizerQuery.MAX_LIMIT;

  private static final int DEFAULT_PORTION = 100;

  /**
   * Checks the parts.
   *
   * @param age how long a user has had an ID before it is due
   * @param portion how many users are reset at once
   * @param cause who wishes it and why
   * @param mail whether the users get an e-mail
   * @throws InvalidValueException if the age or the portion is out of its range, or the cause has a
   *     request key
   */
  public Rotation {
    Durations.require("age", age);
    if (portion < 1 || portion > MAX_PORTION) {
      throw new InvalidValueException("portion", "must be from 1 to " + MAX_PORTION, "" + portion);
    }
    if (cause.key().isPresent()) {
      throw new InvalidValueException("cause", "must have no request key in a rotation");
    }
    Objects.requireNonNull(mail, "mail");
  }

  /**
   * Starts a rule: {@value #DEFAULT_PORTION} users at once, by {@code rotation}.
   *
   * @param age how long a user has had an ID before it is due; positive, at most 36500 days
   * @return the rule
   * @throws InvalidValueException if the age is out of its range
   */
  public static Rotation ofIdsOlderThan(Duration age) {
    return new Rotation(
        age,
        DEFAULT_PORTION,
        Cause.UNSTATED.by("rotation").because("older than " + age.toDays() + " days"),
        Optional.empty());
  }

  /**
   * Sets how many users are reset at once.
   *
   * @param users from 1 to {@value #MAX_PORTION}
   * @return a new rule
   * @throws InvalidValueException if it is out of its range
   */
  public Rotation portion(int users) {
    return new Rotation(age, users, cause, mail);
  }

  /**
   * Says who wishes it and why, for the audit (B10).
   *
   * @param newCause without a request key
   * @return a new rule
   * @throws InvalidValueException if it has one
   */
  public Rotation cause(Cause newCause) {
    return new Rotation(age, portion, newCause, mail);
  }

  /**
   * Decides whether the users get an e-mail (S6).
   *
   * @param wanted whether e-mails are sent
   * @return a new rule
   */
  public Rotation mail(boolean wanted) {
    return new Rotation(age, portion, cause, Optional.of(wanted));
  }
}
