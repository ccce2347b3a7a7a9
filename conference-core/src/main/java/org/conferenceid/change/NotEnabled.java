package org.conferenceid.change;

import org.conferenceid.UserId;

/**
 * The user is unknown or not enabled for audio conferencing, and so has no ID (S4). Nothing has
 * been changed.
 *
 * @param user the user
 */
public record NotEnabled(UserId user)
    implements ResetResult, DisableResult, InfoResult, BulkResult {

  @Override
  public Done orElseThrow() {
    throw new NotEnabledException(user);
  }
}
