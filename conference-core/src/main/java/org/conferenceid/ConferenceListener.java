package org.conferenceid;

/**
 * Learns what happened after it was committed, for instance to update calendars (B9).
 *
 * <p>It is called on the thread of the change, once for each change and never for a replay. If the
 * process dies between the commit and the call, the call is lost: an application that must not miss
 * a change also reads the audit regularly, from some minutes before the newest entry that it has
 * seen, as entries of changes made at the same time can become visible out of the order of their
 * numbers. Whatever a listener throws, any {@link Throwable}, is logged and kept from the caller
 * and from the other listeners (B23). A listener that hangs hangs the change that it was told of,
 * and only that one: it is committed, and its caller waits. A listener that interrupts the thread
 * keeps no other listener from being told; the thread is interrupted when the change returns, which
 * ends a bulk run between two chunks. Events of one user may arrive out of order when several
 * threads change the same user: {@link ConferenceEvent#version} tells which is newer. Must be safe
 * for use by several threads.
 *
 * @since 0.1.0
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
