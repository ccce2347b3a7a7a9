package org.conferenceid.examples.adminconsole;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.spi.UserDirectory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** A calendar as the organizer would export it: made-up meetings that show the ID from before. */
@Controller
class ExampleCalendar {
  private static final MediaType CALENDAR =
      new MediaType("text", "calendar", StandardCharsets.UTF_8);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final AudioConferencing conferencing;
  private final UserDirectory directory;

  ExampleCalendar(AudioConferencing conferencing, UserDirectory directory) {
    this.conferencing = conferencing;
    this.directory = directory;
  }

  /** A meeting so many days from now; one that was, too. */
  private record Meeting(String title, int inDays, String description) {}

  @GetMapping("/meetings.ics")
  ResponseEntity<byte[]> meetings(Principal person) {
    UserId user = UserId.of(person.getName());
    Recipient recipient = directory.find(user).orElseThrow();
    String footer = footerFromBefore(user, recipient.language());
    List<Meeting> meetings =
        List.of(
            new Meeting("Weekly team call", 2, "Agenda: the week.\n\n" + footer),
            new Meeting("Budget review", 9, "Bring figures.\n\n" + footer),
            new Meeting("Lunch", 3, "No telephone needed."),
            new Meeting("Kick-off", -30, footer));
    Instant now = InstantSource.system().instant();
    String file =
        meetings.stream()
                .map(meeting -> event(meeting, recipient, now))
                .collect(
                    Collectors.joining(
                        "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//EN\r\n", ""))
            + "END:VCALENDAR\r\n";
    return ResponseEntity.ok()
        .contentType(CALENDAR)
        .header("Content-Disposition", "attachment; filename=\"meetings.ics\"")
        .body(file.getBytes(StandardCharsets.UTF_8));
  }

  private String footerFromBefore(UserId user, Locale language) {
    Invitation now = conferencing.invitationFor(user);
    ConferenceId old =
        conferencing.administration().formerIds(user).stream().findFirst().orElse(now.id());
    return now.asText(language)
        .replace(now.id().grouped(), old.grouped())
        .replace(now.id().digits(), old.digits());
  }

  private static String event(Meeting meeting, Recipient organizer, Instant now) {
    Instant start = now.truncatedTo(ChronoUnit.HOURS).plus(meeting.inDays(), ChronoUnit.DAYS);
    return String.join(
        "\r\n",
        "BEGIN:VEVENT",
        "UID:" + meeting.inDays() + "@example.org",
        "DTSTAMP:" + TIME.format(now),
        "DTSTART:" + TIME.format(start),
        "DTEND:" + TIME.format(start.plus(1, ChronoUnit.HOURS)),
        "ORGANIZER:mailto:" + organizer.address().value(),
        "SUMMARY:" + meeting.title(),
        "DESCRIPTION:" + escaped(meeting.description()),
        "END:VEVENT",
        "");
  }

  /** As RFC 5545 has it, section 3.3.11. */
  private static String escaped(String text) {
    return text.replaceAll("[\\\\,;]", "\\\\$0").replace("\n", "\\n");
  }
}
