package org.conferenceid;

/**
 * Learns what happened after it was committed, for instance to update calendars (B9).
 *
 * <p>It is called on the thread of the change, once for each change and never for a replay. If the
 * process dies between the commit and the call, the call is lost: an application that must not miss
 * a change also reads {@link AudioConferencing#audit} from the last number that it has seen.
 * Whatever a listener throws is logged and kept from the caller and from the other listeners.
 * Events of one user may arrive out of order when several threads change the same user: {@link
 * ConferenceEvent#version} tells which is newer. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface ConferenceListener {

  /**
   * Something happened.
   *
   * @param event what
   */
  void onEvent(ConferenceEvent event);
}
