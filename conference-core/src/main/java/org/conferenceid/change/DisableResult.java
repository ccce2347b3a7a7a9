package org.conferenceid.change;

import org.conferenceid.AudioConferencing;

/** The outcome of {@link AudioConferencing#disable(DisableRequest)}. */
public sealed interface DisableResult extends ChangeResult permits Done, NotEnabled {

  /**
   * For callers to whom it is an error that the user was not enabled.
   *
   * @return what was done
   * @throws NotEnabledException if the user is not enabled
   */
  Done orElseThrow();
}
