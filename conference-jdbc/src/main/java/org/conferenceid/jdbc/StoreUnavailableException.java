package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The database could not be reached, was lost before the commit, or refused to work: a wrong
 * password, an exhausted pool, missing rights, a read-only or full database, a statement that it
 * does not run. Nothing has been changed; in a transaction of the application, roll it back. The
 * message says what to do.
 *
 * @since 0.1.0
 */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
