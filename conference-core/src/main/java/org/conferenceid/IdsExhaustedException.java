package org.conferenceid;

/**
 * No ID is left to assign: every one is active or in quarantine (B2). Nothing has been changed: on a
 * reset the user keeps the present ID. Shorten the quarantine or disable users who need no ID; {@link
 * AudioConferencing#capacity} tells long before.
 */
public final class IdsExhaustedException extends ConferenceException {
  private static final long serialVersionUID = 1L;

  /** The capacity found. */
  private final Capacity capacity;

  /** Creates the exception. */
  IdsExhaustedException(Capacity capacity) {
    super(
        "no conference ID is left: "
            + capacity.active()
            + " are in use and "
            + capacity.quarantined()
            + " in quarantine",
        null);
    this.capacity = capacity;
  }

  /**
   * How full the space was.
   *
   * @return the capacity, read right after the attempt
   */
  public Capacity capacity() {
    return capacity;
  }
}
