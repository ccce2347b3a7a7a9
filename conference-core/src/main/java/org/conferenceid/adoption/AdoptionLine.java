package org.conferenceid.adoption;

import java.util.Objects;

/**
 * One line of a list of IDs that users have already, as it was read: not yet checked. {@code
 * toString} shows neither part.
 *
 * @param number the line's number, for the report
 * @param user what should be a user's key
 * @param id what should be an ID: seven digits, which may be grouped as a caller may key them
 * @since 0.1.0
 */
public record AdoptionLine(long number, String user, String id) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param number the line's number
   * @param user what should be a user's key
   * @param id what should be an ID
   */
  public AdoptionLine {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(id, "id");
  }

  /** The line's number alone: what stands there may be a secret in the wrong column. */
  @Override
  public String toString() {
    return "AdoptionLine[" + number + "]";
  }
}
