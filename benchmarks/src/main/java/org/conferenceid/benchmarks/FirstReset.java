package org.conferenceid.benchmarks;

import org.conferenceid.administration.ResetService;
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
    ResetService.builder(JdbcConferenceStore.of(Start.source(arguments[0])))
        .build()
        .reset(ResetRequest.of(Conferencing.user(0)))
        .orElseThrow();
  }
}
