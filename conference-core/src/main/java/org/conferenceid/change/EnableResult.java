package org.conferenceid.change;

import org.conferenceid.AudioConferencing;
import org.conferenceid.ConferenceId;

/**
 * The outcome of {@link AudioConferencing#enable(EnableRequest)}: either way the user has an ID.
 */
public sealed interface EnableResult extends ChangeResult permits Done, AlreadyEnabled {

  /**
   * The user's ID.
   *
   * @return the new ID, or the one that the user had already
   */
  ConferenceId id();
}
