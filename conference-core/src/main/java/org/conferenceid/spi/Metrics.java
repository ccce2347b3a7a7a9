package org.conferenceid.spi;

import java.time.Duration;
import org.conferenceid.EventKind;

/**
 * Learns how often things happen, how they end and how long they take, for the application's
 * monitoring. No call holds an ID, a user's key or a caller's number: what it is given has few
 * values, and none is secret.
 *
 * <p>Each method does nothing unless it is implemented: what is measured later comes as one more
 * method that does nothing, so that implementations go on to compile and to work.
 *
 * <p>It is called on the thread that does the work, after it, so it must be quick; whatever it
 * throws, any {@link Throwable}, is logged and disturbs nothing (B23). Durations are measured by
 * the library's {@link org.conferenceid.TimeSource}. Must be safe for use by several threads.
 *
 * @since 0.1.0
 */
public interface Metrics {

  /** How a change ended. */
  enum ChangeOutcome {
    /** It was made. */
    DONE,
    /** It had been made before, by the same idempotency key (B12). */
    REPLAYED,
    /** There was nothing to do, or the user's state stood against it: nothing was changed. */
    REFUSED,
    /** No ID was left (B2). */
    EXHAUSTED,
    /** The idempotency key belongs to another request. */
    KEY_REUSED,
    /** The store failed. */
    ERROR
  }

  /** How an attempt to deliver a message ended. */
  enum MailOutcome {
    /** The mail server accepted it. */
    SENT,
    /** It was dropped, because a later change made it outdated. */
    SUPERSEDED,
    /** It is tried again later. */
    RETRIED,
    /** It was given up, and waits to be sent again by an administrator. */
    FAILED
  }

  /** How an attempt of a caller ended (S2, B3, B4). */
  enum CallOutcome {
    /** The caller was let in. */
    ADMITTED,
    /** The caller keyed an ID that lets nobody in, and was refused. */
    REFUSED,
    /** The caller keyed what cannot be an ID, or nothing, and was refused; it is no guess. */
    NO_ID,
    /** The digits were not looked at, because too many attempts have failed. */
    THROTTLED,
    /** The store failed. */
    ERROR
  }

  /**
   * Learns that what an administrator asked for came to its end.
   *
   * @param kind what was asked for
   * @param outcome how it ended
   * @param took how long the store took; of many that are made as one, a share of it. If the store
   *     fails on those, that is told once
   */
  default void change(EventKind kind, ChangeOutcome outcome, Duration took) {}

  /**
   * Learns that an attempt to deliver a message came to its end.
   *
   * @param kind what the message is about
   * @param outcome how it ended
   * @param took how long the attempt took, with all that it had to read
   */
  default void mail(EventKind kind, MailOutcome outcome, Duration took) {}

  /**
   * Learns that an attempt of a caller was answered.
   *
   * @param outcome how it ended
   * @param took how long the answer took
   */
  default void call(CallOutcome outcome, Duration took) {}
}
