package org.conferenceid.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.change.AdoptionResult;

/**
 * Keeps who has which ID, which IDs are in quarantine, the audit and the outgoing messages. The
 * core decides what shall happen; a store makes it happen in one piece, and keeps its promises
 * under any race, in one process or in many. Each method is one transaction, but for {@link #erase}
 * and {@link #prune}, see there.
 *
 * <p>Safe for use by any number of threads. Times are taken from the store's own clock: for a
 * database, the database's. They are moments, in no zone, and kept to the millisecond or finer. A
 * duration is at most 36500 days ({@link Change#MAX_QUARANTINE}), and is rounded up, never down, to
 * what a store can tell.
 *
 * <p>Texts, such as the keys of users, are compared exactly: no difference in case, accents or
 * composition is overlooked. They hold any character but control characters and line separators,
 * also those beyond the first plane, but never half of a surrogate pair: the values refuse it.
 * UTF-8 keeps them all.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt id="CS-1">CS-1
 *   <dd>A change is whole or is not: the new ID, the retired ID with the end of its quarantine, the
 *       version, the audit entry and the message become visible together. A result other than
 *       {@link ChangeResult.Done}, a replay and an exception have changed nothing (B1). What has
 *       been answered outlives the death of the process. Whatever is read, also of several users,
 *       is as it was at one moment after the call began.
 *   <dt id="CS-2">CS-2
 *   <dd>No ID is active for two users, and no user has two IDs.
 *   <dt id="CS-3">CS-3
 *   <dd>The first free one of the candidates is taken, in the order in which the generator draws
 *       them. A store draws as many as it likes; after that it may pick one of all free IDs,
 *       uniformly, with {@link ConferenceIdGenerator#nextIndex}. {@link ChangeResult.Exhausted} is
 *       answered only when no free ID was left.
 *   <dt id="CS-4">CS-4
 *   <dd>An ID that was retired, in whichever way, is assigned to nobody until its quarantine is
 *       over: it is reserved while the clock shows less than the moment of retiring plus the
 *       quarantine, and free from that moment on (B2). No clean-up needs to run for that.
 *   <dt id="CS-5">CS-5
 *   <dd>From the moment at which a new ID is visible, the old one is not active (S9).
 *   <dt id="CS-6">CS-6
 *   <dd>A reset that expects an ID or a version happens only if the user has that ID and that
 *       version; otherwise {@link ChangeResult.StaleId}.
 *   <dt id="CS-7">CS-7
 *   <dd>Only an enabled user has an ID (S4): every change but an enabling answers {@link
 *       ChangeResult.NotEnabled} for anybody else, and enable answers {@link
 *       ChangeResult.AlreadyEnabled} for an enabled user. So does an adoption, whatever the ID that
 *       it brings.
 *   <dt id="CS-8">CS-8
 *   <dd>An idempotency key that was used for the same user and request gives the first result
 *       again, as a replay; for another request it gives {@link ChangeResult.KeyReused}. Another
 *       request is one of another kind, or a reset that expects another ID than the one that was
 *       replaced, or another version than the one before the reset; who asks for it, why, the mail
 *       and the quarantine make no difference. This is judged before everything else. Refusals are
 *       not remembered: a refused request is judged anew (B12).
 *   <dt id="CS-9">CS-9
 *   <dd>A user's version starts at 1 and grows by one with each change of the ID, over disabling
 *       and enabling. A change of a kind that {@linkplain org.conferenceid.EventKind#changesId
 *       changes no ID}, whichever it is, is treated like conference information: it leaves ID and
 *       version as they are. A message is queued if and only if {@link Change#mail} says so, which
 *       it never does for a kind that {@linkplain org.conferenceid.EventKind#carriesMail carries no
 *       mail}.
 *   <dt id="CS-10">CS-10
 *   <dd>Each change that was done has exactly one audit entry, with a number that grows along each
 *       user's changes and is never used again (B10). The entry keeps who asked, why, the public
 *       reason and the idempotency key as they were given. Its time is that of the change, the same
 *       as in the answer, in {@link Organizer#since} and in {@link Lookup.Retired}; along a user's
 *       changes times do not go back unless the clock is set back. Of entries about different
 *       users, one with a lower number may become visible after one with a higher. {@link #audit}
 *       gives exactly the entries that meet all conditions of the query.
 *   <dt id="CS-11">CS-11
 *   <dd>{@link #lookup} tells active, retired (until the end of the quarantine) and unknown apart
 *       (B3).
 *   <dt id="CS-12">CS-12
 *   <dd>{@link #erase} leaves nothing that names the user, be it as the last owner of an ID or as
 *       the actor of an entry, whatever became of its message; and keeps the ID in quarantine. What
 *       is somebody else's stays, also an ID that the user had before.
 *   <dt id="CS-13">CS-13
 *   <dd>{@link #prune} removes old entries, but none whose message is pending or leased. Users,
 *       versions, IDs and quarantines stay as they are.
 *   <dt id="CS-14">CS-14
 *   <dd>{@link #capacity} counts an ID whose quarantine is over as free.
 *   <dt id="CS-15">CS-15
 *   <dd>{@link ChangeResult.Done#committed} is {@code false} if and only if the store took part in
 *       a transaction that somebody else will end. What was given to {@link #afterCommit} in it is
 *       run once after the outermost commit, and never after a roll-back.
 *   <dt id="CS-16">CS-16
 *   <dd>No assigned ID is {@linkplain org.conferenceid.ConferenceIdPolicy#isGuessable guessable}: a
 *       candidate that is, though a generator should not draw it, is passed over, also where no
 *       other is free.
 *   <dt id="CS-17">CS-17
 *   <dd>{@link #changeAll} is one transaction: after an exception nothing of it has been changed.
 *       Each of its changes gets the answer that {@link #change} would have given, and one that is
 *       refused keeps none of the others from being made. What holds under races for single changes
 *       holds for these, also between several chunks, and between chunks and single changes (B6).
 *   <dt id="CS-18">CS-18
 *   <dd>{@link #adopt} is one transaction. It enables users with the IDs that they bring: version,
 *       audit entry and all are as for an enabling, without a message. Only an ID that is free, and
 *       not guessable, is adopted. In the modes that may withhold, nothing is changed unless
 *       everything can be (B13).
 *   <dt id="CS-19">CS-19
 *   <dd>{@link #organizers}, read page by page while nothing changes, gives every enabled user
 *       exactly once; and a user who stays unchanged meanwhile is given exactly once whatever else
 *       changes. A page is shorter than its limit only if nothing follows.
 *   <dt id="CS-20">CS-20
 *   <dd>{@link #allocationRate} counts what the audit holds and what the quarantines say, by the
 *       store's clock: an assignment for as long as its age is less than the period, the end of a
 *       quarantine when it lies in the future by no more than the period. An adoption is an
 *       assignment.
 *   <dt id="CS-21">CS-21
 *   <dd>{@link #formerIds} tells the IDs that a user had and has no longer, each once: those that
 *       the user's audit entries show as replaced or taken away, and those in quarantine whose last
 *       owner is the user. The one that stopped working last comes first, by the store's clock. The
 *       present ID is never among them. A user who has been erased has none, and none from before
 *       when enabled again. A store may go on telling an ID that the user had when its entry is
 *       pruned and its quarantine is over.
 *   <dt id="CS-22">CS-22
 *   <dd>{@link #countAudit} counts the entries that {@link #audit} would give, all pages of them,
 *       by the state of their messages as it would show them.
 * </dl>
 *
 * <p>Every method throws a {@link org.conferenceid.StoreException} if the store cannot be used.
 *
 * @since 0.1.0
 */
