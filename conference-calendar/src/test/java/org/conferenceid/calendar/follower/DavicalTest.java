package org.conferenceid.calendar.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.follower.Davical.AMELIE;
import static org.conferenceid.calendar.follower.Davical.CHLOE;
import static org.conferenceid.calendar.follower.FollowerChild.NOW;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.calendar.caldav.CalDavMeetings;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Meetings on a real CalDAV server that tells invitees by itself (RFC 6638). */
@Tag("davical")
class DavicalTest {
  private static final String MEETING = "calendar/a.ics";
  private static final String INBOX = ".in/";

  private final InMemoryConferenceStore store = new InMemoryConferenceStore(new MutableClock(NOW));
  private final AudioConferencing conferencing =
      AudioConferencing.builder()
          .store(store)
          .directory(FollowerChild.DIRECTORY)
          .notifier(new RecordingNotifier())
          .bridge(MeetingFiles.BRIDGE)
          .build();
  private Davical davical;

  /** Amelie invites Chloe. */
  @BeforeEach
  void start() throws IOException {
    davical = new Davical();
    conferencing.administration().enable(AMELIE);
    davical.put(AMELIE, MEETING, invitation("a"));
  }

  @AfterEach
  void stop() {
    davical.close();
  }

  private byte[] invitation(String uid) {
    byte[] accepted = MeetingFiles.meeting(uid, "amelie@example.org", id());
    return replaced(accepted, "PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION");
  }

  private static byte[] replaced(byte[] file, String old, String replacement) {
    String text = new String(file, StandardCharsets.UTF_8);
    assertThat(text).contains(old);
    return text.replace(old, replacement).getBytes(StandardCharsets.UTF_8);
  }

  private ConferenceId id() {
    return store.find(AMELIE).orElseThrow().id().orElseThrow();
  }

  /** Chloe accepts; Amelie's program notes it, since the server fails to. */
  private void answer() {
    davical.put(
        AMELIE,
        MEETING,
        replaced(davical.get(AMELIE, MEETING), "PARTSTAT=NEEDS-ACTION", "PARTSTAT=ACCEPTED"));
  }

  private void assertUpdated(UserId user, String name) {
    byte[] file = davical.get(user, name);
    assertThat(MeetingFiles.shows(file, id())).as("%s of %s shows the ID", name, user).isTrue();
    assertThat(MeetingFiles.sequence(file)).isEqualTo(1);
    assertThat(MeetingFiles.unfolded(file)).contains("PARTSTAT=ACCEPTED");
  }

  @Test
  @DisplayName("B16: calendars are found from the server alone, and only future meetings in them")
  void shouldFind() {
    davical.put(AMELIE, "calendar/b.ics", replaced(invitation("b"), "20270104", "20200104"));
    String found = davical.address(AMELIE, MEETING).toString();
    assertThat(davical.ownMeetings().find(AMELIE, NOW)).containsExactly(found);
    CalDavMeetings meetings = davical.meetings();
    assertThat(meetings.find(AMELIE, NOW)).containsExactly(found);
    assertThat(meetings.tellsInvitees(AMELIE)).isTrue();
    assertThat(meetings.read(AMELIE, found.replace("a.ics", "c.ics"))).isEmpty();
  }

  @Test
  @DisplayName(
      "B16: what is in an inbox is a message and no meeting, though it looks like a calendar")
  void shouldPassOverTheInbox() {
    davical.put(AMELIE, INBOX + "b.ics", invitation("b"));
    assertThat(davical.list(AMELIE, INBOX)).containsExactly("b.ics");
    String found = davical.address(AMELIE, MEETING).toString();
    assertThat(davical.ownMeetings().find(AMELIE, NOW)).containsExactly(found);
    assertThat(davical.meetings().find(AMELIE, NOW)).containsExactly(found);
  }

  @Test
  @DisplayName("B16: the server tells an invitee once, who is not asked to answer again")
  void shouldTellInviteesOnce() {
    answer();
    davical.delete(CHLOE, INBOX + "a.ics");
    var unused = conferencing.administration().resets().reset(ResetRequest.of(AMELIE));
    MeetingFollower follower = FollowerChild.follower(store, davical.meetings());
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertThat(follower.status(AMELIE))
        .map(MeetingStatus::counts)
        .contains(new MeetingCounts(1, 0, 0, 0));
    assertUpdated(AMELIE, MEETING);
    assertUpdated(CHLOE, MEETING);
    assertUpdated(CHLOE, INBOX + "a.ics");
    assertThat(davical.list(CHLOE, INBOX)).containsExactly("a.ics");

    davical.delete(CHLOE, INBOX + "a.ics");
    assertThat(follower.again(List.of(AMELIE))).isEqualTo(1);
    assertThat(follower.updateDue()).isEqualTo(new FollowerReport(1, 0, 0));
    assertThat(davical.list(CHLOE, INBOX)).as("told again").isEmpty();
  }

  @Test
  @DisplayName("B16: an answer that comes while the meeting is updated is not lost")
  void shouldKeepAnswers() {
    CalDavMeetings meetings = davical.meetings();
    StoredMeeting read = meetings.read(AMELIE, meetings.find(AMELIE, NOW).get(0)).orElseThrow();
    answer();
    assertThat(meetings.save(AMELIE, read, read.content())).as("a stale copy").isFalse();
    StoredMeeting answered = meetings.read(AMELIE, read.name()).orElseThrow();
    assertThat(MeetingFiles.unfolded(answered.content())).contains("PARTSTAT=ACCEPTED");
    assertThat(meetings.save(AMELIE, answered, answered.content())).isTrue();
  }
}
