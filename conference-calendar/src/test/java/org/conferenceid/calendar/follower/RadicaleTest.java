package org.conferenceid.calendar.follower;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.bulk.BulkReset;
import org.conferenceid.calendar.caldav.CalDavMeetings;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.RecordingNotifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Meetings on a real CalDAV server, which does not schedule. */
@Tag("radicale")
class RadicaleTest {
  private static final int ORGANIZERS = 50;
  private static final int MEETINGS = 20;
  private static final int KILLED_AFTER = 333;
  private static final UserId AMELIE = UserId.of("amelie");

  @TempDir Path folder;
  private Radicale radicale;

  @BeforeEach
  void start() throws IOException {
    radicale = new Radicale(Files.createDirectory(folder.resolve("radicale")));
  }

  @AfterEach
  void stop() {
    radicale.close();
  }

  @Test
  @DisplayName("B16: meetings are found, read and saved, and nothing that was changed meanwhile")
  void shouldReadAndSave() throws IOException {
    ConferenceId id = ConferenceId.parse("4839201");
    radicale.addCalendar(AMELIE);
    radicale.put(AMELIE, "a.ics", MeetingFiles.meeting("a", "amelie@example.org", id));
    byte[] past = MeetingFiles.meeting("b", "amelie@example.org", id);
    radicale.put(
        AMELIE,
        "b.ics",
        new String(past, StandardCharsets.UTF_8)
            .replace("20270104", "20200104")
            .getBytes(StandardCharsets.UTF_8));
    CalDavMeetings meetings = radicale.meetings();

    List<String> found = meetings.find(AMELIE, FollowerChild.NOW);
    assertThat(found).containsExactly(radicale.address() + "amelie/work/a.ics");
    StoredMeeting read = meetings.read(AMELIE, found.get(0)).orElseThrow();
    assertThat(MeetingFiles.shows(read.content(), id)).isTrue();
    byte[] other = MeetingFiles.meeting("a", "amelie@example.org", ConferenceId.parse("2750386"));
    assertThat(meetings.save(AMELIE, read, other)).isTrue();
    assertThat(meetings.save(AMELIE, read, read.content())).as("a stale copy").isFalse();
    assertThat(MeetingFiles.shows(radicale.get(AMELIE, "a.ics"), id)).isFalse();
    assertThat(meetings.tellsInvitees(AMELIE)).as("Radicale schedules").isFalse();
    assertThat(meetings.read(AMELIE, radicale.address() + "amelie/work/c.ics")).isEmpty();
  }

  private JdbcConferenceStore.Builder store() {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(url());
    return JdbcConferenceStore.builder(database);
  }

  private String url() {
    return "jdbc:sqlite:" + folder.resolve("ids.db");
  }

  private static UserId organizer(int number) {
    return UserId.of("organizer" + number);
  }

  private static String address(UserId user) {
    return user.value() + "@example.org";
  }

  private static ConferenceId id(ConferenceStore store, UserId user) {
    return store.find(user).orElseThrow().id().orElseThrow();
  }

  @Test
  @DisplayName(
      "B6, B16: after a reset of all and a kill in the middle, each meeting is updated once")
  void shouldFinishWhatAKillCutOff() throws Exception {
    JdbcConferenceStore store = store().build();
    store.createSchema();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(store)
            .directory(FollowerChild.DIRECTORY)
            .notifier(new RecordingNotifier())
            .bridge(MeetingFiles.BRIDGE)
            .build();
    for (int i = 0; i < ORGANIZERS; i++) {
      UserId user = organizer(i);
      conferencing.administration().enable(user);
      radicale.addCalendar(user);
      for (int j = 0; j < MEETINGS; j++) {
        radicale.put(
            user, j + ".ics", MeetingFiles.meeting("m" + j, address(user), id(store, user)));
      }
    }
    var unused =
        conferencing
            .administration()
            .bulkResets()
            .reset(BulkReset.everyone("new year"), result -> {});

    killWhileUpdating();
    List<MeetingStatus> begun =
        store.meetingUpdates().list(State.IN_PROGRESS, Optional.empty(), ORGANIZERS);
    assertThat(begun).as("whoever was in hand").hasSize(1);
    long before = revised();
    assertThat(before).isBetween((long) KILLED_AFTER, (long) KILLED_AFTER + MEETINGS);

    Instant later = store.find(organizer(0)).orElseThrow().since().plus(Duration.ofDays(1));
    ConferenceStore another = store().clock(new MutableClock(later)).build();
    FollowerReport report = FollowerChild.follower(another, radicale.meetings()).updateDue();
    assertThat(report).isEqualTo(new FollowerReport(ORGANIZERS - KILLED_AFTER / MEETINGS, 0, 0));

    assertThat(revised()).isEqualTo(ORGANIZERS * MEETINGS);
    for (int i = 0; i < ORGANIZERS; i++) {
      UserId user = organizer(i);
      for (int j = 0; j < MEETINGS; j++) {
        byte[] file = radicale.get(user, j + ".ics");
        assertThat(MeetingFiles.sequence(file)).as("revisions of %s/%s", user, j).isEqualTo(1);
        assertThat(MeetingFiles.shows(file, id(store, user))).isTrue();
      }
    }
    List<MeetingStatus> done =
        another.meetingUpdates().list(State.DONE, Optional.empty(), ORGANIZERS + 1);
    assertThat(done).hasSize(ORGANIZERS);
    assertThat(done)
        .filteredOn(status -> !status.user().equals(begun.get(0).user()))
        .allSatisfy(
            status -> assertThat(status.counts()).isEqualTo(new MeetingCounts(MEETINGS, 0, 0, 0)));
  }

  /** How many meetings were revised. */
  private long revised() {
    return IntStream.range(0, ORGANIZERS)
        .boxed()
        .flatMap(
            i -> IntStream.range(0, MEETINGS).mapToObj(j -> radicale.get(organizer(i), j + ".ics")))
        .filter(file -> MeetingFiles.sequence(file) == 1)
        .count();
  }

  private void killWhileUpdating() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")
                    + File.pathSeparator
                    + System.getProperty("surefire.test.class.path", ""),
                FollowerChild.class.getName(),
                url(),
                radicale.address().toString())
            .redirectError(Redirect.DISCARD)
            .start();
    try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
      for (int saved = 0; saved < KILLED_AFTER; saved++) {
        assertThat(lines.readLine()).as("what the child says").isEqualTo("saved");
      }
    } finally {
      child.toHandle().destroyForcibly();
    }
    child.waitFor();
  }
}
