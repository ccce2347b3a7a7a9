package org.conferenceid.audit;

/**
 * Where the message of an audit entry stands (B10).
 *
 * @since 0.1.0
 */
public enum DeliveryState {
  /** No message was wanted: mail was switched off. */
  OFF,
  /** The message waits, for its first attempt or for the next. */
  PENDING,
  /** A worker has it. */
  LEASED,
  /** The mail server accepted it, which does not say that it reached the mailbox. */
  SENT,
  /** It was not sent, because a later change made it untrue. */
  SUPERSEDED,
  /** It was given up; it can be sent again by the dispatcher. */
  FAILED
}
