package org.conferenceid.spi;

import java.util.Objects;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.Organizer;

/**
 * What a {@linkplain ConferenceStore store} answers to a {@linkplain Change change}. The services
 * give their callers results of their own, and throw exceptions for {@link Exhausted} and {@link
 * KeyReused}. IDs are masked in {@code toString}.
 *
 * @since 0.1.0
 */
public sealed interface ChangeResult {

  /**
   * It was done.
   *
   * @param event what happened
   * @param replayed if it had been done before, by a change with the same idempotency key (CS-8)
   * @param committed {@code false} if the store took part in a transaction of the application
   *     (CS-15)
   */
  record Done(ConferenceEvent event, boolean replayed, boolean committed) implements ChangeResult {

    /**
     * Checks the event for {@code null}.
     *
     * @param event what happened
     * @param replayed if it had been done before
     * @param committed if it counts already
     */
    public Done {
      Objects.requireNonNull(event, "event");
    }
  }

  /** The user is unknown or not enabled (CS-7). Nothing has been changed. */
  record NotEnabled() implements ChangeResult {}

  /**
   * The user is enabled already (CS-7). Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record AlreadyEnabled(Organizer organizer) implements ChangeResult {

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
   * The user has another ID or version than the expected one (CS-6). Nothing has been changed.
   *
   * @param organizer the user as found
   */
  record StaleId(Organizer organizer) implements ChangeResult {

    /**
     * Checks the part for {@code null}.
     *
     * @param organizer the user as found
     */
    public StaleId {
      Objects.requireNonNull(organizer, "organizer");
    }
  }

  /** No free ID is left (CS-3). Nothing has been changed. */
  record Exhausted() implements ChangeResult {}

  /** The idempotency key belongs to another request for this user (CS-8). Nothing was changed. */
  record KeyReused() implements ChangeResult {}
}
