package org.conferenceid;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.conferenceid.administration.ResetService;
import org.conferenceid.adoption.AdoptionService;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.bulk.BulkResetService;
import org.conferenceid.capacity.Capacity;
import org.conferenceid.capacity.CapacityReport;
import org.conferenceid.capacity.CapacityThresholds;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.DisableRequest;
import org.conferenceid.change.DisableResult;
import org.conferenceid.change.Done;
import org.conferenceid.change.EnableRequest;
import org.conferenceid.change.EnableResult;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.change.InfoResult;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.delivery.Attempt;
import org.conferenceid.delivery.DeliveryHealth;
import org.conferenceid.delivery.DeliveryThreads;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.delivery.RetryPolicy;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.internal.Durations;
import org.conferenceid.internal.EnabledUsers;
import org.conferenceid.internal.MetricsRecorder;
import org.conferenceid.internal.Threads;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.UserDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The life of dial-in conference IDs, for an administration application to build on: who may host
 * audio conferences and so has an ID, its reset, its conference information, the audit.
 *
 * <pre>{@code
 * AudioConferencing conferencing = AudioConferencing.builder()
 *     .store(store).directory(users).notifier(notifier).bridge(bridge)
 *     .build();
 * conferencing.dispatcher().start();
 *
 * UserId amelie = UserId.of("amelie");
 * conferencing.enable(amelie);
 * ResetPreview preview = conferencing.resets().preview(amelie);
 * conferencing.resets().reset(preview.confirm().by("admin").reason("leaked").key(formKey));
 * }</pre>
 *
 * <p>Safe for use by any number of threads. One instance for a store is enough; several on the same
 * store, in one process or in many, work together.
 */
public final class AudioConferencing implements AutoCloseable {
  private static final Duration TURNOVER_PERIOD = Duration.ofDays(30);

  private final ConferenceStore store;
  private final Bridge bridge;
  private final PhoneNumberFormat phoneNumberFormat;
  private final Duration quarantine;
  private final ChangeExecutor changes;
  private final ResetService resets;
  private final BulkResetService bulkResets;
  private final AdoptionService adoption;
  private final CapacityThresholds capacityThresholds;
  private final AutoAttendant autoAttendant;
  private final NotificationDispatcher dispatcher;

  AudioConferencing(AudioConferencingBuilder settings) {
    this.store = required(settings.store, "store");
    this.bridge = required(settings.bridge, "bridge");
    this.phoneNumberFormat = settings.phoneNumberFormat;
    this.quarantine = settings.quarantine;
    UserDirectory directory = required(settings.directory, "directory");
    Notifier notifier = required(settings.notifier, "notifier");
    Threads threads = new Threads(settings.scheduler, settings.deliveryExecutor);
    MetricsRecorder meters = new MetricsRecorder(settings.metrics, settings.nanoTime);
    RetryPolicy retry = settings.delivery.retry();
    Attempt attempt = new Attempt(store, directory, bridge, notifier, retry, settings.random);
    this.dispatcher =
        new NotificationDispatcher(
            store.outbox(),
            new DeliveryThreads(
                attempt,
                notifier,
                meters,
                settings.delivery.deliveryTimeout(),
                threads.deliveries()),
            new DeliveryHealth(retry, settings.random, settings.nanoTime),
            settings.delivery,
            threads,
            settings.nanoTime);
    this.changes = new ChangeExecutor(settings, store, meters, dispatcher::nudge);
    this.resets = new ResetService(store, directory, changes);
    this.bulkResets = new BulkResetService(store, changes, settings.nanoTime, settings.sleeper);
    this.adoption = new AdoptionService(changes);
    this.capacityThresholds = settings.capacityThresholds;
    this.autoAttendant = AutoAttendant.of(settings, store, meters);
  }

  private static <T> T required(@Nullable T part, String name) {
    if (part == null) {
      throw new InvalidValueException(name, "must be given to the builder");
    }
    return part;
  }

