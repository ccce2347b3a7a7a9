package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.component.VEvent;
import biweekly.property.Conference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.spi.Delivery;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A meeting that is sent again with the new ID (S10), read back by a parser of calendar files. */
class UpdatedMeetingTest {
  private static final UserId AMELIE = UserId.of("amelie");
  private static final String LABEL = "Zürich, «Haus»; a: \"b\" ^ 😀 ".repeat(3).strip();

  static Stream<String> languages() {
    return Languages.OFFERED.stream();
  }

  private static AudioConferencing conferencing(Bridge bridge) {
    InMemoryUserDirectory users = new InMemoryUserDirectory();
    users.put(
        AMELIE, new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore(new MutableClock()))
            .directory(users)
            .notifier(notification -> new Delivery.Accepted())
            .bridge(bridge)
            .mail(false)
            .build();
    conferencing.administration().enable(AMELIE);
    return conferencing;
  }

  /** The example: the same meeting (UID), its next version (SEQUENCE), with the new foot. */
  static String updated(String uid, int sequence, Invitation invitation, Locale language) {
    return String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example Ltd//Meetings//EN",
            "METHOD:REQUEST",
            "BEGIN:VEVENT",
            "UID:" + uid,
            "SEQUENCE:" + sequence,
            "DTSTAMP:20190522T110000Z",
            "DTSTART:20190603T090000Z",
            "DTEND:20190603T100000Z",
            "SUMMARY:Weekly review",
            "ORGANIZER:mailto:amelie@example.org",
            "ATTENDEE:mailto:guest@example.com",
            folded("DESCRIPTION:" + escaped(invitation.asText(language))),
            invitation.asICalendar(language).strip(),
            "END:VEVENT",
            "END:VCALENDAR")
        + "\r\n";
  }

  /** RFC 5545 section 3.3.11. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
  }

  /** RFC 5545 section 3.1: at most 75 octets on a line; 18 characters never have more. */
  private static String folded(String line) {
    StringBuilder folded = new StringBuilder();
    int[] characters = line.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      folded.append(i > 0 && i % 18 == 0 ? "\r\n " : "").appendCodePoint(characters[i]);
    }
    return folded.toString();
  }

  @Test
  @DisplayName("S1, S10: an updated meeting carries the new ID to the invitees")
  void carriesTheNewId() {
    try (AudioConferencing conferencing = conferencing(Messages.BRIDGE)) {
      Invitation before = conferencing.invitationFor(AMELIE);
      conferencing.administration().resets().reset(ResetRequest.of(AMELIE));
      Invitation after = conferencing.invitationFor(AMELIE);

      VEvent event = parsed(updated("weekly@example.org", 4, after, Locale.ENGLISH));
      assertThat(event.getUid().getValue()).isEqualTo("weekly@example.org");
      assertThat(event.getSequence().getValue()).isEqualTo(4);
      assertThat(event.getDescription().getValue()).isEqualTo(after.asText(Locale.ENGLISH));
      assertThat(after.asText(Locale.ENGLISH)).isNotEqualTo(before.asText(Locale.ENGLISH));
      assertThat(event.getProperties(Conference.class))
          .extracting(Conference::getUri)
          .containsExactlyElementsOf(dialled(after));
    }
  }

  /** What the text shows, as a link that dials it. */
  private static List<String> dialled(Invitation invitation) {
    String id =
        invitation
            .asText(Locale.ENGLISH)
            .lines()
            .filter(line -> line.startsWith("Conference ID"))
            .findFirst()
            .orElseThrow();
    String digits = id.replaceAll("[^0-9]", "");
    return List.of("tel:+33170000000,," + digits + "%23", "tel:+33800000000,," + digits + "%23");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName(
      "B8: the CONFERENCE lines (RFC 7986) are read back in every language, whatever the label")
  void areReadBack(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Bridge bridge =
        Bridge.builder().toll("+33170000000", LABEL).tollFree("+33800000000", "F").build();
    try (AudioConferencing conferencing = conferencing(bridge)) {
      String file = updated("1@example.org", 1, conferencing.invitationFor(AMELIE), language);
      assertThat(file.lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
      List<Conference> conferences = parsed(file).getProperties(Conference.class);
      assertThat(conferences).hasSize(2);
      Conference first = conferences.get(0);
      assertThat(first.getUri()).matches("tel:\\+33170000000,,[1-9][0-9]{6}%23");
      assertThat(first.getLabel()).startsWith(LABEL);
      assertThat(first.getParameter("LANGUAGE")).isEqualTo(tag);
      assertThat(first.getFeatures())
          .extracting(Object::toString)
          .containsExactly("AUDIO", "PHONE");
    }
  }

  private static VEvent parsed(String file) {
    return Biweekly.parse(file).first().getEvents().get(0);
  }
}
