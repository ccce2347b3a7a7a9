package org.conferenceid.examples.commandline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.examples.surroundings.PeopleFile;
import org.conferenceid.spi.Recipient;
import org.conferenceid.spi.UserDirectory;

/** The user directory of this program: a file of people. */
final class People {
  private People() {}

  /**
   * Reads a file, whole.
   *
   * @throws Refusal if a line of it is wrong: the mail to that user would be given up
   */
  static UserDirectory of(Path file) {
    PeopleFile read;
    try {
      read = PeopleFile.read(file);
    } catch (IOException e) {
      throw new Refusal(Outcome.USAGE, file + " cannot be read: " + e);
    }
    if (!read.problems().isEmpty()) {
      throw new Refusal(Outcome.USAGE, String.join(System.lineSeparator(), read.problems()));
    }
    Map<UserId, Recipient> people = new HashMap<>();
    read.people().forEach(person -> people.put(person.user(), person.recipient()));
    return user -> Optional.ofNullable(people.get(user));
  }
}
