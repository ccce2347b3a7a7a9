package org.conferenceid.bulk;

/**
 * What a run over many users did.
 *
 * @param done how many users were reset or sent a message, or in a dry run would be
 * @param unchanged how many had been processed under the run key before, stood in the list before,
 *     or got another ID meanwhile
 * @param notEnabled how many are unknown or not enabled
 * @param failed how many could not be processed
 * @param cancelled whether it was stopped before the end
 * @since 0.1.0
 */
public record BulkReport(
    long done, long unchanged, long notEnabled, long failed, boolean cancelled) {

  /**
   * How many users got a result.
   *
   * @return the sum
   */
  public long processed() {
    return done + unchanged + notEnabled + failed;
  }
}
