package org.conferenceid.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.conferenceid.UserId;
import org.conferenceid.calendar.InvitationUpdater;
import org.conferenceid.calendar.follower.Meetings;
import org.conferenceid.calendar.follower.MeetingsException;
import org.conferenceid.calendar.follower.StoredMeeting;
import org.conferenceid.examples.support.TextFile;

/** Calendar files, whoever's they are: each counts as a meeting, however many are in it. */
record CalendarFiles(List<Path> places) implements Meetings {

  @Override
  public List<String> find(UserId organizer, Instant from) {
    List<String> files = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> found = Files.walk(place)) {
        found
            .filter(Files::isRegularFile)
            .filter(file -> file.equals(place) || isCalendar(file))
            .map(Path::toString)
            .sorted()
            .forEach(files::add);
      } catch (IOException | UncheckedIOException e) {
        throw new Refusal(Outcome.USAGE, place + " cannot be read");
      }
    }
    return files.stream().distinct().toList();
  }

  private static boolean isCalendar(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".ics");
  }

  @Override
  public Optional<StoredMeeting> read(UserId organizer, String name) {
    Path file = Path.of(name);
    try {
      if (Files.size(file) > InvitationUpdater.MAX_BYTES) {
        throw new MeetingsException("the file is too large", null);
      }
      return Optional.of(StoredMeeting.of(name, "", Files.readAllBytes(file)));
    } catch (IOException e) {
      throw problem(e);
    }
  }

  /** The file is whole at any moment: the new one takes the place of the old one. */
  @Override
  public boolean save(UserId organizer, StoredMeeting read, byte[] content) {
    Path file = Path.of(read.name()).toAbsolutePath();
    try {
      file = file.toRealPath(); // a link stays one
      if (!Arrays.equals(Files.readAllBytes(file), read.content())) {
        return false;
      }
      Path written = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".new");
      try {
        Files.copy(
            file,
            written,
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES); // for its permissions
        Files.write(written, content);
        Files.move(
            written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
      return true;
    } catch (IOException e) {
      throw problem(e);
    }
  }

  private static MeetingsException problem(IOException e) {
    return new MeetingsException(TextFile.reason(e), e);
  }
}
