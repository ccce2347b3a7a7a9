package org.conferenceid.spring.console.user;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.calendar.CalendarUpdate;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.calendar.MeetingOutcome;
import org.conferenceid.calendar.MeetingUpdate;
import org.conferenceid.change.NotEnabledException;
import org.conferenceid.spring.console.CurrentOrganizer;
import org.conferenceid.spring.console.page.ConsolePages;
import org.conferenceid.spring.console.page.ForEverybody;
import org.conferenceid.spring.console.page.Frame;
import org.conferenceid.spring.console.page.Notice;
import org.conferenceid.spring.console.page.People;
import org.conferenceid.spring.console.page.SeeOther;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Gives an organizer the own calendar file back, with the new footer in the place of the old one
 * (B16, B18), and tells what became of each meeting. Nothing is kept and nothing is changed here,
 * so the page itself is the answer, and the file is a link in it.
 */
@ConsolePages
final class OwnMeetings {
  /** What the page tells of, in this order: first what somebody should look at. */
  private static final List<MeetingOutcome> LISTED =
      List.of(
          MeetingOutcome.UPDATED_IN_PART,
          MeetingOutcome.LEFT_ALONE,
          MeetingOutcome.UPDATED,
          MeetingOutcome.UP_TO_DATE);

  private static final int MAX_ROWS = 200;

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
      @RequestParam("file") MultipartFile file,
      Authentication person,
      @RequestAttribute(Frame.NAME) Frame frame,
      RedirectAttributes next)
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
    return page(update, frame);
  }

  /** What became of each meeting, and the file in the page itself: it is kept nowhere else. */
  private ModelAndView page(CalendarUpdate update, Frame frame) {
    List<MeetingUpdate> told =
        update.meetings().stream()
            .filter(meeting -> LISTED.contains(meeting.outcome()))
            .sorted(Comparator.comparing(meeting -> LISTED.indexOf(meeting.outcome())))
            .toList();
    int more = Math.max(0, told.size() - MAX_ROWS);
    int others = update.meetings().size() - told.size();
    ModelAndView page = new ModelAndView("conference/own-meetings");
    page.addObject("here", here);
    page.addObject("file", update.isChanged() ? link(update.content()) : null);
    page.addObject("rows", told.stream().limit(MAX_ROWS).map(OwnMeetings::row).toList());
    page.addObject("more", more == 0 ? null : frame.number(more));
    page.addObject("others", others == 0 ? null : frame.number(others));
    return page;
  }

  private static String link(byte[] file) {
    return "data:text/calendar;base64," + Base64.getEncoder().encodeToString(file);
  }

  /**
   * A meeting of the file.
   *
   * @param title its title; may be empty
   * @param ofSeries whether it is an instance that differs from its series
   * @param outcome what became of it
   * @param look how that looks
   */
  record Row(String title, boolean ofSeries, String outcome, String look) {}

  private static Row row(MeetingUpdate meeting) {
    return new Row(
        meeting.title().orElse(""),
        meeting.recurrenceId().isPresent(),
        meeting.outcome().name(),
        switch (meeting.outcome()) {
          case UPDATED -> "good";
          case UPDATED_IN_PART, LEFT_ALONE -> "warn";
          default -> "";
        });
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
