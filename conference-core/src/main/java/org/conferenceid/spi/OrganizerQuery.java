package org.conferenceid.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;
import org.conferenceid.guard.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Which of the enabled users to read, at most {@value #MAX_LIMIT} at once. Immutable; start from
 * {@link #all} or {@link #olderThan(Duration)}.
 *
 * @since 0.1.0
 */
public final class OrganizerQuery {
  /** The most users of one page. */
  public static final int MAX_LIMIT = 1000;

  private final @Nullable Duration olderThan;
  private final @Nullable Organizer after;
  private final int limit;

  private OrganizerQuery(@Nullable Duration olderThan, @Nullable Organizer after, int limit) {
    this.olderThan = olderThan;
    this.after = after;
    this.limit = limit;
  }

  /**
   * Returns a query for every enabled user, {@value #MAX_LIMIT} a page.
   *
   * @return the query
   */
  public static OrganizerQuery all() {
    return new OrganizerQuery(null, null, MAX_LIMIT);
  }

  /**
   * Returns a query for the users whose IDs have reached an age by the store's clock, the oldest
   * first, {@value #MAX_LIMIT} a page.
   *
   * @param age from zero to 36500 days
   * @return the query
   * @throws InvalidValueException if it is out of its range
   */
  public static OrganizerQuery olderThan(Duration age) {
    Objects.requireNonNull(age, "age");
    return new OrganizerQuery(Durations.requireNotNegative("age", age), null, MAX_LIMIT);
  }

  /**
   * Goes on after a user.
   *
   * @param last the last user of the page before
   * @return a new query
   */
  public OrganizerQuery after(Organizer last) {
    return new OrganizerQuery(olderThan, Objects.requireNonNull(last, "last"), limit);
  }

  /**
   * Sets the page's size.
   *
   * @param users from 1 to {@value #MAX_LIMIT}
   * @return a new query
   * @throws InvalidValueException if it is out of its range
   */
  public OrganizerQuery limit(int users) {
    if (users < 1 || users > MAX_LIMIT) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LIMIT, "" + users);
    }
    return new OrganizerQuery(olderThan, after, users);
  }

  /**
   * Returns for how long at least the users have had their IDs. Such a query reads the oldest
   * first.
   *
   * @return the age; empty for all users, in an order of their keys that is the store's own
   */
  public Optional<Duration> olderThan() {
    return Optional.ofNullable(olderThan);
  }

  /**
   * Returns the user after whom to go on in the order of reading.
   *
   * @return the user; empty to start from the first
   */
  public Optional<Organizer> after() {
    return Optional.ofNullable(after);
  }

  /**
   * Returns how many users to read at most.
   *
   * @return from 1 to {@value #MAX_LIMIT}
   */
  public int limit() {
    return limit;
  }

  /**
   * Returns whether a user fulfils the condition: is enabled, and has had the ID for so long. The
   * order, the place where the page begins and its limit are none.
   *
   * @param organizer the user
   * @param now the store's time
   * @return {@code true} if the user is one of those to be read
   */
  public boolean matches(Organizer organizer, Instant now) {
    Objects.requireNonNull(organizer, "organizer");
    Objects.requireNonNull(now, "now");
    return organizer.enabled()
        && (olderThan == null
            || Duration.between(organizer.since(), now).compareTo(olderThan) >= 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrganizerQuery query
        && Objects.equals(olderThan, query.olderThan)
        && Objects.equals(after, query.after)
        && limit == query.limit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(olderThan, after, limit);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "OrganizerQuery[olderThan=%s, after=%s, limit=%s]", olderThan, after, limit);
  }
}
