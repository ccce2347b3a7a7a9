package org.conferenceid.spring.console;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.UserId;

/**
 * A user as the console lists it. Texts may hold anything: they are shown as text.
 *
 * @param id the user's key
 * @param name the name that administrators know; may be empty
 * @param address the e-mail address, if there is one
 * @since 0.1.0
 */
public record ConsoleUser(UserId id, String name, Optional<String> address) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param id the user's key
   * @param name the name
   * @param address the e-mail address
   */
  public ConsoleUser {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
  }

  /**
   * Returns the key alone: name and address are personal.
   *
   * @return a text for logs
   */
  @Override
  public String toString() {
    return "ConsoleUser[id=" + id + "]";
  }
}
