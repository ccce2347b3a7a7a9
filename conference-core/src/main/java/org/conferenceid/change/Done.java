package org.conferenceid.change;

import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;

/**
 * The wish was fulfilled, completely (B1).
 *
 * @param event what happened
 * @param replayed whether it had happened before under the same request key, and nothing was done
 *     now (B12). The user's ID may have changed again since.
 * @param committed whether it is final. {@code false} if the store took part in a transaction of
 *     the application: then call {@link AudioConferencing#afterCommit} when that has committed.
 */
public record Done(ConferenceEvent event, boolean replayed, boolean committed)
    implements EnableResult, ResetResult, DisableResult, InfoResult, AdoptionResult, BulkResult {

  /**
   * The ID that the user has after it (S8).
   *
   * @return the new ID, or for conference information the current one
   * @throws IllegalStateException if the user was disabled, and so has none
   */
  @Override
  public ConferenceId id() {
    return event
        .newId()
        .orElseThrow(() -> new IllegalStateException("a disabled user has no conference ID"));
  }

  @Override
  public UserId user() {
    return event.user();
  }

  @Override
  public Done orElseThrow() {
    return this;
  }
}
