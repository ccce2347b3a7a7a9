package org.conferenceid.spi;

/**
 * What became of an attempt to deliver a message. Problems are stored and shown to administrators:
 * they are short and hold no address, name or ID.
 */
public sealed interface Delivery {

  /**
   * The next hop has taken responsibility for the message; that it reached the user is not known.
   */
  record Accepted() implements Delivery {}

  /**
   * It did not work this time, and may later: no connection, a time-out, an SMTP reply 4xx.
   *
   * @param problem what went wrong, such as {@code SMTP 451 4.3.0 at RCPT TO}
   */
  record Transient(String problem) implements Delivery {}

  /**
   * It will never work as it stands: no such mailbox, an SMTP reply 5xx.
   *
   * @param problem what went wrong, such as {@code SMTP 550 5.1.1 at RCPT TO}
   */
  record Permanent(String problem) implements Delivery {}
}
