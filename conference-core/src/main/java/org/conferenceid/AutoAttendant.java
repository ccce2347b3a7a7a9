package org.conferenceid;

import java.util.Objects;
import org.conferenceid.spi.ConferenceStore;

/**
 * Decides for the phone system whether a caller is let in (S2).
 *
 * <p>Obtained from {@link AudioConferencing#autoAttendant}. Safe for use by any number of threads.
 * What it answers is true at that moment: an ID that was reset before the call is refused (S9).
 */
public final class AutoAttendant {
  private final ConferenceStore store;

  AutoAttendant(ConferenceStore store) {
    this.store = store;
  }

  /**
   * Judges the digits that a caller keyed. They are read as a phone system would: grouping spaces
   * and one trailing {@code #} do not matter. Anything that is not the ID of an enabled user is
   * refused in the same way, whether it is malformed, retired or unknown (B3).
   *
   * @param keyed what the caller keyed
   * @return admitted, with the organizer, or refused
   * @throws StoreException if the store cannot be used
   */
  public Admission admit(String keyed) {
    ConferenceId id;
    try {
      id = ConferenceId.ofKeyed(Objects.requireNonNull(keyed, "keyed"));
    } catch (InvalidConferenceIdException malformed) {
      return new Admission.Refused();
    }
    return store.lookup(id) instanceof Lookup.Active active
        ? new Admission.Admitted(active.owner())
        : new Admission.Refused();
  }
}
