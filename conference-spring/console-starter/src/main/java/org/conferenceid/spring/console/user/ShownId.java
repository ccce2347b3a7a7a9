package org.conferenceid.spring.console.user;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.ShownNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An ID in full, with all that holds it: one-tap links and footers. For a page on which somebody
 * asked for it.
 *
 * @param digits to be copied
 * @param grouped to be read
 * @param footer the numbers and the footers; {@code null} if the numbers cannot be read now
 */
record ShownId(String digits, String grouped, @Nullable Footer footer) {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.spring.console");

  /**
   * What stands at the foot of invitations.
   *
   * @param language the organizer's, in which the footers are
   * @param numbers what callers dial, in the reader's language
   * @param text as plain text
   * @param html as HTML
   * @param calendar as iCalendar properties
   */
  record Footer(String language, List<DialIn> numbers, String text, String html, String calendar) {}

  /**
   * A number.
   *
   * @param number as people read it
   * @param label its place and what it costs
   * @param oneTap a link that dials it and enters the ID; {@code null} if there is none
   */
  record DialIn(String number, String label, @Nullable String oneTap) {}

  static ShownId of(
      AudioConferencing conferencing,
      UserId user,
      ConferenceId id,
      Locale reader,
      Locale organizer) {
    return new ShownId(
        id.digits(), id.grouped(), footer(conferencing, user, id, reader, organizer).orElse(null));
  }

  /** The application's numbers may fail, and the user may have got another ID meanwhile. */
  private static Optional<Footer> footer(
      AudioConferencing conferencing,
      UserId user,
      ConferenceId id,
      Locale reader,
      Locale organizer) {
    try {
      Invitation invitation = conferencing.invitationFor(user);
      if (!invitation.id().equals(id)) {
        return Optional.empty();
      }
      return Optional.of(
          new Footer(
              organizer.toLanguageTag(),
              invitation.numbers(reader).stream().map(ShownId::number).toList(),
              invitation.asText(organizer),
              invitation.asHtml(organizer),
              invitation.asICalendar(organizer)));
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "the footer", thrown);
      return Optional.empty();
    }
  }

  private static DialIn number(ShownNumber shown) {
    return new DialIn(
        shown.number(),
        shown.label().isEmpty() ? shown.cost() : shown.label() + " · " + shown.cost(),
        shown.oneTap().map(ShownNumber.OneTap::link).orElse(null));
  }

  /** Masks everything. */
  @Override
  public String toString() {
    return "ShownId[]";
  }
}
