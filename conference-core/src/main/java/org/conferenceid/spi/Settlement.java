package org.conferenceid.spi;

import java.time.Duration;

/**
 * The end of a lease.
 *
 * @param lease the lease
 * @param result what became of the message
 */
public record Settlement(Lease lease, Result result) {

  /** What became of a message. */
  public sealed interface Result {}

  /** It was accepted for delivery. */
  public record Sent() implements Result {}

  /** A later change has made it untrue; it was not sent. */
  public record Superseded() implements Result {}

  /**
   * It shall be tried again.
   *
   * @param delay after how long, by the store's clock
   * @param problem why it was not accepted
   */
  public record Retry(Duration delay, String problem) implements Result {}

  /**
   * It is given up.
   *
   * @param problem why
   */
  public record Failed(String problem) implements Result {}

  /** It was not tried at all; the attempt is not counted, and the message is due at once. */
  public record Released() implements Result {}
}
