package org.conferenceid.calendar.follower;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.ConferenceId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;

/** Meetings with a footer, as files. */
final class MeetingFiles {
  static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();

  private static final Pattern SEQUENCE = Pattern.compile("(?m)^SEQUENCE:(\\d+)");

  private MeetingFiles() {}

  static byte[] meeting(String uid, String organizer, ConferenceId id) {
    String footer = Invitation.of(id, BRIDGE, PhoneNumberFormat.asWritten()).asText(Locale.FRENCH);
    String description = ("Budget\n\n" + footer).replace(",", "\\,").replace("\n", "\\n");
    return String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//Calendar//EN",
            "BEGIN:VEVENT",
            "UID:" + uid,
            "DTSTAMP:20261101T090000Z",
            "DTSTART:20270104T090000Z",
            "DTEND:20270104T100000Z",
            "ORGANIZER:mailto:" + organizer,
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:chloe@example.org",
            "SEQUENCE:0",
            "SUMMARY:Budget",
            folded("DESCRIPTION:" + description),
            "END:VEVENT",
            "END:VCALENDAR",
            "")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** By characters, fewer than there may be octets. */
  private static String folded(String line) {
    return line.replaceAll("(.{30})(?=.)", "$1\r\n ");
  }

  static String unfolded(byte[] file) {
    return new String(file, StandardCharsets.UTF_8).replace("\r\n ", "");
  }

  static int sequence(byte[] file) {
    Matcher found = SEQUENCE.matcher(unfolded(file));
    if (!found.find()) {
      throw new AssertionError("no SEQUENCE");
    }
    return Integer.parseInt(found.group(1));
  }

  static boolean shows(byte[] file, ConferenceId id) {
    return unfolded(file).contains(id.grouped());
  }
}
