package org.conferenceid.calendar.follower;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.calendar.Destination;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.UserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.sqlite.SQLiteDataSource;

/**
 * A process that updates meetings, and tells of each that it has saved, until it is done or killed.
 *
 * <p>Arguments: the database's URL, the server's address.
 */
final class FollowerChild {
  static final Duration LEASE = Duration.ofMinutes(30);
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  static final UserDirectory DIRECTORY =
      user ->
          Optional.of(
              new Recipient(EmailAddress.parse(user.value() + "@example.org"), "", Locale.FRENCH));

  private FollowerChild() {}

  public static void main(String[] arguments) {
    SQLiteDataSource database = new SQLiteDataSource();
    database.setUrl(arguments[0]);
    Meetings telling = new Telling(Radicale.meetings(URI.create(arguments[1])));
    System.out.println(follower(JdbcConferenceStore.of(database), telling).updateDue());
  }

  static MeetingFollower follower(ConferenceStore store, Meetings meetings) {
    return MeetingFollower.builder(store)
        .meetings(meetings)
        .directory(DIRECTORY)
        .bridge(MeetingFiles.BRIDGE)
        .lease(LEASE)
        .clock(new MutableClock(NOW))
        .build();
  }

  private record Telling(Meetings meetings) implements Meetings {
    @Override
    public List<String> find(UserId organizer, Instant from) {
      return meetings.find(organizer, from);
    }

    @Override
    public Optional<StoredMeeting> read(UserId organizer, String name) {
      return meetings.read(organizer, name);
    }

    @Override
    public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
      boolean saved = meetings.save(organizer, read, content);
      System.out.println("saved");
      return saved;
    }

    @Override
    public Destination destination() {
      return meetings.destination();
    }
  }
}
