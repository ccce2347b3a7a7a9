package org.conferenceid.administration;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;
import org.conferenceid.Page;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.adoption.AdoptionService;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.bulk.BulkInfoService;
import org.conferenceid.bulk.BulkResetService;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.CapacityReport;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.change.ConferenceInfoRequest;
import org.conferenceid.change.ConferenceInfoResult;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.RevealIdResult;
import org.conferenceid.guard.Durations;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.internal.EnabledUsers;
import org.conferenceid.spi.ConferenceStore;

/**
 * What administrators do: decide who may host audio conferences and so has an ID, reset IDs, send
 * conference information, look at the audit and the capacity, forget users.
 *
 * <pre>{@code
 * Administration administration = Administration.builder(store).directory(users).build();
 * administration.enable(amelie);
 * ResetPreview preview = administration.resets().preview(amelie);
 * administration.resets().reset(
 *     preview.confirm().by("admin").reason("leaked").idempotencyKey(formKey));
 * }</pre>
 *
 * <p>Messages are queued in the store; a {@code NotificationDispatcher} on the same store, here or
 * in another process, sends them. Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class Administration {
  private static final Duration RATE_PERIOD = Duration.ofDays(30);

  private final ConferenceStore store;
  private final Duration quarantine;
  private final CapacityThresholds capacityThresholds;
  private final UserChanges changes;
  private final ResetService resets;
  private final BulkResetService bulkResets;
  private final BulkInfoService bulkInfo;
  private final AdoptionService adoption;

  private Administration(Builder settings) {
    this.store = settings.store;
    this.quarantine = settings.quarantine;
    this.capacityThresholds = settings.capacityThresholds;
    ChangeExecutor executor = settings.executor();
    this.changes = new UserChanges(executor);
    this.resets = new ResetService(store, settings.directory, executor);
    this.bulkResets = new BulkResetService(store, executor, settings.timeSource);
    this.bulkInfo = new BulkInfoService(store, executor, settings.timeSource);
    this.adoption = new AdoptionService(executor);
  }

  /**
   * Starts with the default settings.
   *
   * @param store where IDs are kept
   * @return a new builder
   */
  public static Builder builder(ConferenceStore store) {
    return new Builder(store);
  }

  /**
   * Lets a user host audio conferences. An ID comes by itself (S3, S4), and the user is told by
   * e-mail unless mail is switched off. Does nothing if the user is enabled already.
   *
   * @param user who
   * @return the user's ID
   * @throws org.conferenceid.capacity.IdsExhaustedException if no ID is left
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public EnableResult enable(UserId user) {
    return enable(EnableRequest.of(user));
  }

  /**
   * Lets a user host audio conferences, as {@link #enable(UserId)} does.
   *
   * @param request who, by whom, why
   * @return the user's ID
   * @throws org.conferenceid.capacity.IdsExhaustedException if no ID is left
   * @throws org.conferenceid.change.IdempotencyKeyReusedException if the key belongs to another
   *     request for this user
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public EnableResult enable(EnableRequest request) {
    return changes.enable(Objects.requireNonNull(request, "request"));
  }

  /**
   * Ends a user's right to host audio conferences. The ID stops working for callers at once and
   * goes into quarantine (B2).
   *
   * @param user who
   * @return what was done, or that the user was not enabled
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public DisableResult disable(UserId user) {
    return disable(DisableRequest.of(user));
  }

  /**
   * Ends a user's right to host audio conferences, as {@link #disable(UserId)} does.
   *
   * @param request who, by whom, why
   * @return what was done, or that the user was not enabled
   * @throws org.conferenceid.change.IdempotencyKeyReusedException if the key belongs to another
   *     request for this user
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public DisableResult disable(DisableRequest request) {
    return changes.disable(Objects.requireNonNull(request, "request"));
  }

  /**
   * Returns what resets IDs.
   *
   * @return always the same service
   */
  public ResetService resets() {
    return resets;
  }

  /**
   * Returns what resets many IDs at once, or those that are old (B6, S13).
   *
   * @return always the same service
   */
  public BulkResetService bulkResets() {
    return bulkResets;
  }

  /**
   * Returns what sends many users their conference information, or that the dial-in numbers have
   * changed (S11, B15).
   *
   * @return always the same service
   */
  public BulkInfoService bulkInfo() {
    return bulkInfo;
  }

  /**
   * Returns what brings in IDs that users have already (B13).
   *
   * @return always the same service
   */
  public AdoptionService adoption() {
    return adoption;
  }

  /**
   * Sends a user all conference information by e-mail: the ID and the dial-in numbers, never a PIN
   * (S11). The message shows the ID that is current when it is sent. Because it is asked for, it is
   * sent even if mail is switched off.
   *
   * @param user whom to inform
   * @return that the message is queued, or that the user is not enabled
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public ConferenceInfoResult sendConferenceInfo(UserId user) {
    return sendConferenceInfo(ConferenceInfoRequest.of(user));
  }

  /**
   * Sends a user all conference information, as {@link #sendConferenceInfo(UserId)} does.
   *
   * @param request whom to inform, by whom, why
   * @return that the message is queued, or that the user is not enabled
   * @throws org.conferenceid.change.IdempotencyKeyReusedException if the key belongs to another
   *     request for this user
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public ConferenceInfoResult sendConferenceInfo(ConferenceInfoRequest request) {
    Objects.requireNonNull(request, "request");
    return changes.sendInfo(EventKind.INFO_REQUESTED, request);
  }

  /**
   * Tells a user by e-mail that the dial-in numbers have changed (B15): the message shows the
   * numbers and the ID that are current when it is sent, and asks for invitations to be sent again.
   * The ID stays as it is. Because it is asked for, it is sent even if mail is switched off.
   *
   * @param request whom to inform, by whom, why
   * @return that the message is queued, or that the user is not enabled
   * @throws org.conferenceid.change.IdempotencyKeyReusedException if the key belongs to another
   *     request for this user
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public ConferenceInfoResult sendNumbersChanged(ConferenceInfoRequest request) {
    Objects.requireNonNull(request, "request");
    return changes.sendInfo(EventKind.NUMBERS_CHANGED, request);
  }

  /**
   * Reveals a user's ID in full, and leaves a trace of it: the audit says who looked, when and why
   * (B10). For applications that show IDs masked, and in full only on demand. The entry is written
   * in the same transaction, before the ID is read; {@link #find} leaves no trace.
   *
   * @param user whose ID
   * @param context who looks and why
   * @return the ID, or that the user is not enabled
   * @throws org.conferenceid.StoreException if the store cannot be used; the ID is not shown then,
   *     although the audit may have an entry
   */
  public RevealIdResult revealId(UserId user, RequestContext context) {
    Objects.requireNonNull(user, "user");
    return changes.revealId(user, Objects.requireNonNull(context, "context"));
  }

  /**
   * Returns how long a retired ID is given to nobody (B2), for instance for a confirmation window.
   *
   * @return the quarantine of all changes made here
   */
  public Duration quarantine() {
    return quarantine;
  }

  /**
   * Shows a user, with the present ID (S8).
   *
   * @param user who
   * @return the user's state; empty for somebody who was never enabled, or has been erased
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Optional<Organizer> find(UserId user) {
    return store.find(Objects.requireNonNull(user, "user"));
  }

  /**
   * Shows several users, as they all were at one moment.
   *
   * @param users who
   * @return the state of each; somebody who was never enabled, or has been erased, is missing
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Map<UserId, Organizer> findAll(Collection<UserId> users) {
    return store.findAll(Objects.requireNonNull(users, "users"));
  }

  /**
   * Reads everybody who is enabled, with the present ID, in an order that is the store's own: for
   * an export. It is read a page at a time as the stream goes on, so memory does not grow; whoever
   * is enabled or disabled meanwhile may be in it or not.
   *
   * @return a sequential stream; it throws a {@link org.conferenceid.StoreException} if the store
   *     cannot be used
   */
  public Stream<Organizer> organizers() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new EnabledUsers(store), Spliterator.NONNULL | Spliterator.DISTINCT),
        /* parallel= */ false);
  }

  /**
   * Finds the IDs that a user had and has no longer, for instance to look for them in invitations
   * that were sent before (B16). An ID whose audit entry was {@linkplain #pruneAudit removed} is
   * told until its quarantine is over, and perhaps not after it. One of these IDs may be somebody
   * else's by now.
   *
   * @param user whose
   * @return the IDs, the one that stopped working last first, without the present one; empty for
   *     somebody who was never enabled, or has been erased
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public List<ConferenceId> formerIds(UserId user) {
    return store.formerIds(Objects.requireNonNull(user, "user"));
  }

  /**
   * Tells what an ID is, for the inside of the system (B3). For callers there is the auto
   * attendant.
   *
   * @param id the ID
   * @return active, retired or unknown
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Lookup lookup(ConferenceId id) {
    return store.lookup(Objects.requireNonNull(id, "id"));
  }

  /**
   * Reads the audit (B10): who did what to whose ID, when, why, and what happened to the mail.
   *
   * @param query which entries
   * @return a page of them
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Page<AuditEntry> audit(AuditQuery query) {
    return store.audit(Objects.requireNonNull(query, "query"));
  }

  /**
   * Reads the audit to its end, as {@link #audit} does a page of it. It is read a page at a time as
   * the stream goes on, so memory does not grow.
   *
   * @param query which entries; its limit is the size of a page
   * @return a sequential stream; it throws a {@link org.conferenceid.StoreException} if the store
   *     cannot be used
   */
  public Stream<AuditEntry> auditStream(AuditQuery query) {
    return Stream.iterate(
            Optional.of(audit(query)),
            Optional::isPresent,
            page -> page.flatMap(one -> next(query, one)))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  private Optional<Page<AuditEntry>> next(AuditQuery query, Page<AuditEntry> page) {
    return page.next().isPresent()
        ? Optional.of(audit(query.after(page.next().getAsLong())))
        : Optional.empty();
  }

  /**
   * Counts entries of the audit by what became of their messages, without reading them: how far a
   * bulk run is that another node does, for instance, by its run key.
   *
   * @param query which entries; its order, place and limit make no difference
   * @return how many there are of each state; a state that none has is missing
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Map<DeliveryState, Long> countAudit(AuditQuery query) {
    return store.countAudit(Objects.requireNonNull(query, "query"));
  }

  /**
   * Tells how full the space of IDs is (B2).
   *
   * @return the figures of this moment
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public Capacity capacity() {
    return store.capacity();
  }

  /**
   * Tells how full the space of IDs is, when it will be exhausted at the present rate, and whether
   * that deserves a warning (B2, B4). Reads more than {@link #capacity}: for once a day, not for
   * every page.
   *
   * @return the report of this moment, on the rate of the 30 days before it
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public CapacityReport capacityReport() {
    return new CapacityReport(
        store.capacity(), store.allocationRate(RATE_PERIOD), capacityThresholds);
  }

  /**
   * Forgets a user: nothing that names the user is left in the store, and an ID stops working at
   * once. The ID stays in quarantine, as nobody's. Messages that wait are dropped. Listeners are
   * not told.
   *
   * @param user whom to forget
   * @return {@code true} if there was anything about the user
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public boolean erase(UserId user) {
    return store.erase(Objects.requireNonNull(user, "user"), quarantine);
  }

  /**
   * Removes old audit entries, and with them their idempotency keys. An entry whose message still
   * waits stays. Call it regularly, for instance once a day.
   *
   * @param retention how long entries are kept; from 1 to 36500 days
   * @return how many were removed
   * @throws InvalidValueException if the retention is out of that range
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public int pruneAudit(Duration retention) {
    Objects.requireNonNull(retention, "retention");
    Durations.require("audit retention", retention);
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new InvalidValueException(
          "audit retention", "must be at least one day", retention.toString());
    }
    return store.prune(retention);
  }

  /** Collects what an {@link Administration} needs. Not safe for use by several threads. */
  public static final class Builder extends ChangeServiceBuilder<Builder> {
    private CapacityThresholds capacityThresholds = CapacityThresholds.ofDefaults();

    private Builder(ConferenceStore store) {
      super(store);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets from when on a capacity report warns. Default: {@link CapacityThresholds#ofDefaults}.
     *
     * @param thresholds the thresholds
     * @return this builder
     */
    public Builder capacityThresholds(CapacityThresholds thresholds) {
      this.capacityThresholds = Objects.requireNonNull(thresholds, "thresholds");
      return this;
    }

    /**
     * Makes the component. Does not touch the store.
     *
     * @return a new administration
     */
    public Administration build() {
      return new Administration(this);
    }
  }
}
