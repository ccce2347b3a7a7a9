package org.conferenceid.delivery;

/**
 * What a round of deliveries did.
 *
 * @param sent how many messages were accepted by the mail server
 * @param superseded how many were dropped because a later change made them untrue
 * @param retried how many are tried again later
 * @param failed how many were given up
 * @since 0.1.0
 */
public record DispatchReport(int sent, int superseded, int retried, int failed) {

  /**
   * How many messages were looked at.
   *
   * @return the sum
   */
  public int total() {
    return sent + superseded + retried + failed;
  }
}
