package org.conferenceid.calendar.follower;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.conferenceid.UserId;

/** Calendars in memory. A test overrides what is to fail. */
class MapMeetings implements Meetings {
  private final Map<String, byte[]> files = new TreeMap<>();

  synchronized void put(UserId organizer, String name, byte[] file) {
    files.put(organizer.value() + "/" + name, file);
  }

  synchronized byte[] get(UserId organizer, String name) {
    return files.get(organizer.value() + "/" + name);
  }

  @Override
  public synchronized List<String> find(UserId organizer, Instant from) {
    return files.keySet().stream()
        .filter(name -> name.startsWith(organizer.value() + "/"))
        .toList();
  }

  @Override
  public synchronized Optional<StoredMeeting> read(UserId organizer, String name) {
    return Optional.ofNullable(files.get(name)).map(file -> StoredMeeting.of(name, "", file));
  }

  @Override
  public synchronized boolean save(UserId organizer, StoredMeeting read, byte[] content) {
    return Arrays.equals(files.get(read.name()), read.content())
        && files.put(read.name(), content) != null;
  }
}
