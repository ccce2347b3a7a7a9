package org.conferenceid.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param name how the page calls it
 * @param time how long a database or a mail server is loaded for one figure
 * @param rounds how often contenders take turns
 * @param users how many users a database has
 * @param bulk how many users are reset in one go
 */
record Scale(String name, Duration time, int rounds, int users, int bulk) {
  static final Scale FULL = new Scale("full", Duration.ofSeconds(4), 5, 200_000, 1_000_000);
  static final Scale QUICK = new Scale("quick", Duration.ofSeconds(1), 3, 20_000, 50_000);

  /** Only shows that everything runs. */
  static final Scale SMOKE = new Scale("smoke", Duration.ofMillis(20), 1, 500, 500);

  Duration warmUp() {
    return time.dividedBy(4);
  }

  boolean smoke() {
    return rounds == 1;
  }
}
