package org.conferenceid.capacity;

import org.conferenceid.ConferenceException;

/**
 * No ID is left to assign: every one is active or in quarantine (B2). Nothing has been changed: on
 * a reset the user keeps the present ID. Shorten the quarantine or disable users who need no ID;
 * the figures of {@link Capacity} tell long before.
 *
 * @since 0.1.0
 */
public final class IdsExhaustedException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** How many IDs were in use. */
  private final long active;

  /** How many IDs were in quarantine. */
  private final long quarantined;

  /**
   * Makes the exception.
   *
   * @param capacity how full the space of IDs is
   */
  public IdsExhaustedException(Capacity capacity) {
    super(
        "no conference ID is left: "
            + capacity.active()
            + " are in use and "
            + capacity.quarantined()
            + " in quarantine",
        null);
    this.active = capacity.active();
    this.quarantined = capacity.quarantined();
  }

  /**
   * How full the space was.
   *
   * @return the capacity, read right after the attempt
   */
  public Capacity capacity() {
    return new Capacity(active, quarantined);
  }
}
