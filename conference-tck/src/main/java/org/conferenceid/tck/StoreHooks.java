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
   * Moves the clock of the store on.
   *
   * @param step by how much; whole milliseconds. A negative one sets the clock back.
   */
  protected abstract void advance(Duration step);

  /**
   * Makes a store full, but for some IDs, in whichever way is quick: none of the other IDs may be
   * assigned, for as long as the test runs. Without it the rules about a full store are skipped.
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
   * Opens a second store on what a store has kept, as another process would, or the same one after
   * a restart. Without it the rules about that are skipped.
   *
   * @param store what {@link #createStore} gave to this test; it stays in use
   * @return another store, which shares nothing with it but what is kept
   */
  protected ConferenceStore reopen(ConferenceStore store) {
    return Assumptions.abort("CS-1: what this store keeps is kept in one object");
  }
}
