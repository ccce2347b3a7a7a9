package org.conferenceid.capacity;

import org.conferenceid.ConferenceIdPolicy;

/**
 * How full the space of IDs is (B2), by the store's clock at one moment.
 *
 * @param active how many IDs open a meeting
 * @param quarantined how many are retired and still reserved
 * @since 0.1.0
 */
public record Capacity(long active, long quarantined) {

  /**
   * How many IDs can be issued in all.
   *
   * @return {@value ConferenceIdPolicy#ISSUABLE}
   */
  public long issuable() {
    return ConferenceIdPolicy.ISSUABLE;
  }

  /**
   * How many IDs can be assigned now.
   *
   * @return at least 0
   */
  public long free() {
    return Math.max(0, issuable() - active - quarantined);
  }

  /**
   * The share of IDs that cannot be assigned, which decides when the space is exhausted.
   *
   * @return from 0 to 1
   */
  public double occupancy() {
    return 1 - (double) free() / issuable();
  }

  /**
   * The share of well-formed IDs that open a meeting, which decides how often a guess hits (B4).
   *
   * @return from 0 to 1
   */
  public double liveDensity() {
    return (double) active / ConferenceIdPolicy.WELL_FORMED;
  }
}
