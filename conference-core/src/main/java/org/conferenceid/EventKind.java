package org.conferenceid;

/**
 * What happened to an organizer: the kind of an audit entry, of an event and of a message.
 *
 * @since 0.1.0
 */
public enum EventKind {
  /** The user may host audio conferences from now on, and got an ID (S1, S4). */
  ENABLED,
  /** The user's ID was replaced by a new one (S5, S6). */
  RESET,
  /** The user may no longer host audio conferences; the ID is retired. */
  DISABLED,
  /** The user's conference information was asked for, and is sent; no ID changed (S11). */
  INFO_REQUESTED,
  /** The user's dial-in numbers have changed, and are sent; no ID changed (B15). */
  NUMBERS_CHANGED,
  /** An administrator looked at the user's ID in full; no ID changed, and the user gets no mail. */
  ID_REVEALED;

  /**
   * Returns whether this kind gives the user another ID, or takes the ID away.
   *
   * @return {@code true} if the user's version grows with it
   */
  public boolean changesId() {
    return this == ENABLED || this == RESET || this == DISABLED;
  }

  /**
   * Returns whether this kind gives the user an ID that was nobody's.
   *
   * @return {@code true} for an enabling and a reset
   */
  public boolean assignsId() {
    return this == ENABLED || this == RESET;
  }

  /**
   * Returns whether the user can get a message about this kind.
   *
   * @return {@code false} if it stands in the audit alone
   */
  public boolean carriesMail() {
    return this != ID_REVEALED;
  }
}
