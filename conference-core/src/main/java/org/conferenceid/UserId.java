package org.conferenceid;

import java.util.Objects;

/**
 * The key by which the embedding application knows a user. The library never interprets it.
 *
 * <p>1 to {@value #MAX_LENGTH} characters, any Unicode text on one line without white space at its
 * ends; compared exactly, so {@code Amelie} and {@code amelie} are two users. A key that names a
 * person is personal data: the administration can erase a user.
 *
 * @param value the key
 * @since 0.1.0
 */
public record UserId(String value) {
  /** The greatest length, in UTF-16 units. */
  public static final int MAX_LENGTH = 255;

  /**
   * Checks the key.
   *
   * @param value the key
   * @throws InvalidValueException if it breaks the rule above
   */
  public UserId {
    Objects.requireNonNull(value, "value");
    Text.requireLine("user key", value, MAX_LENGTH);
  }

  /**
   * Makes a user's key.
   *
   * @param value the key
   * @return the key
   * @throws InvalidValueException if it breaks the rule above
   */
  public static UserId of(String value) {
    return new UserId(value);
  }

  /** The key itself. */
  @Override
  public String toString() {
    return value;
  }
}
