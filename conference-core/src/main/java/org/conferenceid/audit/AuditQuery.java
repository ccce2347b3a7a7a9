package org.conferenceid.audit;

import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Page;
import org.conferenceid.UserId;

/**
 * Which audit entries to read. Immutable; start from {@link #all}.
 *
 * @param user only entries of this user
 * @param mail only entries whose message is in this state
 * @param newestFirst whether to read from the newest entry to the oldest, not the other way round
 * @param beyond only entries after this number in the order of reading
 * @param limit at most so many entries, from 1 to {@value #MAX_LIMIT}
 */
public record AuditQuery(
    Optional<UserId> user,
    Optional<DeliveryState> mail,
    boolean newestFirst,
    OptionalLong beyond,
    int limit) {
  /** The most entries of one page. */
  public static final int MAX_LIMIT = 1000;

  /**
   * Checks the limit.
   *
   * @param user only entries of this user
   * @param mail only entries whose message is in this state
   * @param newestFirst whether to read from the newest entry to the oldest
   * @param beyond only entries after this number in the order of reading
   * @param limit at most so many entries
   * @throws InvalidValueException if it is out of its range
   */
  public AuditQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LIMIT, "" + limit);
    }
  }

  /**
   * Every entry, oldest first, 100 a page.
   *
   * @return the query
   */
  public static AuditQuery all() {
    return new AuditQuery(Optional.empty(), Optional.empty(), false, OptionalLong.empty(), 100);
  }

  /**
   * Narrows the query to one user.
   *
   * @param newUser the user
   * @return a new query
   */
  public AuditQuery ofUser(UserId newUser) {
    return new AuditQuery(Optional.of(newUser), mail, newestFirst, beyond, limit);
  }

  /**
   * Narrows the query to messages in one state, for instance to those that {@linkplain
   * MailState#FAILED failed}.
   *
   * @param state the state
   * @return a new query
   */
  public AuditQuery withMail(DeliveryState state) {
    return new AuditQuery(user, Optional.of(state), newestFirst, beyond, limit);
  }

  /**
   * Turns the order round.
   *
   * @return a new query that reads from the newest entry to the oldest
   */
  public AuditQuery latestFirst() {
    return new AuditQuery(user, mail, true, beyond, limit);
  }

  /**
   * Goes on after an entry.
   *
   * @param number the number of the last entry read, as {@link Page#next} says
   * @return a new query
   */
  public AuditQuery after(long number) {
    return new AuditQuery(user, mail, newestFirst, OptionalLong.of(number), limit);
  }

  /**
   * Sets the page's size.
   *
   * @param entries from 1 to {@value #MAX_LIMIT}
   * @return a new query
   * @throws InvalidValueException if it is out of its range
   */
  public AuditQuery limit(int entries) {
    return new AuditQuery(user, mail, newestFirst, beyond, entries);
  }
}
