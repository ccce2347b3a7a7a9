package org.conferenceid.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;

/**
 * Whose meetings are to be updated, and how far that is. It follows the organizers' {@linkplain
 * org.conferenceid.Organizer#version versions}, and no event: whatever was missed is found, however
 * late it became visible. It is part of a {@link ConferenceStore}, because a user is erased from
 * both at once, and keeps nothing about a meeting but counts.
 *
 * <p>Safe for use by any number of threads, processes and machines at once. Times are taken from
 * the store's clock, not from the workers'.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="MU-1">MU-1
 *   <dd>There is work for a user who is enabled, whose version is greater than 1, and for which no
 *       update to that version is done or given up. Several versions that were missed are one piece
 *       of work, to the last of them. Only what is committed counts.
 *   <dt id="MU-2">MU-2
 *   <dd>Work is leased to one worker at a time. A lease that has ended unsettled can be claimed by
 *       anyone, from the very moment at which its time is over. A claim hands out as many as it
 *       may, if there are as many due. A claim is refused whose numbers are out of range.
 *   <dt id="MU-3">MU-3
 *   <dd>The attempt is counted when it is claimed, durably, before the claim is answered. Attempts
 *       count from 1 for each version.
 *   <dt id="MU-4">MU-4
 *   <dd>A settlement counts only while its lease is the user's latest and unsettled one; else it
 *       changes nothing, and that is answered. A lease that has merely run out can still be
 *       settled.
 *   <dt id="MU-5">MU-5
 *   <dd>What is done or was given up is not due until the version grows. What is to be retried is
 *       due from the very moment at which its delay is over, or at once when the version grows. A
 *       version that grows while a worker has the user is due when that lease is settled or has
 *       ended. What is released is as if it had not been claimed, and due at once. Where a delay or
 *       a lease ends later than {@link #MAX_DELAY} from now, the clock has been set back since, and
 *       it counts as over.
 *   <dt id="MU-6">MU-6
 *   <dd>What is due at once comes first; then what has been due longest.
 *   <dt id="MU-7">MU-7
 *   <dd>{@link #status} and {@link #list} tell the same: the state, the attempts, the counts and
 *       the problem of the last attempt, as it was given, whatever characters it has. What was
 *       updated, in part or not, adds up over the attempts for a version; what was left, and what
 *       failed, is that of the last attempt. A new version starts with none. Somebody for whom
 *       there never was work has no status.
 *   <dt id="MU-8">MU-8
 *   <dd>{@link #list} gives every user of a state exactly once, read page by page while nothing
 *       changes. A page is shorter than its limit only if nothing follows.
 *   <dt id="MU-9">MU-9
 *   <dd>Somebody who is disabled has no work and no status, until enabled again. {@link
 *       ConferenceStore#erase} leaves nothing of the user here, and a lease from before is lost,
 *       also when the user is enabled and reset again.
 *   <dt id="MU-10">MU-10
 *   <dd>{@link #again} takes what is done and what was given up, and nothing else; it is due at
 *       once, with attempts, counts and problem as for a new version.
 *   <dt id="MU-11">MU-11
 *   <dd>{@link #figures} counts whom {@link #list} gives, at one moment, and tells the time of the
 *       oldest change that waits: the earliest {@link org.conferenceid.Organizer#since} of whoever
 *       is pending or in progress.
 * </dl>
 *
 * <p>Every method throws a {@link org.conferenceid.StoreException} if the store cannot be used.
 *
 * @since 0.1.0
 */
public interface MeetingUpdates {
  /** The longest lease, and the longest delay of a retry: seven days. */
  Duration MAX_DELAY = Duration.ofDays(7);

  /** The most users of one page of {@link #list}. */
  int MAX_LIMIT = 1000;

  /**
   * Leases work to a worker. The leases are committed before this returns, so it must not be called
   * in a transaction of the application.
   *
   * @param worker the worker's name, for people who look into the store: any text, of which a store
   *     may keep no more than the beginning
   * @param max at most so many users, at least 1
   * @param lease for how long; positive and at most {@link #MAX_DELAY}
   * @return the leases, in the order in which they are to be done (MU-6)
   * @throws InvalidValueException if {@code max} or {@code lease} is out of its range
   * @throws IllegalStateException in a transaction of the application, where the store can tell
   */
  List<MeetingLease> claim(String worker, int max, Duration lease);

  /**
   * Settles a lease.
   *
   * @param lease the lease
   * @param outcome how the attempt ended
   * @return whether it counts; {@code false} if the lease was lost (MU-4)
   */
  boolean settle(MeetingLease lease, MeetingSettlement outcome);

  /**
   * Tells how far the update of a user's meetings is.
   *
   * @param user the user
   * @return empty for somebody for whom there never was work, is disabled or unknown
   */
  Optional<MeetingStatus> status(UserId user);

  /**
   * Lists users by the state of their update, in an order of their keys that is the store's own.
   *
   * @param state which
   * @param after the last user of the page before; empty to begin
   * @param limit at most so many, from 1 to {@value #MAX_LIMIT}
   * @return a page
   * @throws InvalidValueException if the limit is out of its range
   */
  List<MeetingStatus> list(MeetingStatus.State state, Optional<UserId> after, int limit);

  /**
   * Counts the users by the state of their update, for monitoring. It may have to read all users:
   * once a minute is often enough.
   *
   * @return the figures
   */
  MeetingFigures figures();

  /**
   * Has what is done or was given up tried once more, such as after a calendar was restored from a
   * backup.
   *
   * @param users whose meetings
   * @return for how many of them that is so
   */
  int again(Collection<UserId> users);

  /**
   * Checks the numbers of a claim, for stores.
   *
   * @param max the most users
   * @param lease for how long
   * @throws InvalidValueException if one of them is out of its range
   */
  static void requireClaim(int max, Duration lease) {
    Objects.requireNonNull(lease, "lease");
    if (max < 1) {
      throw new InvalidValueException("max", "must be at least 1", "" + max);
    }
    if (lease.isNegative() || lease.isZero() || lease.compareTo(MAX_DELAY) > 0) {
      throw new InvalidValueException(
          "lease", "must be positive and at most " + MAX_DELAY, lease.toString());
    }
  }

  /**
   * Checks the limit of a page, for stores.
   *
   * @param limit the most users
   * @throws InvalidValueException if it is out of its range
   */
  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidValueException("limit", "must be from 1 to " + MAX_LIMIT, "" + limit);
    }
  }
}
