package org.conferenceid.change;

import org.conferenceid.administration.ResetService;

/** The outcome of {@link ResetService#reset}. */
public sealed interface ResetResult extends ChangeResult permits Done, NotEnabled, StaleId {

  /**
   * For callers to whom anything but success is an error.
   *
   * @return what was done
   * @throws NotEnabledException if the user is not enabled
   * @throws StaleIdException if the user no longer had the expected ID
   */
  Done orElseThrow();
}
