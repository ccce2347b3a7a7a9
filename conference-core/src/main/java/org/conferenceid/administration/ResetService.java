package org.conferenceid.administration;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;

/**
 * Resets conference IDs (S5): shows beforehand what a reset would do, and does it.
 *
 * <p>Obtained from {@link Administration#resets}, or built by itself where nothing else is needed.
 * Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class ResetService {
  private final ConferenceStore store;
  private final Optional<UserDirectory> directory;
  private final ChangeExecutor executor;

  ResetService(ConferenceStore store, Optional<UserDirectory> directory, ChangeExecutor executor) {
    this.store = store;
    this.directory = directory;
    this.executor = executor;
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
   * Shows what a reset would do, for the window in which the administrator confirms it (B11).
   * Changes nothing. A directory that cannot be asked, whatever it throws, is told in the preview
   * ({@link MailPreview.Unavailable}): the reset is possible all the same.
   *
   * @param user whose ID would be reset
   * @return the current ID and who would get mail
   * @throws org.conferenceid.StoreException if the store cannot be used
   */
  public ResetPreview preview(UserId user) {
    Optional<Organizer> organizer = store.find(Objects.requireNonNull(user, "user"));
    return new ResetPreview(user, organizer.filter(Organizer::enabled), mailPreview(user));
  }

  private MailPreview mailPreview(UserId user) {
    if (!executor.wantsMail(ResetRequest.of(user))) {
      return new MailPreview.Off();
    }
    if (directory.isEmpty()) {
      return new MailPreview.Unavailable("no directory was given");
    }
    try {
      Optional<Recipient> recipient = directory.get().find(user);
      return recipient == null
          ? new MailPreview.Unavailable("the directory answered null")
          : recipient.<MailPreview>map(MailPreview.To::new).orElseGet(MailPreview.NoAddress::new);
    } catch (Throwable thrown) {
      ApplicationCode.keepInterrupt(thrown);
      return ApplicationCode.invalidValue(thrown).isPresent()
          ? new MailPreview.NoAddress()
          : new MailPreview.Unavailable(ApplicationCode.problem(thrown));
    }
  }

  /**
   * Resets a user's ID. A new, unpredictable ID that nobody has is assigned; the old one stops
   * working for callers in the same moment (S9) and goes into quarantine (B2); the audit is written
   * (B10); and, unless switched off, an e-mail with the new ID is queued for the user (S6). All of
   * that happens or nothing does (B1): no failure of the mail undoes or repeats a reset.
   *
   * <p>Several resets of one user at once happen one after the other, except if they carry the same
   * {@linkplain ResetRequest#idempotencyKey(String) idempotency key} (only the first happens, and
   * all get its result) or {@linkplain ResetRequest#expecting expect} the same ID or version (only
   * the first happens).
   *
   * @param request whose ID, by whom, why
   * @return {@link ResetResult.Reset} with the new ID, or the reason why nothing was changed
   * @throws org.conferenceid.capacity.IdsExhaustedException if no ID is left; the user keeps the
   *     present one
   * @throws org.conferenceid.change.GeneratorException if the application's generator of IDs fails
   * @throws org.conferenceid.change.IdempotencyKeyReusedException if the key belongs to another
   *     request for this user
   * @throws org.conferenceid.StoreException if the store cannot be used; see there what to do
   */
  public ResetResult reset(ResetRequest request) {
    Objects.requireNonNull(request, "request");
    ChangeResult result = executor.execute(EventKind.RESET, request);
    if (result instanceof ChangeResult.Done done) {
      return reset(done);
    }
    return result instanceof ChangeResult.StaleId stale
        ? new ResetResult.StaleId(stale.organizer())
        : new ResetResult.NotEnabled(request.user());
  }

  private static ResetResult.Reset reset(ChangeResult.Done done) {
    ConferenceEvent event = done.event();
    return new ResetResult.Reset(
        event.user(),
        event.oldId().orElseThrow(),
        event.newId().orElseThrow(),
        event.version(),
        event.at(),
        done.replayed(),
        done.committed());
  }

  /** Collects what a {@link ResetService} needs. Not safe for use by several threads. */
  public static final class Builder extends ChangeServiceBuilder<Builder> {
    private Builder(ConferenceStore store) {
      super(store);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Makes the service. Does not touch the store.
     *
     * @return a new service
     */
    public ResetService build() {
      return new ResetService(store, directory, executor());
    }
  }
}
