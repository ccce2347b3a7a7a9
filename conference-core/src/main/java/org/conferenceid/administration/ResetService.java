package org.conferenceid.administration;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EventKind;
import org.conferenceid.Organizer;
import org.conferenceid.Recipient;
import org.conferenceid.StoreException;
import org.conferenceid.UserId;
import org.conferenceid.capacity.IdsExhaustedException;
import org.conferenceid.change.Done;
import org.conferenceid.change.GeneratorException;
import org.conferenceid.change.MailPreview;
import org.conferenceid.change.NotEnabled;
import org.conferenceid.change.IdempotencyKeyReusedException;
import org.conferenceid.change.ResetPreview;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.change.StaleId;
import org.conferenceid.internal.ApplicationCode;
import org.conferenceid.internal.ChangeExecutor;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;

/**
 * Resets conference IDs (S5): shows beforehand what a reset would do, and does it.
 *
 * <p>Obtained from {@link AudioConferencing#resets}. Safe for use by any number of threads.
 */
public final class ResetService {
  private final ConferenceStore store;
  private final UserDirectory directory;
  private final ChangeExecutor changes;

  public ResetService(ConferenceStore store, UserDirectory directory, ChangeExecutor changes) {
    this.store = store;
    this.directory = directory;
    this.changes = changes;
  }

  /**
   * Shows what a reset would do, for the window in which the administrator confirms it (B11).
   * Changes nothing. A directory that cannot be asked, whatever it throws, is told in the preview
   * ({@link MailPreview.Unavailable}): the reset is possible all the same.
   *
   * @param user whose ID would be reset
   * @return the current ID and who would get mail
   * @throws StoreException if the store cannot be used
   */
  public ResetPreview preview(UserId user) {
    Optional<Organizer> organizer = store.find(Objects.requireNonNull(user, "user"));
    return new ResetPreview(user, organizer.flatMap(Organizer::id), mailPlan(user));
  }

  private MailPreview mailPlan(UserId user) {
    if (!changes.wantsMail(ResetRequest.of(user))) {
      return new MailPreview.Off();
    }
    try {
      Optional<Recipient> recipient = directory.find(user);
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
   * <p>Of several resets of one user at once, each happens one after the other, except where they
   * carry the same {@linkplain ResetRequest#key request key} (only the first happens, and all get
   * its result) or {@linkplain ResetRequest#expecting expect} the same ID (only the first happens).
   *
   * @param request whose ID, by whom, why
   * @return {@link Done} with the new ID, or {@link NotEnabled}, or {@link StaleId}
   * @throws IdsExhaustedException if no ID is left; the user keeps the present one
   * @throws GeneratorException if the application's generator of IDs fails
   * @throws IdempotencyKeyReusedException if the key belongs to another wish for this user
   * @throws StoreException if the store cannot be used; see there what to do
   */
  public ResetResult reset(ResetRequest request) {
    return (ResetResult) changes.make(EventKind.RESET, request, request.expected());
  }
}
