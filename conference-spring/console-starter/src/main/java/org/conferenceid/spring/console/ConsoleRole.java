package org.conferenceid.spring.console;

/**
 * What somebody may do in the console. Each role has the rights of those before it.
 *
 * @since 0.1.0
 */
public enum ConsoleRole {
  /** See users, the audit and figures; IDs only masked. */
  VIEW,
  /** Change one user at a time: enable, reset, disable, inform, and reveal an ID. */
  OPERATE,
  /** Change many users at once. */
  MANY;

  /**
   * Returns whether this role has the rights of another.
   *
   * @param needed what is needed
   * @return {@code true} if it is this role or one before it
   */
  public boolean includes(ConsoleRole needed) {
    return compareTo(needed) >= 0;
  }
}
