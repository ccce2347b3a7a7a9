package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The database could not be reached or refused to work: a wrong password, an exhausted pool,
 * missing rights, a read-only or full database. Nothing has been changed; in a transaction of the
 * application, roll it back. The message says what to do.
 */
public final class StoreUnavailableException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  StoreUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
