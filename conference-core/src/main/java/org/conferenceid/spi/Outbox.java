package org.conferenceid.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Organizer;

/**
 * The messages that wait to be sent. They belong to the store, because a message must commit with
 * the ID that it is about. A message has the number of its audit entry, and its state is shown
 * there.
 *
 * <p>A message holds nothing beside its audit entry: no address, name or language, and of IDs those
 * that the entry shows. Safe for use by any number of threads, processes and machines at once.
 * Times are taken from the store's clock, not from the workers'.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="OB-1">OB-1
 *   <dd>A message can be claimed if and only if the change that queued it has been committed.
 *   <dt id="OB-2">OB-2
 *   <dd>A message is leased to one worker at a time. When a lease has ended unsettled, the message
 *       can be claimed again, by anyone. A lease has ended at the very moment at which its time is
 *       over, exact to a millisecond at least. A claim is refused whose numbers are out of range.
 *   <dt id="OB-3">OB-3
 *   <dd>The attempt is counted when the message is claimed, durably, before the claim is answered:
 *       a worker that dies on a message cannot try it for ever.
 *   <dt id="OB-4">OB-4
 *   <dd>A settlement counts only while its lease is the message's latest and unsettled one; else it
 *       changes nothing and its lease is returned as lost. A lease that has merely run out can
 *       still be settled, as long as nobody else has claimed the message.
 *   <dt id="OB-5">OB-5
 *   <dd>Messages of one user go out in their order: a message is not handed out while an earlier
 *       one of the same user is pending or leased.
 *   <dt id="OB-6">OB-6
 *   <dd>A pending message that has become outdated is not handed out but marked superseded, due or
 *       not: one about a change of the ID when the user's version has grown since, and any other,
 *       such as conference information, when the user is not enabled. A message whose lease has
 *       ended counts as pending. A claim that takes fewer than it may has marked all of them, but
 *       for those behind a message that a worker has; and any claim has marked those before what it
 *       takes of the same user. The same claim hands out what it made room for. A superseded
 *       message keeps its attempts and its problem, and stays superseded.
 *   <dt id="OB-7">OB-7
 *   <dd>A message that is queued, sent again or released is due at once, whatever the clock shows
 *       later. One to be retried is due from the very moment at which its delay is over; a failed
 *       one is not claimed until it is sent again. Where a delay or a lease ends later than {@link
 *       #MAX_DELAY} from now, the clock has been set back since, and it counts as over.
 *   <dt id="OB-8">OB-8
 *   <dd>{@link #resend} takes failed messages only; their attempts count from 1 again, and none of
 *       them is excused or unconfirmed. Each keeps its number, its key and, until another attempt
 *       fails, its problem. One that has become outdated is queued, and superseded by a claim.
 *   <dt id="OB-9">OB-9
 *   <dd>A released message is as if it had not been claimed, but for its fence and for what the
 *       claim found out about the lease before (OB-13).
 *   <dt id="OB-10">OB-10
 *   <dd>A claim takes first what has not been tried since it was queued, sent again or released, in
 *       the order of the numbers; then what has been due longest, and of what has been due equally
 *       long the lower number. One that is sent again keeps its number. One that had to wait for an
 *       earlier one of its user takes its turn when that one is out. A message waits for what is
 *       committed only: of two users' messages, the one with the higher number may become visible,
 *       and be claimed, first. However many messages wait, they keep no other one from being
 *       claimed.
 *   <dt id="OB-11">OB-11
 *   <dd>A settled message shows its state, the number of attempts and the last problem in its audit
 *       entry; one that was sent in the end keeps the problem of the attempt before. A lease that
 *       has ended shows as leased until a claim takes the message. A problem is shown as the {@link
 *       Settlement} tells it, all of its {@value Settlement#MAX_PROBLEM} UTF-16 units, whatever
 *       characters they are.
 *   <dt id="OB-12">OB-12
 *   <dd>A message has a key of its own from {@link Lease#newMessageKey}, drawn when the message is
 *       queued; each of its leases has it, also after {@link #resend}.
 *   <dt id="OB-13">OB-13
 *   <dd>A lease tells how many of the attempts before were {@linkplain Settlement.Attempt#EXCUSED
 *       excused}, and how many {@linkplain Settlement.Attempt#UNCONFIRMED may have sent} the
 *       message. A lease that has ended unsettled when the message is claimed again counts among
 *       the latter: its worker may have died after it sent the message.
 *   <dt id="OB-14">OB-14
 *   <dd>{@link #figures} counts each open message once, as pending, leased, or with a lease that
 *       has ended, and the failed ones. A message is due if it is pending and its time has come, or
 *       if its lease has ended. One that has become outdated counts as what it is until a claim
 *       marks it.
 *   <dt id="OB-15">OB-15
 *   <dd>A lease tells the event and the context of its message's audit entry as they are when it is
 *       claimed. After the actor was erased, the context names nobody.
 * </dl>
 *
 * <p>Every method throws a {@link org.conferenceid.StoreException} if the store cannot be used.
 *
 * @since 0.1.0
 */
public interface Outbox {
  /** The longest lease, and the longest delay of a retry: seven days. */
  Duration MAX_DELAY = Duration.ofDays(7);

  /**
   * Leases due messages to a worker. The lease is committed before this returns, so it must not be
   * called in a transaction of the application.
   *
   * @param worker the worker's name, for people who look into the store: any text, of which a store
   *     may keep no more than the beginning
   * @param max at most so many messages, at least 1
   * @param lease for how long; positive and at most {@link #MAX_DELAY}
   * @return the leases, in the order in which they are to be sent (OB-10); empty when nothing is
   *     due
   * @throws InvalidValueException if {@code max} or {@code lease} is out of its range
   * @throws IllegalStateException in a transaction of the application, where the store can tell
   */
  List<Lease> claim(String worker, int max, Duration lease);

  /**
   * Settles leases. A store may do it in portions, each in a transaction: after an exception some
   * may be settled, and doing it again settles the others.
   *
   * @param settlements what became of each
   * @return those whose lease was lost; nothing was changed for them
   */
  List<Lease> settle(List<Settlement> settlements);

  /**
   * Queues failed messages again, due at once. A store may do it in portions, each in a
   * transaction: after an exception some may be queued, and doing it again queues the others.
   *
   * @param numbers the messages' numbers
   * @return how many of them were failed ones, and now are pending
   */
  int resend(Collection<Long> numbers);

  /**
   * Counts the messages, with one look at the store that is cheap enough for monitoring: what has
   * been sent is not read (OB-14).
   *
   * @return the figures at this moment
   */
  OutboxFigures figures();

  /**
   * Returns whether a message has become untrue, so that it must not be sent (OB-6): one about a
   * change of the ID if the user's version has grown since, any other one if the user is not
   * enabled.
   *
   * @param event what the message is about
   * @param found the user's state now; empty for somebody who has been erased
   * @return {@code true} if the message is outdated
   */
  static boolean isOutdated(ConferenceEvent event, Optional<Organizer> found) {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(found, "found");
    return event.kind().changesId()
        ? found.filter(user -> user.version() == event.version()).isEmpty()
        : found.filter(Organizer::enabled).isEmpty();
  }
}
