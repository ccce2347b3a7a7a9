package org.conferenceid.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.examples.support.TextFile;

/**
 * Keys of users in a file, one a line; empty lines are passed over. The whole file is checked
 * before anything is done with it, and never held in memory.
 */
final class UserList implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final String name;
  private final Path path;
  private final BufferedReader content;
  private long users;

  private UserList(String name, Path path) throws IOException {
    this.name = name;
    this.path = path;
    check();
    this.content = TextFile.open(path);
  }

  /**
   * Opens a list and checks it.
   *
   * @param name a file's, or {@code -} for the standard input, which is copied, as it is read twice
   * @throws Refusal if it cannot be read, or a line is no user's key
   */
  static UserList open(String name, InputStream standardInput) {
    try {
      Path path = Path.of(name);
      if (name.equals(STANDARD_INPUT)) {
        path = Files.createTempFile("users", ".txt");
        path.toFile().deleteOnExit();
        Files.copy(standardInput, path, StandardCopyOption.REPLACE_EXISTING);
      }
      return new UserList(name, path);
    } catch (IOException | UncheckedIOException e) {
      throw new Refusal(Outcome.USAGE, name + " cannot be read: " + TextFile.reason(e));
    }
  }

  private void check() throws IOException {
    try (BufferedReader lines = TextFile.open(path)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          requireKey(line, number);
          users++;
        }
      }
    }
  }

  private void requireKey(String line, long number) {
    try {
      UserId.of(line.strip());
    } catch (InvalidValueException e) {
      throw new Refusal(Outcome.USAGE, name + ", line " + number + ": " + e.getMessage());
    }
  }

  /** How many lines have a key. */
  long size() {
    return users;
  }

  /** The keys, to be gone through once. */
  Iterator<UserId> users() {
    return content
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> UserId.of(line.strip()))
        .iterator();
  }

  @Override
  public void close() {
    try {
      content.close();
      if (name.equals(STANDARD_INPUT)) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
