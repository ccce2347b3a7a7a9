package org.conferenceid.change;

import org.conferenceid.Organizer;
import org.conferenceid.UserId;

/**
 * The user has another ID than the {@linkplain ResetRequest#expecting expected} one: somebody else
 * was faster. Nothing has been changed.
 *
 * @param organizer the user as found
 */
public record StaleId(Organizer organizer) implements ResetResult, BulkResult {

  @Override
  public UserId user() {
    return organizer.user();
  }

  @Override
  public Done orElseThrow() {
    throw new StaleIdException(organizer.user());
  }
}
