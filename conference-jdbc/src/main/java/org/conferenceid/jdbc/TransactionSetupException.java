package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The connections that the {@code DataSource} hands out do not fit the transactions that the store
 * was told of, or whether there is one could not be found out. Nothing has been changed. The
 * message says what to set.
 *
 * @see JdbcConferenceStore.Builder#joining
 * @since 0.1.0
 */
public final class TransactionSetupException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  TransactionSetupException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
