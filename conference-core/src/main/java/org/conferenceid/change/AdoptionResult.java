package org.conferenceid.change;

import java.util.Objects;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.Lookup;
import org.conferenceid.Organizer;

/**
 * What a {@linkplain org.conferenceid.spi.ConferenceStore store} answers to an adoption (B13).
 *
 * @since 0.1.0
 */
public sealed interface AdoptionResult {

  /**
   * The user is enabled now, with the ID that was brought.
   *
   * @param event what happened
   * @param committed {@code false} if it takes part in a transaction of the application: then it
   *     counts only once that has committed
   */
  record Adopted(ConferenceEvent event, boolean committed) implements AdoptionResult {

    /**
     * Checks the event for {@code null}.
     *
     * @param event what happened
     * @param committed if it counts already
     */
    public Adopted {
      Objects.requireNonNull(event, "event");
    }
  }

  /**
   * The user is enabled already, with this ID or another. Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record AlreadyEnabled(Organizer organizer) implements AdoptionResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param organizer the user as found
     */
    public AlreadyEnabled {
      Objects.requireNonNull(organizer, "organizer");
    }
  }

  /**
   * The ID is not free. Nothing has been changed.
   *
   * @param lookup whose it is or was; {@link Lookup.Unknown} if the store keeps it for a reason of
   *     its own
   */
  record Unavailable(Lookup lookup) implements AdoptionResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param lookup whose it is or was
     */
    public Unavailable {
      Objects.requireNonNull(lookup, "lookup");
    }
  }

  /** The ID is one of those that are never issued, because people try them first. */
  record Guessable() implements AdoptionResult {}

  /** Nothing stands against it, but nothing was to be changed. */
  record NotApplied() implements AdoptionResult {}
}
