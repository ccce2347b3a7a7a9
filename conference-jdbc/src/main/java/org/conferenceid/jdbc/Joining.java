package org.conferenceid.jdbc;

import org.conferenceid.StoreException;
import org.conferenceid.spi.ApplicationTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store joins transactions of the application, and whether a connection fits.
 *
 * @param application tells of the application's transactions; {@code null} if none are joined
 */
record Joining(@Nullable ApplicationTransaction application) {

  /** Returns whether the calling thread is in a transaction that is to be joined. */
  boolean active(String doing) {
    if (application == null) {
      return false;
    }
    try {
      return application.active();
    } catch (Throwable e) {
      Transactions.keepInterrupt(e);
      throw new TransactionSetupException(
          "could not "
              + doing
              + ": the ApplicationTransaction failed, and nothing was changed ("
              + e.getClass().getName()
              + ")",
          e);
    }
  }

  /** Runs a task after the commit of the transaction that was joined. */
  void afterCommit(Runnable task) {
    if (application == null) {
      throw new UnsupportedOperationException("the store takes part in no transaction");
    }
    try {
      application.afterCommit(task);
    } catch (Throwable e) {
      Transactions.keepInterrupt(e);
      throw new StoreException(
          "what was changed in the application's transaction cannot be told after its commit: the"
              + " ApplicationTransaction failed; roll the transaction back ("
              + e.getClass().getName()
              + ")",
          e);
    }
  }

  /**
   * Fails if a connection is not of the transaction that it should be of.
   *
   * @param joined whether it should be of the application's
   * @param autoCommit what it came with
   */
  void requireFit(String doing, boolean joined, boolean autoCommit) {
    if (joined == autoCommit) {
      String problem;
      if (joined) {
        problem =
            "the application's transaction is active, but the connection came with autocommit on,"
                + " so it is of another pool, and nothing was changed: give the store the"
                + " DataSource of that transaction, with Spring in a"
                + " TransactionAwareDataSourceProxy";
      } else if (application != null) {
        problem =
            "no transaction of the application is active, but the connection came with autocommit"
                + " off, and nothing was changed: let the pool hand out connections with autocommit"
                + " on";
      } else {
        problem =
            "the connection came with autocommit off, and nothing was changed: let the pool hand"
                + " out connections with autocommit on; if the application has begun a transaction"
                + " that the store is to join, say so by JdbcConferenceStore.Builder.joining";
      }
      throw new TransactionSetupException("could not " + doing + ": " + problem, null);
    }
  }
}