  /**
   * Starts with the default settings.
   *
   * @return a new builder
   */
  public static AudioConferencingBuilder builder() {
    return new AudioConferencingBuilder();
  }

  /**
   * Lets a user host audio conferences. An ID comes by itself (S3, S4), and the user is told by
   * e-mail unless mail is switched off. Does nothing if the user is enabled already.
   *
   * @param user who
   * @return the user's ID
   * @throws IdsExhaustedException if no ID is left
   * @throws GeneratorException if the application's generator of IDs fails
   * @throws StoreException if the store cannot be used
   */
  public EnableResult enable(UserId user) {
    return enable(EnableRequest.of(user));
  }

  /**
   * Lets a user host audio conferences, as {@link #enable(UserId)} does.
   *
   * @param request who, by whom, why
   * @return the user's ID
   * @throws IdsExhaustedException if no ID is left
   * @throws GeneratorException if the application's generator of IDs fails
   * @throws IdempotencyKeyReusedException if the key belongs to another wish for this user
   * @throws StoreException if the store cannot be used
   */
  public EnableResult enable(EnableRequest request) {
    return (EnableResult) changes.make(EventKind.ENABLED, request, Optional.empty());
  }

  /**
   * Ends a user's right to host audio conferences. The ID stops working for callers at once and
   * goes into quarantine (B2).
   *
   * @param user who
   * @return what was done, or that the user was not enabled
   * @throws StoreException if the store cannot be used
   */
  public DisableResult disable(UserId user) {
    return disable(DisableRequest.of(user));
  }

  /**
   * Ends a user's right to host audio conferences, as {@link #disable(UserId)} does.
   *
   * @param request who, by whom, why
   * @return what was done, or that the user was not enabled
   * @throws IdempotencyKeyReusedException if the key belongs to another wish for this user
   * @throws StoreException if the store cannot be used
   */
  public DisableResult disable(DisableRequest request) {
    return (DisableResult) changes.make(EventKind.DISABLED, request, Optional.empty());
  }

  /**
   * Where IDs are reset.
   *
   * @return always the same service
   */
  public ResetService resets() {
    return resets;
  }

  /**
   * Where many IDs are reset at once, or when they are old (B6, S13).
   *
   * @return always the same service
   */
  public BulkResetService bulkResets() {
    return bulkResets;
  }

  /**
   * Where IDs that users have already are brought in (B13).
   *
   * @return always the same service
   */
  public AdoptionService adoption() {
    return adoption;
  }

  /**
   * Sends a user all conference information by e-mail: the ID and the dial-in numbers, never a PIN
   * (S11). The message shows the ID that is current when it is sent. Being asked for, it is sent
   * even if mail is switched off.
   *
   * @param user whom to inform
   * @return that the message is queued, or that the user is not enabled
   * @throws StoreException if the store cannot be used
   */
  public InfoResult sendConferenceInfo(UserId user) {
    return sendConferenceInfo(user, Cause.UNSTATED);
  }

  /**
   * Sends a user all conference information, as {@link #sendConferenceInfo(UserId)} does.
   *
   * @param user whom to inform
   * @param cause by whom and why, and the request key if a repetition shall not send it again
   * @return that the message is queued, or that the user is not enabled
   * @throws IdempotencyKeyReusedException if the key belongs to another wish for this user
   * @throws StoreException if the store cannot be used
   */
  public InfoResult sendConferenceInfo(UserId user, Cause cause) {
    return (InfoResult) changes.make(EventKind.INFO_REQUESTED, user, cause, Optional.empty(), true);
  }

  /**
   * The foot of the user's meeting invitations (S1).
   *
   * @param user the organizer
   * @return the foot, with the present ID
   * @throws NotEnabledException if the user is not enabled
   * @throws StoreException if the store cannot be used
   */
  public Invitation invitationFor(UserId user) {
    ConferenceId id =
        find(user).flatMap(Organizer::id).orElseThrow(() -> new NotEnabledException(user));
    return new Invitation(id, bridge, phoneNumberFormat);
  }

