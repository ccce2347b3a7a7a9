package org.conferenceid.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.PeopleFile;
import org.conferenceid.examples.support.TextFile;
import org.conferenceid.spi.UserDirectory;

/** The user directory of this program: a file of people. */
final class People {
  private People() {}

  /**
   * Reads a file, whole.
   *
   * @param note gets a sentence for each bad line; mail to the user of such a line waits until the
   *     line is mended
   * @throws Refusal if it cannot be read, or has no good line
   */
  static UserDirectory of(Path file, Consumer<String> note) {
    PeopleFile read;
    try {
      read = PeopleFile.read(file);
    } catch (IOException e) {
      throw new Refusal(Outcome.USAGE, file + " cannot be read: " + TextFile.reason(e));
    }
    if (read.people().isEmpty()) {
      throw new Refusal(Outcome.USAGE, String.join(System.lineSeparator(), read.problems()));
    }
    read.problems().forEach(note);
    Map<UserId, Recipient> people = new HashMap<>();
    read.people().forEach(person -> people.put(person.user(), person.recipient()));
    return user -> {
      if (read.unreadable().contains(user)) {
        throw new IllegalStateException("the line of this user is wrong");
      }
      return Optional.ofNullable(people.get(user));
    };
  }
}
