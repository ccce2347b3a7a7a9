package org.conferenceid.capacity;

/**
 * What is not well with the space of IDs.
 *
 * @since 0.1.0
 */
public enum CapacityWarning {
  /** So many IDs are live that guessing pays (B4). */
  EASILY_GUESSED,
  /** So many IDs are active or in quarantine that few are left (B2). */
  NEARLY_FULL,
  /** At the present rate no ID will be left soon. */
  EXHAUSTED_SOON
}