  /**
   * Shows a user, with the present ID (S8).
   *
   * @param user who
   * @return the user's state; empty for somebody who was never enabled, or has been erased
   * @throws StoreException if the store cannot be used
   */
  public Optional<Organizer> find(UserId user) {
    return store.find(Objects.requireNonNull(user, "user"));
  }

  /**
   * Everybody who is enabled, with the present ID, in an order that is the store's own: for an
   * export. Read a page at a time as the stream goes on, so memory does not grow; whoever is
   * enabled or disabled meanwhile may be in it or not.
   *
   * @return a sequential stream; it throws a {@link StoreException} if the store cannot be used
   */
  public Stream<Organizer> organizers() {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new EnabledUsers(store), Spliterator.NONNULL | Spliterator.DISTINCT),
        /* parallel= */ false);
  }

  /**
   * Tells what an ID is, for the inside of the system (B3). For callers use {@link #autoAttendant}.
   *
   * @param id the ID
   * @return active, retired or unknown
   * @throws StoreException if the store cannot be used
   */
  public Lookup lookup(ConferenceId id) {
    return store.lookup(Objects.requireNonNull(id, "id"));
  }

  /**
   * Where callers are let in or refused.
   *
   * @return always the same attendant
   */
  public AutoAttendant autoAttendant() {
    return autoAttendant;
  }

  /**
   * Reads the audit (B10): who did what to whose ID, when, why, and what happened to the mail.
   *
   * @param query which entries
   * @return a page of them
   * @throws StoreException if the store cannot be used
   */
  public Page<AuditEntry> audit(AuditQuery query) {
    return store.audit(Objects.requireNonNull(query, "query"));
  }

  /**
   * Tells how full the space of IDs is (B2).
   *
   * @return the figures of this moment
   * @throws StoreException if the store cannot be used
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
   * @throws StoreException if the store cannot be used
   */
  public CapacityReport capacityReport() {
    return new CapacityReport(
        store.capacity(), store.turnover(TURNOVER_PERIOD), capacityThresholds);
  }

  /**
   * Where messages are brought to the users. They wait until it is {@linkplain
   * NotificationDispatcher#start started}, here or in another process on the same store.
   *
   * @return always the same dispatcher
   */
  public NotificationDispatcher dispatcher() {
    return dispatcher;
  }

  /**
   * Tells the listeners of a change whose transaction the application owned (B9), once that has
   * committed. Does nothing for a change that was {@linkplain Done#committed committed} when it was
   * returned, or replayed: the listeners know it already.
   *
   * @param done the result that the change returned
   */
  public void afterCommit(Done done) {
    if (!done.committed() && !done.replayed()) {
      changes.committed(done.event());
    }
  }

  /**
   * Forgets a user: nothing that names the user is left in the store, and an ID stops working at
   * once. The ID stays in quarantine, as nobody's. Messages that wait are dropped. Listeners are
   * not told.
   *
   * @param user whom to forget
   * @return whether there was anything about the user
   * @throws StoreException if the store cannot be used
   */
  public boolean erase(UserId user) {
    return store.erase(Objects.requireNonNull(user, "user"), quarantine);
  }

  /**
   * Removes old audit entries, and with them their request keys. An entry whose message still waits
   * stays. Call it regularly, for instance once a day.
   *
   * @param retention how long entries are kept; at least one day, at most 36500 days
   * @return how many were removed
   * @throws InvalidValueException if the retention is out of its range
   * @throws StoreException if the store cannot be used
   */
  public int pruneAudit(Duration retention) {
    Durations.require("audit retention", retention);
    if (retention.compareTo(Duration.ofDays(1)) < 0) {
      throw new InvalidValueException(
          "audit retention", "must be at least one day", retention.toString());
    }
    return store.prune(retention);
  }

  /**
   * Stops the dispatcher. The store and the notifier belong to the application, which closes them.
   */
  @Override
  public void close() {
    dispatcher.close();
  }
}
