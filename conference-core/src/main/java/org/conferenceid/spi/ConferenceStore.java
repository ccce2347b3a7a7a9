package org.conferenceid.spi;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.AuditEntry;
import org.conferenceid.AuditQuery;
import org.conferenceid.Capacity;
import org.conferenceid.ChangeResult;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.UserId;

/**
 * Keeps who has which ID, which IDs are in quarantine, the audit and the outgoing messages. The
 * core decides what shall happen; a store makes it happen in one piece, and keeps its promises
 * under any race, in one process or in many. Each method is one transaction.
 *
 * <p>Safe for use by any number of threads. Times are taken from the store's own clock: for a
 * database, the database's.
 *
 * <p>Rules, cited by the contract tests:
 *
 * <dl>
 *   <dt>CS-1
 *   <dd>A change is whole or is not: the new ID, the retired ID with the end of its quarantine, the
 *       version, the audit entry and the message become visible together. A result other than
 *       {@link org.conferenceid.Done}, a replay and an exception have changed nothing (B1).
 *   <dt>CS-2
 *   <dd>No ID is active for two users, and no user has two IDs.
 *   <dt>CS-3
 *   <dd>The first free one of the candidates is taken, in the order in which the generator draws
 *       them. A store draws as many as it likes; after that it may pick one of the free IDs that it
 *       knows, uniformly, with {@link ConferenceIdGenerator#nextIndex}. {@link
 *       ChangeResult.Exhausted} is answered only when no free ID was left.
 *   <dt>CS-4
 *   <dd>An ID that was retired, in whichever way, is assigned to nobody until its quarantine is
 *       over: it is reserved while the clock shows less than the moment of retiring plus the
 *       quarantine, and free from that moment on (B2). No clean-up needs to run for that.
 *   <dt>CS-5
 *   <dd>From the moment at which a new ID is visible, the old one is not active (S9).
 *   <dt>CS-6
 *   <dd>A reset that expects an ID happens only if the user has that ID; else {@link
 *       org.conferenceid.StaleId}.
 *   <dt>CS-7
 *   <dd>Only an enabled user has an ID (S4): reset, disable and conference information answer
 *       {@link org.conferenceid.NotEnabled} for anybody else, and enable answers {@link
 *       org.conferenceid.AlreadyEnabled} for an enabled user.
 *   <dt>CS-8
 *   <dd>A request key that was used for the same user and wish gives the first result again, as a
 *       replay; for another wish it gives {@link ChangeResult.KeyReused}. Another wish is another
 *       kind, or a reset that expects another ID than the one that was replaced; who wishes it,
 *       why, the mail and the quarantine make no difference. This is judged before everything else.
 *       Refusals are not remembered: a refused wish is judged anew (B12).
 *   <dt>CS-9
 *   <dd>A user's version starts at 1 and grows by one with each change of the ID, over disabling
 *       and enabling.
 *   <dt>CS-10
 *   <dd>Each change that was done has exactly one audit entry, with a number that grows along each
 *       user's changes and is never used again (B10).
 *   <dt>CS-11
 *   <dd>{@link #lookup} tells active, retired (until the end of the quarantine) and unknown apart
 *       (B3).
 *   <dt>CS-12
 *   <dd>{@link #erase} leaves nothing that names the user, and keeps the ID in quarantine.
 *   <dt>CS-13
 *   <dd>{@link #prune} removes old entries, but none whose message is pending or leased.
 *   <dt>CS-14
 *   <dd>{@link #capacity} counts an ID whose quarantine is over as free.
 *   <dt>CS-15
 *   <dd>{@link org.conferenceid.Done#committed} is {@code false} if and only if the store took part
 *       in a transaction that somebody else will end.
 *   <dt>CS-16
 *   <dd>No assigned ID is {@linkplain org.conferenceid.ConferenceIdPolicy#isGuessable guessable}: a
 *       candidate that is, though a generator should not draw it, is passed over.
 * </dl>
 *
 * <p>Every method throws a {@link org.conferenceid.StoreException} if the store cannot be used.
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
   * Finds a user.
   *
   * @param user the user
   * @return the user's state; empty for somebody who was never enabled, or has been erased
   */
  Optional<Organizer> find(UserId user);

  /**
   * Finds several users, as one look at the store.
   *
   * @param users the users
   * @return the state of each; somebody who was never enabled, or has been erased, is missing
   */
  Map<UserId, Organizer> findAll(Collection<UserId> users);

  /**
   * Tells what an ID is.
   *
   * @param id the ID
   * @return active, retired or unknown
   */
  Lookup lookup(ConferenceId id);

  /**
   * Reads the audit.
   *
   * @param query which entries
   * @return the entries
   */
  Page<AuditEntry> audit(AuditQuery query);

  /**
   * Counts the IDs.
   *
   * @return how full the space is now
   */
  Capacity capacity();

  /**
   * Forgets a user: an ID is retired, the audit entries and the messages are removed, and where the
   * user's key stands as the actor of other entries it is removed from them. A user who is enabled
   * again later starts at version 1.
   *
   * @param user the user
   * @param quarantine how long the ID stays reserved; positive
   * @return whether there was anything about the user, be it as the actor of somebody else's entry
   */
  boolean erase(UserId user, Duration quarantine);

  /**
   * Removes audit entries that are at least as old as an age. Their request keys are forgotten with
   * them.
   *
   * @param age not negative
   * @return how many were removed
   */
  int prune(Duration age);

  /**
   * The outgoing messages.
   *
   * @return always the same outbox
   */
  Outbox outbox();
}
