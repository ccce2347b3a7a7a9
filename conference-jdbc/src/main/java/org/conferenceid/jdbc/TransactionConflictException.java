package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Another transaction was in the way: a deadlock, a serialization failure, a lost race.
 *
 * <p>Where the store has its own transaction it has tried several times, and nothing has been
 * changed. In a transaction of the application it cannot try again by itself: roll back, and do the
 * whole transaction again with the same idempotency key (B12).
 *
 * @since 0.1.0
 */
public final class TransactionConflictException extends StoreException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  TransactionConflictException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
