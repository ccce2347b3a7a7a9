package org.conferenceid.calendar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;

/**
 * Puts an organizer's new footer in the place of the old one, in the meetings of an iCalendar file
 * (B16). It changes the lines that show the old ID, and those that tell of a revision; every other
 * byte stays. A second run changes nothing.
 *
 * <pre>{@code
 * InvitationUpdater updater =
 *     InvitationUpdater.builder(conferencing.invitationFor(amelie), address)
 *         .formerIds(conferencing.administration().formerIds(amelie))
 *         .build();
 * CalendarUpdate update = updater.update(Files.readAllBytes(file), Instant.now());
 * }</pre>
 *
 * <p>What is looked for, in this order: a footer between its marks; a footer without marks, word
 * for word, in any of the languages; one of the organizer's former IDs beside one of the dial-in
 * numbers, of which only the digits are replaced. An ID that this organizer is not known to have
 * had is never touched.
 *
 * <p>Pure: it reads no file, asks no clock, and logs nothing. Immutable, and safe for use by any
 * number of threads.
 *
 * @since 0.1.0
 */
public final class InvitationUpdater {
  /** The most bytes that a file may have. */
  public static final int MAX_BYTES = 32 * 1024 * 1024;

  private final Settings settings;
  private final Footers footers;
  private final FooterFinder finder;

  /** What the updater was told. */
  record Settings(
      Invitation invitation,
      Set<String> organizers,
      KnownIds ids,
      List<Bridge> formerBridges,
      Locale language,
      Destination destination,
      boolean keepsSequence) {}

  private InvitationUpdater(Settings settings) {
    this.settings = settings;
    this.footers =
        new Footers(settings.invitation, settings.formerBridges, settings.language, settings.ids);
    this.finder = new FooterFinder(settings.ids, footers);
  }

  /**
   * Starts an updater for one organizer.
   *
   * @param invitation the organizer's invitation as it is now, with the new ID
   * @param organizer the organizer's address, as it stands in meetings
   * @return a new builder
   */
  public static Builder builder(Invitation invitation, EmailAddress organizer) {
    return new Builder(
        Objects.requireNonNull(invitation, "invitation"),
        Objects.requireNonNull(organizer, "organizer"));
  }

  /**
   * Updates the meetings of a file.
   *
   * @param file an iCalendar file (RFC 5545) in any encoding that is met, such as UTF-8
   * @param now the time that decides which meetings are over, and that is written as the time of
   *     the revision
   * @return the updated file, and what was found; a refusal if the file cannot be used
   */
  public CalendarUpdate update(byte[] file, Instant now) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(now, "now");
    return new FileUpdate(settings, finder, footers, now).update(file);
  }

  @Override
  public String toString() {
    return "InvitationUpdater[" + settings.invitation + "]";
  }

  /** Collects what an {@link InvitationUpdater} needs. Not safe for use by several threads. */
  public static final class Builder {
    private final Invitation invitation;
    private final Set<String> organizers = new LinkedHashSet<>();
    private final Set<ConferenceId> formerIds = new LinkedHashSet<>();
    private final List<Bridge> formerBridges = new ArrayList<>();
    private Locale language;
    private Destination destination = Destination.FILE;
    private boolean keepsSequence;

    private Builder(Invitation invitation, EmailAddress organizer) {
      this.invitation = invitation;
      this.language = invitation.languages().get(0);
      organizerAlso(organizer);
    }

    /**
     * Adds IDs that the organizer had, as {@link
     * org.conferenceid.administration.Administration#formerIds} tells them. It tells those of which
     * the audit or the quarantine still knows; add others if you know them. The ID of the
     * invitation is left out.
     *
     * @param ids the former IDs
     * @return this builder
     */
    public Builder formerIds(Collection<ConferenceId> ids) {
      Objects.requireNonNull(ids, "ids")
          .forEach(id -> formerIds.add(Objects.requireNonNull(id, "id")));
      return this;
    }

    /**
     * Adds an address under which the organizer stands in meetings, too.
     *
     * @param address the address
     * @return this builder
     */
    public Builder organizerAlso(EmailAddress address) {
      organizers.add(Objects.requireNonNull(address, "address").value().toLowerCase(Locale.ROOT));
      return this;
    }

    /**
     * Adds dial-in numbers that old footers show and the invitation no longer has.
     *
     * @param bridge the former numbers
     * @return this builder
     */
    public Builder formerBridge(Bridge bridge) {
      formerBridges.add(Objects.requireNonNull(bridge, "bridge"));
      return this;
    }

    /**
     * Sets the language of a new footer where that of the old one cannot be told. Default: the
     * first of the invitation's languages. An old footer's language is kept.
     *
     * @param newLanguage the organizer's language
     * @return this builder
     */
    public Builder language(Locale newLanguage) {
      this.language = Objects.requireNonNull(newLanguage, "language");
      return this;
    }

    /**
     * Sets where the updated file goes. Default: {@link Destination#FILE}.
     *
     * @param newDestination the destination
     * @return this builder
     */
    public Builder destination(Destination newDestination) {
      this.destination = Objects.requireNonNull(newDestination, "destination");
      return this;
    }

    /**
     * Sets whether {@code SEQUENCE} stays where only descriptions were changed. Default: no, it
     * grows by one, since many programs take an invitation with the same number for the one that
     * they have.
     *
     * @param keep whether it stays
     * @return this builder
     */
    public Builder keepSequence(boolean keep) {
      this.keepsSequence = keep;
      return this;
    }

    /**
     * Makes the updater.
     *
     * @return an updater with what was told so far
     */
    public InvitationUpdater build() {
      Set<ConferenceId> former = new LinkedHashSet<>(formerIds);
      former.remove(invitation.id());
      return new InvitationUpdater(
          new Settings(
              invitation,
              Set.copyOf(organizers),
              KnownIds.of(invitation.id(), former),
              List.copyOf(formerBridges),
              language,
              destination,
              keepsSequence));
    }
  }
}
