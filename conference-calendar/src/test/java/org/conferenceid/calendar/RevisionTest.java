package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NOW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.bytes;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.text;
import static org.conferenceid.calendar.Samples.unfolded;
import static org.conferenceid.calendar.Samples.update;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How an updated meeting tells that it is another version (RFC 5545, RFC 5546). */
class RevisionTest {
  private static final String OLD_FOOTER = "DESCRIPTION:" + escaped(text(OLD));

  @Test
  @DisplayName("RFC 5546: DTSTAMP and LAST-MODIFIED are now, SEQUENCE grows by one")
  void revision() {
    assertThat(
            unfolded(
                update(
                    event(
                        "SEQUENCE:4",
                        "LAST-MODIFIED:20260101T000000Z",
                        "X-MICROSOFT-CDO-APPT-SEQUENCE:4",
                        OLD_FOOTER))))
        .contains(
            "\r\nDTSTAMP:20261126T120000Z\r\n",
            "\r\nLAST-MODIFIED:20261126T120000Z\r\n",
            "\r\nSEQUENCE:5\r\n",
            "\r\nX-MICROSOFT-CDO-APPT-SEQUENCE:5\r\n");
  }

  @Test
  @DisplayName("RFC 5545: what was missing is put in; a missing SEQUENCE was 0")
  void missing() {
    assertThat(unfolded(update(event(OLD_FOOTER))))
        .contains("DTSTAMP:20261126T120000Z\r\nLAST-MODIFIED:20261126T120000Z\r\nSEQUENCE:1\r\n")
        .doesNotContain("X-MICROSOFT");
    assertThat(unfolded(update(event(OLD_FOOTER).replaceAll("DTSTAMP:.*\r\n", ""))))
        .contains(
            String.join(
                "\r\n",
                "BEGIN:VEVENT",
                "DTSTAMP:20261126T120000Z",
                "LAST-MODIFIED:20261126T120000Z",
                "SEQUENCE:1",
                ""));
    assertThat(unfolded(update(event("SEQUENCE:x", OLD_FOOTER)))).contains("\r\nSEQUENCE:1\r\n");
  }

  @Test
  @DisplayName("RFC 5546: if that is asked for, SEQUENCE stays where only descriptions changed")
  void keepsSequence() {
    InvitationUpdater updater = Samples.builder().keepSequence(true).build();
    String described = event("SEQUENCE:4", "X-MICROSOFT-CDO-APPT-SEQUENCE:4", OLD_FOOTER);
    assertThat(unfolded(updater.update(bytes(described), NOW)))
        .contains("\r\nSEQUENCE:4\r\n", "SEQUENCE:4\r\n", "DTSTAMP:20261126T120000Z");
    String located = event("SEQUENCE:4", OLD_FOOTER, "LOCATION:+33170000000\\,\\,4839201#");
    assertThat(unfolded(updater.update(bytes(located), NOW))).contains("\r\nSEQUENCE:5\r\n");
  }

  @Test
  @DisplayName("RFC 5546: attendees and their answers stay")
  void attendees() {
    String attendee =
        "ATTENDEE;CN=Bruno;PARTSTAT=ACCEPTED;RSVP=TRUE;ROLE=REQ-PARTICIPANT:mailto:b@example.com";
    assertThat(unfolded(update(event(attendee, OLD_FOOTER)))).contains("\r\n" + attendee + "\r\n");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("RFC 5546, RFC 4791: METHOD is REQUEST in a mail, and none on a CalDAV server")
  void method(Destination destination) {
    InvitationUpdater updater = Samples.builder().destination(destination).build();
    for (String method : List.of("", "METHOD:PUBLISH\r\n", "METHOD:REQUEST\r\n")) {
      String file = event(OLD_FOOTER).replace("PRODID", method + "PRODID");
      String updated = unfolded(updater.update(bytes(file), NOW));
      String wanted =
          switch (destination) {
            case FILE -> method;
            case MAIL -> "METHOD:REQUEST\r\n";
            case CALDAV -> "";
          };
      assertThat(updated).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + wanted + "PRODID:");
      String adapted = new String(destination.adapt(bytes(file)), StandardCharsets.UTF_8);
      assertThat(adapted)
          .as("only its method")
          .isEqualTo(file.replace(method + "PRODID", wanted + "PRODID"));
    }
    assertThat(destination.adapt(bytes("no calendar"))).isEqualTo(bytes("no calendar"));
    String nothing = event("DESCRIPTION:x").replace("PRODID", "METHOD:PUBLISH\r\nPRODID");
    assertThat(updater.update(bytes(nothing), NOW).isChanged()).isFalse();
  }

  @Test
  @DisplayName("RFC 5546: of a series, those instances are revised that show the footer")
  void series() {
    String file =
        event("RRULE:FREQ=WEEKLY", "SEQUENCE:1", OLD_FOOTER)
            .replace(
                "END:VCALENDAR",
                instance("20270112", "SEQUENCE:3", OLD_FOOTER)
                    + instance("20270119", "SEQUENCE:7", "DESCRIPTION:No call")
                    + instance("20260112", "SEQUENCE:9", OLD_FOOTER)
                    + "END:VCALENDAR");
    CalendarUpdate update = update(file);
    assertThat(unfolded(update)).contains("SEQUENCE:2", "SEQUENCE:4", "SEQUENCE:7", "SEQUENCE:9");
    assertThat(update.meetings())
        .extracting(MeetingUpdate::outcome)
        .containsExactly(
            MeetingOutcome.UPDATED,
            MeetingOutcome.UPDATED,
            MeetingOutcome.NOTHING_FOUND,
            MeetingOutcome.PAST);
    assertThat(update.meetings().get(1).recurrenceId()).contains("20270112T090000Z");
  }

  private static String instance(String day, String... lines) {
    return event(lines)
        .replaceAll("(?s)^.*(?=BEGIN:VEVENT)|END:VCALENDAR.*", "")
        .replace("DTSTART:20270105", "DTSTART:" + day)
        .replace("DTEND:20270105", "DTEND:" + day)
        .replace("SUMMARY", "RECURRENCE-ID:" + day + "T090000Z\r\nSUMMARY");
  }
}
