package org.conferenceid;

import java.util.Objects;

/**
 * The key of one request of an administrator, made by the caller, for instance when a form is
 * shown. It makes double clicks and retries harmless: the same key for the same user gives the same
 * result, not a second reset (B12). It counts as long as the audit entry lives that carries it.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters on one line, such as a UUID
 * @since 0.1.0
 */
public record IdempotencyKey(String value) {
  /** The greatest length, in UTF-16 units. */
  public static final int MAX_LENGTH = 100;

  /**
   * Checks the key.
   *
   * @param value 1 to {@value #MAX_LENGTH} characters on one line
   * @throws InvalidValueException if it breaks the rule above
   */
  public IdempotencyKey {
    Objects.requireNonNull(value, "value");
    Text.requireLine("idempotency key", value, MAX_LENGTH);
  }

  /** The key itself. */
  @Override
  public String toString() {
    return value;
  }
}
