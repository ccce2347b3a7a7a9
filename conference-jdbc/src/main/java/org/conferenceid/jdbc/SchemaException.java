package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The tables are missing, or of another version than this library's, or the database has settings
 * with which they do not work, such as an encoding that lacks letters. Nothing has been changed.
 * The message says what is wrong and what to do.
 *
 * @since 0.1.0
 */
public final class SchemaException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  SchemaException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