public interface ConferenceStore {

  /**
   * Makes a change.
   *
   * @param change what shall happen
   * @param candidates where new IDs come from
   * @return what became of it; for a change of kind K, one of the results that the services of K
   *     hand out, {@link ChangeResult.KeyReused}, or {@link ChangeResult.Exhausted} where an ID was
   *     needed
   */
  ChangeResult change(Change change, ConferenceIdGenerator candidates);

  /**
   * Makes many changes as one, with as few steps as the store can (CS-17).
   *
   * @param changes what shall happen, to one user each; the store may make them in any order
   * @param candidates where new IDs come from
   * @return what became of each, in the order of the changes
   * @throws InvalidValueException if two of them are about the same user
   */
  List<ChangeResult> changeAll(List<Change> changes, ConferenceIdGenerator candidates);

  /**
   * Brings in IDs that users have already (CS-18).
   *
   * @param adoptions who has which; each user and each ID once
   * @param mode what to do if not all can be adopted
   * @return what became of each, in the order of the adoptions
   * @throws InvalidValueException if a user or an ID stands there twice
   */
  List<AdoptionResult> adopt(List<Adoption> adoptions, AdoptionMode mode);

  /**
   * Finds a user.
   *
   * @param user the user
   * @return the user's state; empty for somebody who was never enabled, or has been erased
   */
  Optional<Organizer> find(UserId user);

  /**
   * Finds several users, with as few looks at the store as it can.
   *
   * @param users the users
   * @return the state of each; somebody who was never enabled, or has been erased, is missing
   */
  Map<UserId, Organizer> findAll(Collection<UserId> users);

