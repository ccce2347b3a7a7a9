package org.conferenceid.attendant;

/**
 * Learns about callers who guess and callers who still use a retired ID (B3, B4).
 *
 * <p>It is never called while a caller waits, but a little later on another thread: how long an
 * answer takes would else tell a guesser what an ID is. Events come one at a time and in order.
 * Nothing that a listener does harms a call or the other listeners (B23): what it throws is logged,
 * and after a {@linkplain AutoAttendant.Builder#listenerTimeout time} without an answer its thread
 * is interrupted and the next event goes on. When listeners are too slow for what happens, events
 * are dropped, and the log says how many. Must be safe for use by several threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallListener {

  /**
   * Something happened.
   *
   * @param event what
   */
  void onCallEvent(CallEvent event);
}
