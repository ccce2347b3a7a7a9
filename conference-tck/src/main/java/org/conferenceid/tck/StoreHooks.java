package org.conferenceid.tck;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.ConferenceStore;
import org.junit.jupiter.api.Assumptions;

/** What the contracts need to know about a store. The optional parts are skipped visibly. */
abstract class StoreHooks {

  /** For subclasses. */
  StoreHooks() {}

  /**
   * Makes a store to test.
   *
   * @return a store without users, entries and messages, whose time is {@link #now}
   */
  protected abstract ConferenceStore createStore();

  /**
   * The time by the clock of the store.
   *
   * @return a moment in whole milliseconds, which only {@link #advance} moves
   */
  protected abstract Instant now();

  /**
   * Moves the clock of the store on. Called by one thread while others work with the store.
   *
   * @param step by how much; whole milliseconds. A negative one sets the clock back.
   */
  protected abstract void advance(Duration step);

  /**
   * Makes a store full, but for some IDs, in whichever way is quick: none of the other IDs may be
   * assigned, for as long as the test runs. {@link ConferenceStore#capacity} counts the others as
   * active or in quarantine, so that it tells none as free when the last one is given; what {@link
   * ConferenceStore#lookup} tells of them is not asked. A guessable ID among those that stay free
   * is never assigned. Without it the rules about a full store are skipped.
   *
   * @param store what {@link #createStore} gave to this test
   * @param free the IDs that stay free
   */
  protected void occupyAllBut(ConferenceStore store, Collection<ConferenceId> free) {
    Assumptions.abort("CS-3: no quick way to fill this store");
  }

  /**
   * Runs changes in a transaction of the application, in which the store takes part. Without it the
   * rules about such transactions are skipped. What is given to {@link ConferenceStore#afterCommit}
   * there is to be run before this returns, if the transaction is committed.
   *
   * @param store what {@link #createStore} gave to this test
   * @param commit whether the transaction is committed in the end, not rolled back
   * @param work what to do in the transaction, with the store as it is to be used there
   */
  protected void inTransaction(
      ConferenceStore store, boolean commit, Consumer<ConferenceStore> work) {
    Assumptions.abort("CS-15: this store takes part in no transaction of others");
  }

  /**
   * Opens what a store has kept, as the next process does after a restart. Without it the rules
   * about restarts are skipped.
   *
   * @param store what {@link #createStore} or this method gave to this test. It is not used any
   *     more: where one process at a time can have the data, such as by a lock on a file, it is
   *     closed first.
   * @return another store, which shares nothing with it but what is kept
   */
  protected ConferenceStore reopen(ConferenceStore store) {
    return Assumptions.abort("CS-1: what this store keeps is kept in one object");
  }

  /**
   * Ends a store as the death of its process does, and opens what is left: nothing is closed, and
   * nothing that waits in memory is written. Without it the rules about crashes are skipped.
   *
   * <p>An embedded engine is not closed: copy its files as they are, and open the copy; or let a
   * child process do the work, and kill it. For a store that leaves everything to a server, another
   * object is enough.
   *
   * @param store what {@link #createStore} or this method gave to this test; it is not used any
   *     more
   * @return another store, which shares nothing with it but what is kept
   */
  protected ConferenceStore reopenAfterCrash(ConferenceStore store) {
    return Assumptions.abort("CS-1: nobody has said how a process with this store dies");
  }

  /**
   * Opens a second store on the data of one that stays in use, as another node of a cluster does.
   * Without it the rules about several nodes are skipped.
   *
   * @param store what {@link #createStore} gave to this test; it stays in use
   * @return another store on the same data, which remembers nothing that the first one remembers
   */
  protected ConferenceStore secondNode(ConferenceStore store) {
    return Assumptions.abort("CS-1: one process at a time works with this store's data");
  }

  /**
   * Returns whether the store reads the clock of these tests when it would read its own: while it
   * holds what it changes. A store whose tests write the time into a statement before it waits for
   * a lock cannot, and shows in a test of its own that times do not go back (CS-10).
   *
   * @return {@code true} unless overridden
   */
  protected boolean readsClockInTurn() {
    return true;
  }

  /**
   * Closes every store that a test was given, and deletes what they kept: files, tables, pools.
   * Called after each test, and after each sequence of the model; racing threads have ended by
   * then. Does nothing unless overridden. A store that keeps files would fill the disk otherwise:
   * the contracts make hundreds of stores, a model many more.
   */
  protected void closeStores() {}
}
