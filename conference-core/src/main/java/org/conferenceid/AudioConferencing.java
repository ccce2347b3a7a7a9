package org.conferenceid;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.administration.Administration;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.conferenceid.spi.DialInNumbers;
import org.conferenceid.spi.UserDirectory;

/**
 * Everything about dial-in conference IDs in one process: the administration, the attendant for
 * callers, and the dispatcher that sends messages, over one store.
 *
 * <pre>{@code
 * AudioConferencing conferencing = AudioConferencing.builder()
 *     .store(store).directory(users).notifier(notifier).bridge(bridge)
 *     .build();
 * conferencing.dispatcher().start();
 *
 * Administration administration = conferencing.administration();
 * administration.enable(UserId.of("amelie"));
 * }</pre>
 *
 * <p>A process that needs only a part builds that part alone: {@link Administration#builder},
 * {@link AutoAttendant#builder}, {@link NotificationDispatcher#builder}. Safe for use by any number
 * of threads. One instance for a store is enough; several on the same store, in one process or in
 * many, work together.
 *
 * @since 0.1.0
 */
public final class AudioConferencing implements AutoCloseable {
  private final Administration administration;
  private final AutoAttendant attendant;
  private final NotificationDispatcher dispatcher;
  private final UserDirectory directory;
  private final DialInNumbers dialInNumbers;
  private final PhoneNumberFormat phoneNumberFormat;
  private final InvitationTexts invitationTexts;

  AudioConferencing(
      Administration administration,
      AutoAttendant attendant,
      NotificationDispatcher dispatcher,
      UserDirectory directory,
      DialInNumbers dialInNumbers,
      PhoneNumberFormat phoneNumberFormat,
      InvitationTexts invitationTexts) {
    this.administration = administration;
    this.attendant = attendant;
    this.dispatcher = dispatcher;
    this.directory = directory;
    this.dialInNumbers = dialInNumbers;
    this.phoneNumberFormat = phoneNumberFormat;
    this.invitationTexts = invitationTexts;
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
   * Returns what administrators do.
   *
   * @return always the same component
   */
  public Administration administration() {
    return administration;
  }

  /**
   * Returns what lets callers in or refuses them.
   *
   * @return always the same component
   */
  public AutoAttendant attendant() {
    return attendant;
  }

  /**
   * Returns what brings messages to users. They wait until it is {@linkplain
   * NotificationDispatcher#start started}, here or in another process on the same store.
   *
   * @return always the same component
   */
  public NotificationDispatcher dispatcher() {
    return dispatcher;
  }

  /**
   * Returns the footer of the user's meeting invitations (S1), with the same dial-in numbers as the
   * user's messages. If they differ by user, the directory is asked, and what it or the {@link
   * DialInNumbers} throw goes to the caller; the reader's language is given later.
   *
   * @param user the organizer
   * @return the footer, with the present ID
   * @throws NotEnabledException if the user is not enabled
   * @throws StoreException if the store cannot be used
   */
  public Invitation invitationFor(UserId user) {
    ConferenceId id =
        administration
            .find(user)
            .flatMap(Organizer::id)
            .orElseThrow(() -> new NotEnabledException(user));
    Optional<Recipient> recipient = Objects.requireNonNull(directory.find(user), "recipient");
    return Invitation.of(
        id, dialInNumbers.bridgeFor(user, recipient), phoneNumberFormat, invitationTexts);
  }

  /**
   * Stops the dispatcher. The store and the notifier belong to the application, which closes them.
   */
  @Override
  public void close() {
    dispatcher.close();
  }
}
