package org.conferenceid.benchmarks;

import org.conferenceid.change.ResetRequest;
import org.conferenceid.jdbc.JdbcConferenceStore;

/** A process that resets once. */
final class FirstReset {
  private FirstReset() {}

  /**
   * Resets the first user.
   *
   * @param arguments the URL of an SQLite file
   */
  public static void main(String[] arguments) {
    Conferencing.on(JdbcConferenceStore.of(Start.source(arguments[0])))
        .resets()
        .reset(ResetRequest.of(Conferencing.user(0)))
        .orElseThrow();
  }
}
