package org.conferenceid.spi;

/**
 * Tells a store whether the application has begun a transaction that the store is to join, and when
 * that has been committed.
 *
 * <p>A store that is given one takes part in the application's transaction while that is active:
 * what it changes is committed or rolled back with it (CS-15). Otherwise the store uses a
 * transaction of its own. A store that is given none always uses one of its own.
 *
 * <p>With Spring, both methods are {@code TransactionSynchronizationManager}'s.
 *
 * <p>Must be safe for use by any number of threads. It is asked in the thread that calls the store,
 * before anything is read or changed. What it throws reaches the caller as a {@link
 * org.conferenceid.StoreException}, and nothing has been changed then.
 *
 * @since 0.1.0
 */
public interface ApplicationTransaction {

  /**
   * Returns whether the calling thread is in a transaction of the application.
   *
   * @return {@code true} if what the store does now is to be part of that transaction
   */
  boolean active();

  /**
   * Runs a task once the calling thread's transaction has been committed: exactly once after the
   * outermost commit, and never after a roll-back. If the commit's outcome is not known, the task
   * is not run. Called only while a transaction is {@linkplain #active active}, after the store has
   * taken part in it. Several tasks run in the order in which they came.
   *
   * <p>The task throws nothing. It may call the store, which is not in that transaction then.
   *
   * @param task what to do
   */
  void afterCommit(Runnable task);
}
