package org.conferenceid;

import org.jspecify.annotations.Nullable;

/**
 * The store could not be used: the database is away, the schema is missing, a limit of retries was
 * reached. Unless a subclass says otherwise, whether the change was made is not known: repeat it
 * with the same idempotency key, which is harmless (B12).
 *
 * @since 0.1.0
 */
public class StoreException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what went wrong and what to do, without any secret
   * @param cause what caused it, or {@code null}
   */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
