package org.conferenceid.spi;

/**
 * Tells a store whether the application has begun a transaction that the store is to join.
 *
 * <p>A store that is given one takes part in the application's transaction while that is active:
 * what it changes is committed or rolled back with it (CS-15). Otherwise the store uses a
 * transaction of its own. A store that is given none always uses one of its own.
 *
 * <p>Implement it as a class, not as a lambda expression: before version 1.0 a method will be added
 * that takes what is to be done after the commit.
 *
 * <p>Must be safe for use by any number of threads. It is asked in the thread that calls the store,
 * before anything is read or changed. What it throws reaches the caller as a {@link
 * org.conferenceid.StoreException}, and nothing has been changed then.
 */
public interface ApplicationTransaction {

  /**
   * Returns whether the calling thread is in a transaction of the application.
   *
   * @return {@code true} if what the store does now is to be part of that transaction
   */
  boolean active();
}