  /**
   * Reads the enabled users, a page at a time (CS-19).
   *
   * @param query which, and in which order
   * @return a page; shorter than the query's limit if nothing follows
   */
  List<Organizer> organizers(OrganizerQuery query);

  /**
   * Tells what an ID is.
   *
   * @param id the ID
   * @return active, retired or unknown
   */
  Lookup lookup(ConferenceId id);

  /**
   * Finds the IDs that a user had and has no longer (CS-21): for whoever looks for them in old
   * invitations.
   *
   * <p>Pruning sets a limit: an ID whose audit entry was removed is told for as long as its
   * quarantine lasts, and perhaps not after it. Whoever needs all of a user's IDs keeps the audit
   * for as long. One of these IDs may be somebody else's by now.
   *
   * @param user the user
   * @return the IDs, the one that stopped working last first; empty for somebody who was never
   *     enabled, or has been erased
   */
  List<ConferenceId> formerIds(UserId user);

  /**
   * Reads the audit (CS-10).
   *
   * <p>A number is no position from which a reader can follow the audit: an entry is visible once
   * its transaction is committed, and another one, with a lower number, may be open for a long
   * time. Whoever must miss nothing compares each user's {@linkplain Organizer#version version}
   * with the one that was seen last, or reads again from well before the newest entry.
   *
   * @param query which entries
   * @return the entries
   */
  Page<AuditEntry> audit(AuditQuery query);

  /**
   * Counts entries of the audit by what became of their messages (CS-22): for instance those of one
   * bulk run, by its key.
   *
   * @param query which entries; its order, place and limit make no difference
   * @return how many there are of each state; a state that none has is missing
   */
  Map<DeliveryState, Long> countAudit(AuditQuery query);

  /**
   * Counts the IDs.
   *
   * @return how full the space is now
   */
  Capacity capacity();

  /**
   * Counts how fast IDs are used up (CS-20).
   *
   * @param period over how long; positive, at most 36500 days
   * @return how many were assigned in the period before now, and how many quarantines end in the
   *     one after it
   * @throws InvalidValueException if the period is out of its range
   */
  AllocationRate allocationRate(Duration period);

  /**
   * Forgets a user: an ID is retired, the audit entries and the messages are removed, and where the
   * user's key stands as the actor of other entries it is removed from them. A user who is enabled
   * again later starts at version 1.
   *
   * <p>What is about the user happens in one transaction. After it the actor is removed from other
   * entries, of which there may be very many, in portions: a caller meanwhile sees some with it and
   * some without, and after an exception some may be left. Doing it again goes on.
   *
   * @param user the user
   * @param quarantine how long the ID stays reserved; positive, at most {@link
   *     Change#MAX_QUARANTINE}
   * @return whether there was anything about the user, be it as the actor of somebody else's entry
   * @throws InvalidValueException if the quarantine is out of its range
   */
  boolean erase(UserId user, Duration quarantine);

  /**
   * Removes audit entries that are at least as old as an age. Their idempotency keys are forgotten
   * with them.
   *
   * <p>A store may remove them in portions, each in a transaction, so that nobody waits long: a
   * caller meanwhile sees some of them, and after an exception some may be left. Doing it again
   * goes on. In a transaction of the application all of it is one piece.
   *
   * @param age not negative, at most 36500 days
   * @return how many were removed
   * @throws InvalidValueException if the age is out of its range
   */
  int prune(Duration age);

  /**
   * Runs a task once the application's transaction has committed in which this store has just taken
   * part; never if it is rolled back. Called only after a result that is not {@linkplain
   * ChangeResult.Done#committed committed}, on the same thread, so a store that never takes part in
   * one need not implement it.
   *
   * @param task what to do
   * @throws UnsupportedOperationException if the store takes part in no transaction
   */
  default void afterCommit(Runnable task) {
    Objects.requireNonNull(task, "task");
    throw new UnsupportedOperationException("the store takes part in no transaction");
  }

  /**
   * Returns whether the calling thread is in a transaction of the application, in which this store
   * would take part (CS-15). Runs of many transactions, such as a bulk run, are refused then.
   *
   * @return {@code false} for a store that never takes part in one
   */
  default boolean inApplicationTransaction() {
    return false;
  }

  /**
   * The outgoing messages.
   *
   * @return always the same outbox
   */
  Outbox outbox();

  /**
   * Whose meetings are to be updated. A store that does not keep that need not implement it: only
   * whoever follows changes in calendars asks for it.
   *
   * @return always the same
   * @throws UnsupportedOperationException if the store does not keep it
   */
  default MeetingUpdates meetingUpdates() {
    throw new UnsupportedOperationException("the store does not keep whose meetings are updated");
  }
}
