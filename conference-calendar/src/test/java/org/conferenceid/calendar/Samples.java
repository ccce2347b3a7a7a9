package org.conferenceid.calendar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;

/** Amelie's meetings: she had the ID 483 9201, and has 612 0345 now. */
final class Samples {
  static final ConferenceId OLD = ConferenceId.parse("4839201");
  static final ConferenceId OLDER = ConferenceId.parse("2759264");
  static final ConferenceId NEW = ConferenceId.parse("6120345");
  static final ConferenceId BRUNOS = ConferenceId.parse("7316842");
  static final EmailAddress AMELIE = EmailAddress.parse("amelie@example.org");
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  static final Bridge BRIDGE =
      Bridge.builder()
          .number(DialInNumber.toll("+33 1 70 00 00 00").withCountry("FR").withLabel("Paris"))
          .number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 0000000"))
          .allNumbersLink(URI.create("https://example.org/numbers"))
          .build();

  private static final InvitationUpdater UPDATER = builder().build();

  private Samples() {}

  static Invitation invitation(ConferenceId id) {
    return Invitation.of(id, BRIDGE, PhoneNumberFormat.asWritten());
  }

  static InvitationUpdater.Builder builder() {
    return InvitationUpdater.builder(invitation(NEW), AMELIE).formerIds(List.of(OLD, OLDER));
  }

  static InvitationUpdater updater() {
    return UPDATER;
  }

  static String text(ConferenceId id) {
    return text(id, Locale.ENGLISH);
  }

  static String text(ConferenceId id, Locale language) {
    return invitation(id).asText(language);
  }

  static String html(ConferenceId id) {
    return html(id, Locale.ENGLISH);
  }

  static String html(ConferenceId id, Locale language) {
    return invitation(id).asHtml(language);
  }

  /** A footer as somebody leaves it who takes the marks away. */
  static String withoutMarks(String footer) {
    return footer
        .replaceAll("<p[^>]*>:?_+:?</p>\n", "")
        .replace(FooterMarks.START + "\n", "")
        .replace(FooterMarks.END + "\n", "");
  }

  /** RFC 5545 section 3.3.11. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** An event in the future with more lines. */
  static String event(String... lines) {
    return String.join(
        "\r\n",
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Example Ltd.//Test//EN",
        "BEGIN:VEVENT",
        "UID:1@example.org",
        "DTSTAMP:20261001T080000Z",
        "DTSTART:20270105T090000Z",
        "DTEND:20270105T100000Z",
        "ORGANIZER;CN=Amelie:mailto:amelie@example.org",
        "SUMMARY:Review",
        String.join("\r\n", lines),
        "END:VEVENT",
        "END:VCALENDAR",
        "");
  }

  static CalendarUpdate update(String file) {
    return updater().update(bytes(file), NOW);
  }

  /** Updates an event that has a description. */
  static CalendarUpdate description(String text) {
    return description(updater(), text);
  }

  static CalendarUpdate description(InvitationUpdater updater, String text) {
    return updater.update(bytes(event("DESCRIPTION:" + escaped(text))), NOW);
  }

  /** The description of the one event of an updated file. */
  static String description(CalendarUpdate update) {
    String line =
        Stream.of(unfolded(update).split("\r?\n"))
            .filter(each -> each.startsWith("DESCRIPTION"))
            .findFirst()
            .orElseThrow();
    return Encoded.text(Property.parse(line).value()).text();
  }

  static List<Finding.Kind> kinds(CalendarUpdate update) {
    return update.meetings().get(0).findings().stream().map(Finding::kind).distinct().toList();
  }

  static MeetingOutcome outcome(CalendarUpdate update) {
    return update.meetings().get(0).outcome();
  }

  static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }

  static String unfolded(CalendarUpdate update) {
    return new String(update.content(), StandardCharsets.UTF_8).replaceAll("\r?\n[ \t]", "");
  }
}
