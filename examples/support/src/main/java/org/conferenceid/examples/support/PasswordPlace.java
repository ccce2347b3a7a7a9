package org.conferenceid.examples.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.conferenceid.InvalidValueException;

/** Where a password is found, such as one for a mail server. It is never shown. */
public final class PasswordPlace {
  /** What {@link #of} reads, for messages and help. */
  public static final String FORM = "env:NAME or file:FILE";

  private static final String FIELD = "password";
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";

  private final String place;

  private PasswordPlace(String place) {
    this.place = place;
  }

  /**
   * Reads where the password is found.
   *
   * @param text {@code env:} with the name of an environment variable, or {@code file:} with a file
   *     whose first line it is
   * @return the place
   * @throws InvalidValueException if it is something else, which is not shown, as it may be a
   *     password
   */
  public static PasswordPlace of(String text) {
    if (!text.startsWith(VARIABLE) && !text.startsWith(FILE)) {
      throw new InvalidValueException(FIELD, "must be given as " + FORM);
    }
    return new PasswordPlace(text);
  }

  /**
   * Reads the password.
   *
   * @return the password as it is now
   * @throws InvalidValueException if there is none
   */
  public String read() {
    String password =
        place.startsWith(VARIABLE)
            ? System.getenv(place.substring(VARIABLE.length()))
            : firstLine(Path.of(place.substring(FILE.length())));
    if (password == null || password.isEmpty()) {
      throw new InvalidValueException(FIELD, "must not be empty in " + place);
    }
    return password;
  }

  private String firstLine(Path file) {
    try (BufferedReader content = TextFile.open(file)) {
      return content.readLine();
    } catch (IOException e) {
      throw new InvalidValueException(FIELD, "must be readable in " + place);
    }
  }

  /** Shows where it is found. */
  @Override
  public String toString() {
    return place;
  }
}
