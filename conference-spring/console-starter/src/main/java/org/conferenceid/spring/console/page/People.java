package org.conferenceid.spring.console.page;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.UserDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the application's directory for names. A directory that fails leaves a page without them,
 * and harms nothing else.
 *
 * @since 0.1.0
 */
public final class People {
  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.spring.console");

  private final UserDirectory directory;

  /**
   * Takes the directory.
   *
   * @param directory the application's
   */
  public People(UserDirectory directory) {
    this.directory = Objects.requireNonNull(directory, "directory");
  }

  /**
   * Finds a user's name, address and language.
   *
   * @param user the user
   * @return empty if the directory does not know the user, or cannot be asked
   */
  public Optional<Recipient> find(UserId user) {
    Objects.requireNonNull(user, "user");
    try {
      Optional<Recipient> found = directory.find(user);
      return found == null ? Optional.empty() : found;
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "the user directory", thrown);
      return Optional.empty();
    }
  }

  /**
   * Returns what a user is called.
   *
   * @param user the user
   * @return the name, or the key if there is none
   */
  public String name(UserId user) {
    return find(user).map(Recipient::name).filter(name -> !name.isBlank()).orElseGet(user::value);
  }
}
