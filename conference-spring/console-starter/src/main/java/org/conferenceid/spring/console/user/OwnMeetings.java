package org.conferenceid.spring.console.user;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.spring.console.CurrentOrganizer;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.SeeOther;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Gives an organizer the own calendar file back, with the new footer in the place of the old one
 * (B16, B18). Nothing is kept and nothing is changed here, so the file itself is the answer.
 */
@ConsolePages
final class OwnMeetings {
  private static final MediaType CALENDAR = MediaType.parseMediaType("text/calendar");

  private final AudioConferencing conferencing;
  private final People people;
  private final CurrentOrganizer current;
  private final InstantSource time;
  private final String here;

  OwnMeetings(
      AudioConferencing conferencing,
      People people,
      CurrentOrganizer current,
      InstantSource time,
      String path) {
    this.conferencing = conferencing;
    this.people = people;
    this.current = current;
    this.time = time;
    this.here = path + "/own";
  }

  @PostMapping("/own/meetings")
  @ForEverybody
  Object update(
      @RequestParam("file") MultipartFile file, Authentication person, RedirectAttributes next)
      throws IOException {
    UserId user =
        current
            .userOf(person)
            .orElseThrow(() -> new AccessDeniedException("This person is no organizer"));
    Optional<Recipient> recipient = people.find(user);
    if (recipient.isEmpty()) {
      return back("meetings.noAddress", next);
    }
    CalendarUpdate update;
    try {
      update = updater(user, recipient.get()).update(file.getBytes(), time.instant());
    } catch (NotEnabledException off) {
      return back("own.notEnabled", next);
    }
    if (update.refusal().isPresent()) {
      return back("meetings.refused", next);
    }
    if (!update.isChanged()) {
      return back("meetings.unchanged", next);
    }
    return ResponseEntity.ok()
        .contentType(CALENDAR)
        .header(
            "Content-Disposition",
            ContentDisposition.attachment().filename("meetings.ics").build().toString())
        .body(update.content());
  }

  private InvitationUpdater updater(UserId user, Recipient recipient) {
    return InvitationUpdater.builder(conferencing.invitationFor(user), recipient.address())
        .formerIds(conferencing.administration().formerIds(user))
        .language(recipient.language())
        .build();
  }

  private Object back(String text, RedirectAttributes next) {
    next.addFlashAttribute(Notice.NAME, Notice.warn(text));
    return SeeOther.at(here);
  }
}
