package org.conferenceid;

/**
 * Learns about callers who guess and callers who still use a retired ID (B3, B4).
 *
 * <p>It is never called on a caller's path, but a little later on another thread: how long an
 * answer takes would else tell a guesser what an ID is. Events come one at a time and in order,
 * unless the application gave an {@linkplain AudioConferencingBuilder#callEventExecutor executor}
 * that runs them otherwise. When listeners are too slow for what happens, events are dropped, and
 * the log says how many. Whatever a listener throws is logged and kept from the other listeners.
 * Must be safe for use by several threads.
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
