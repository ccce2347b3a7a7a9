package org.conferenceid;

import org.conferenceid.spi.Settlement;

/** Counts what became of messages. Not safe for use by several threads. */
final class Tally {
  private int sent;
  private int superseded;
  private int retried;
  private int failed;

  void count(Settlement.Result result) {
    if (result instanceof Settlement.Sent) {
      sent++;
    } else if (result instanceof Settlement.Superseded) {
      superseded++;
    } else if (result instanceof Settlement.Retry) {
      retried++;
    } else if (result instanceof Settlement.Failed) {
      failed++;
    }
  }

  /** How many came to the notifier, or would have. */
  int tried() {
    return sent + retried + failed;
  }

  DispatchReport report() {
    return new DispatchReport(sent, superseded, retried, failed);
  }
}
