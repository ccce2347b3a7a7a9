package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NOW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.bytes;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.outcome;
import static org.conferenceid.calendar.Samples.text;
import static org.conferenceid.calendar.Samples.update;

import org.conferenceid.EmailAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which meetings stay as they are although they show an old ID (B16). */
class UntouchedTest {
  private static final String OLD_FOOTER = "DESCRIPTION:" + escaped(text(OLD));

  private static MeetingOutcome with(String from, String to) {
    return outcome(update(event(OLD_FOOTER).replace(from, to)));
  }

  @Test
  @DisplayName("B16: somebody else's meetings stay")
  void otherOrganizers() {
    String organizer = "ORGANIZER;CN=Amelie:mailto:amelie@example.org";
    assertThat(with(organizer, "ORGANIZER:mailto:bruno@example.org"))
        .isEqualTo(MeetingOutcome.OTHER_ORGANIZER);
    assertThat(with(organizer, "ORGANIZER:invalid:nomail"))
        .isEqualTo(MeetingOutcome.OTHER_ORGANIZER);
    assertThat(with(organizer, "ORGANIZER;CN=\"A: b\":MAILTO:Amelie%40Example.ORG"))
        .isEqualTo(MeetingOutcome.UPDATED);
    assertThat(with(organizer, "ORGANIZER;EMAIL=amelie@example.org:/principals/1"))
        .isEqualTo(MeetingOutcome.UPDATED);
    assertThat(with(organizer, "X-NOBODY:x")).as("one's own").isEqualTo(MeetingOutcome.UPDATED);
  }

  @Test
  @DisplayName("B16: an organizer may have several addresses")
  void severalAddresses() {
    InvitationUpdater updater =
        Samples.builder().organizerAlso(EmailAddress.parse("A.Martin@example.org")).build();
    String file = event(OLD_FOOTER).replace("amelie@", "a.martin@");
    assertThat(outcome(updater.update(bytes(file), NOW))).isEqualTo(MeetingOutcome.UPDATED);
  }

  @Test
  @DisplayName("B16: cancelled meetings stay")
  void cancelled() {
    assertThat(with("SUMMARY", "STATUS:CANCELLED\r\nSUMMARY")).isEqualTo(MeetingOutcome.CANCELLED);
    assertThat(with("SUMMARY", "STATUS:CONFIRMED\r\nSUMMARY")).isEqualTo(MeetingOutcome.UPDATED);
  }

