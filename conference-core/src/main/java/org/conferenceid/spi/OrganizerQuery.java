package org.conferenceid.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.internal.Durations;

/**
 * Which of the enabled users to read. Immutable; start from {@link #all} or {@link #olderThan}.
 *
 * @param olderThan only users who have had their ID for at least so long, oldest first; without it
 *     all, in an order of their keys that is the store's own
 * @param after only users after this one in the order of reading
 * @param limit at most so many users, from 1 to {@value #MAX_LIMIT}
 */
public record OrganizerQuery(Optional<Duration> olderThan, Optional<Organizer> after, int limit) {
  /** The most users of one page. */
  public static final int MAX_LIMIT = 1000;

  /**
   * Checks the parts.
   *
   * @param olderThan only users who have had their ID for at least so long
   * @param after only users after this one in the order of reading
   * @param limit at most so many users
   * @throws InvalidValueException if the limit or the age is out of its range
   */
  public OrganizerQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LIMIT, "" + limit);
    }
    olderThan.ifPresent(age -> Durations.requireNotNegative("age", age));
    Objects.requireNonNull(after, "after");
  }

  /**
   * Every enabled user, {@value #MAX_LIMIT} a page.
   *
   * @return the query
   */
  public static OrganizerQuery all() {
    return new OrganizerQuery(Optional.empty(), Optional.empty(), MAX_LIMIT);
  }

  /**
   * The users whose IDs have reached an age by the store's clock, the oldest first, {@value
   * #MAX_LIMIT} a page.
   *
   * @param age from zero to 36500 days
   * @return the query
   * @throws InvalidValueException if it is out of its range
   */
  public static OrganizerQuery olderThan(Duration age) {
    return new OrganizerQuery(Optional.of(age), Optional.empty(), MAX_LIMIT);
  }

  /**
   * Goes on after a user.
   *
   * @param last the last user of the page before
   * @return a new query
   */
  public OrganizerQuery after(Organizer last) {
    return new OrganizerQuery(olderThan, Optional.of(last), limit);
  }

  /**
   * Sets the page's size.
   *
   * @param users from 1 to {@value #MAX_LIMIT}
   * @return a new query
   * @throws InvalidValueException if it is out of its range
   */
  public OrganizerQuery limit(int users) {
    return new OrganizerQuery(olderThan, after, users);
  }
}
