package org.conferenceid.testkit;

import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;

/** The in-memory store's set of free IDs, which is not public, made so for the benchmark. */
public final class FreeSet {
  private final FreeIds ids = FreeIds.all();

  /**
   * Takes one, as the store does.
   *
   * @param random the randomness
   * @return one that was free
   */
  public ConferenceId take(ConferenceIdGenerator random) {
    return ids.take(random).orElseThrow();
  }

  /**
   * Gives one back.
   *
   * @param id the ID
   */
  public void release(ConferenceId id) {
    ids.add(id);
  }

  /**
   * How many are left.
   *
   * @return the number of free IDs
   */
  public int size() {
    return ids.size();
  }
}