  /** Now is 2026-11-26 12:00 UTC. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DTSTART:20261126T110000Z\\r\\nDTEND:20261126T120000Z | PAST",
        "DTSTART:20261126T110000Z\\r\\nDTEND:20261126T120001Z | UPDATED",
        "DTSTART:20261126T110000Z\\r\\nDURATION:PT1H | PAST",
        "DTSTART:20261126T110000Z\\r\\nDURATION:P1DT1H | UPDATED",
        "DTSTART:20261101T110000Z\\r\\nDURATION:P3W | PAST",
        "DTSTART:20261120T110000Z\\r\\nDURATION:+P1W | UPDATED",
        "DTSTART:20261126T120000Z | PAST",
        "DTSTART:20261126T120001Z | UPDATED",
        "DTSTART;VALUE=DATE:20261124 | PAST",
        "DTSTART;VALUE=DATE:20261126 | UPDATED",
        "DTSTART;TZID=Europe/Paris:20261126T130000 | PAST",
        "DTSTART;TZID=Europe/Paris:20261126T130001 | UPDATED",
        "DTSTART;TZID=Own Time:20261126T140000 | PAST",
        "DTSTART;TZID=Own Time:20261126T140001 | UPDATED",
        "DTSTART;TZID=Unknown:20261126T000000 | PAST",
        "DTSTART;TZID=Unknown:20261126T000001 | UPDATED",
        "DTSTART:20261126T000000 | PAST",
        "DTSTART:20261126T060000 | UPDATED",
        "DTSTART:yesterday | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nDTEND:later | UPDATED",
        "X-NO:start | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;UNTIL=20261126T115959Z | PAST",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;UNTIL=20261126T120001Z | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;UNTIL=20261124 | PAST",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;UNTIL=20261126 | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;COUNT=10 | PAST",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=DAILY;COUNT=1000 | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;COUNT=10 | PAST",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=WEEKLY;COUNT=500 | UPDATED",
        "DTSTART:20250101T100000Z\\r\\nRRULE:FREQ=MONTHLY;COUNT=10 | PAST",
        "DTSTART:20240131T100000Z\\r\\nRRULE:FREQ=MONTHLY;COUNT=20 | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRRULE:FREQ=MONTHLY;BYDAY=5MO;COUNT=3 | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRRULE:FREQ=YEARLY;COUNT=3 | PAST",
        "DTSTART:20200101T100000Z\\r\\nRRULE:FREQ=HOURLY;COUNT=3 | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRRULE:FREQ=DAILY;COUNT=99999999999 | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRRULE:FREQ=DAILY;COUNT=3\\r\\nRDATE:20200201T100000Z | PAST",
        "DTSTART:20200101T100000Z\\r"
            + "\\n"
            + "RRULE:FREQ=DAILY;COUNT=3\\r"
            + "\\n"
            + "RDATE:20200201T100000Z,20270101T100000Z | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRDATE;VALUE=PERIOD:20270101T100000Z/PT1H | UPDATED",
        "DTSTART:20200101T100000Z\\r"
            + "\\n"
            + "RECURRENCE-ID;RANGE=THISANDFUTURE:20200101T100000Z | UPDATED",
        "DTSTART:20200101T100000Z\\r\\nRECURRENCE-ID:20200101T100000Z | PAST",
      })
  @DisplayName("B16: meetings that are over stay; what cannot be told counts as the future")
  void over(String time, MeetingOutcome wanted) {
    String zone =
        String.join(
            "\r\n",
            "BEGIN:VTIMEZONE",
            "TZID:Own Time",
            "BEGIN:STANDARD",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0300",
            "TZOFFSETTO:+0200",
            "END:STANDARD",
            "BEGIN:DAYLIGHT",
            "DTSTART:19700101T000000",
            "TZOFFSETFROM:+0200",
            "TZOFFSETTO:+0300",
            "END:DAYLIGHT",
            "END:VTIMEZONE",
            "");
    String file =
        event(OLD_FOOTER)
            .replace(
                "DTSTART:20270105T090000Z\r\nDTEND:20270105T100000Z",
                time.replace("\\r\\n", "\r\n"))
            .replace("BEGIN:VEVENT", zone + "BEGIN:VEVENT");
    assertThat(outcome(update(file))).isEqualTo(wanted);
    assertThat(update(file).meetings().get(0).findings().isEmpty())
        .isEqualTo(wanted == MeetingOutcome.PAST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REPLY", "COUNTER", "CANCEL", "REFRESH", "DECLINECOUNTER", "cancel", "X"})
  @DisplayName("RFC 5546: answers and cancellations are refused")
  void methods(String method) {
    String file = event(OLD_FOOTER).replace("VERSION", "METHOD:" + method + "\r\nVERSION");
    assertRefused(file, CalendarRefusal.WRONG_METHOD);
  }

  private static void assertRefused(String file, CalendarRefusal reason) {
    CalendarUpdate update = update(file);
    assertThat(update.refusal()).contains(reason);
    assertThat(update.isChanged()).isFalse();
    assertThat(update.content()).isEqualTo(bytes(file));
    assertThat(update.meetings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "Hello",
        "<html>a: b</html>",
        "BEGIN:VCARD\r\nEND:VCARD",
        "END:VCALENDAR"
      })
  @DisplayName("RFC 5545: what is no iCalendar file is refused")
  void noCalendar(String file) {
    assertRefused(file, CalendarRefusal.NO_CALENDAR);
  }

  @Test
  @DisplayName("RFC 5545: a file that is broken is refused, with the reason")
  void broken() {
    String file = event(OLD_FOOTER);
    assertRefused(file.replace("2.0", "1.0"), CalendarRefusal.NO_CALENDAR);
    assertRefused(file.replace("VERSION:2.0\r\n", ""), CalendarRefusal.NO_CALENDAR);
    assertRefused(" " + file, CalendarRefusal.NO_CALENDAR);
    assertRefused(file.replace("SUMMARY:Review", "SUMMARY:a\r\nb c"), CalendarRefusal.BROKEN_LINES);
    assertRefused(file.replace("SUMMARY:Review", "SUMMARY;x=y"), CalendarRefusal.BROKEN_LINES);
    assertRefused(file + "x:y", CalendarRefusal.BROKEN_LINES);
    assertRefused(file + "\0\0", CalendarRefusal.BROKEN_LINES);
  }

  @Test
  @DisplayName("RFC 5545: a file whose lines end in CR alone is refused")
  void carriageReturns() {
    assertRefused(event(OLD_FOOTER).replace("\r\n", "\r"), CalendarRefusal.NO_CALENDAR);
  }

  @Test
  @DisplayName("RFC 5545: a file with unclosed components is refused, however many they are")
  void unclosed() {
    String file = event(OLD_FOOTER);
    for (String end : new String[] {"END:VEVENT\r\n", "END:VCALENDAR\r\n"}) {
      assertRefused(file.replace(end, ""), CalendarRefusal.UNCLOSED_COMPONENT);
    }
    assertRefused(file.replace("END:VEVENT", "END:VTODO"), CalendarRefusal.UNCLOSED_COMPONENT);
    assertRefused(
        file.replace("SUMMARY:Review", "BEGIN:A\r\n".repeat(100_000)),
        CalendarRefusal.UNCLOSED_COMPONENT);
  }
}
