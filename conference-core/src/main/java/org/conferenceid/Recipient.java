package org.conferenceid;

import java.util.Locale;
import java.util.Objects;

/**
 * How to write to a user. Read from the application's directory at the time of sending, never
 * stored by this library.
 *
 * @param address the primary address (S7)
 * @param name the name as the user likes to be addressed; may be empty. It may hold anything:
 *     whoever puts it into a message makes it harmless there
 * @param language the language that the user reads; {@link Locale#ROOT} where it is not known
 * @since 0.1.0
 */
public record Recipient(EmailAddress address, String name, Locale language) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param address the primary address
   * @param name the name as the user likes to be addressed
   * @param language the language that the user reads
   */
  public Recipient {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(language, "language");
  }

  /** The domain and the language: the rest of the address and the name are personal data. */
  @Override
  public String toString() {
    return "Recipient[address=" + address + ", language=" + language.toLanguageTag() + "]";
  }
}
