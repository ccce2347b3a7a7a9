package org.conferenceid.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as people read them. */
final class Times {
  private Times() {}

  static String shown(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
