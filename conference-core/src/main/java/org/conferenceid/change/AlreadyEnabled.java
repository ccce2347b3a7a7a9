package org.conferenceid.change;

import org.conferenceid.ConferenceId;
import org.conferenceid.Organizer;

/**
 * The user was enabled already, and keeps the ID. Nothing has been changed, and no mail is sent.
 *
 * @param organizer the user as found
 */
public record AlreadyEnabled(Organizer organizer) implements EnableResult, AdoptionResult {

  @Override
  public ConferenceId id() {
    return organizer
        .id()
        .orElseThrow(() -> new IllegalStateException("an enabled user must have an ID"));
  }
}
