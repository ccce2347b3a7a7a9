package org.conferenceid.calendar.follower;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.conferenceid.UserId;

/** Calendars in memory. A test overrides what is to fail. */
class MapMeetings implements Meetings {
  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();

  void put(UserId organizer, String name, byte[] file) {
    files.put(organizer.value() + "/" + name, file);
  }

  byte[] get(UserId organizer, String name) {
    return files.get(organizer.value() + "/" + name);
  }

  @Override
  public List<String> find(UserId organizer, Instant from) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(organizer.value() + "/"))
        .toList();
  }

  @Override
  public Optional<StoredMeeting> read(UserId organizer, String name) {
    return Optional.ofNullable(files.get(name)).map(file -> StoredMeeting.of(name, "", file));
  }

  @Override
  public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
    byte[] was = files.get(read.name());
    return Arrays.equals(was, read.content()) && files.replace(read.name(), was, content);
  }
}
