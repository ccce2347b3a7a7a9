package org.conferenceid.change;

import org.conferenceid.AudioConferencing;

/** The outcome of {@link AudioConferencing#sendConferenceInfo(UserId, Cause)}. */
public sealed interface InfoResult extends ChangeResult permits Done, NotEnabled {

  /**
   * For callers to whom it is an error that the user is not enabled.
   *
   * @return what was done: the message waits to be sent
   * @throws NotEnabledException if the user is not enabled
   */
  Done orElseThrow();
}
