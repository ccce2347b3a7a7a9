package org.conferenceid.benchmarks;

import java.time.Duration;

/**
 * How much is measured.
 *
 * @param name how the page calls it
 * @param forks how many JVMs a JMH benchmark gets; 0 runs it once in this one, which says nothing
 *     about speed
 * @param time how long a database is loaded for one figure, and a JMH iteration takes
 * @param rounds how often contenders take turns; and how many JMH iterations there are
 * @param users how many users a database or a store has
 * @param pieces how many messages or bulk rows make one figure
 */
record Scale(String name, int forks, Duration time, int rounds, int users, int pieces) {
  static final Scale FULL = new Scale("full", 2, Duration.ofSeconds(3), 3, 1_000_000, 50_000);
  static final Scale QUICK = new Scale("quick", 1, Duration.ofSeconds(1), 3, 100_000, 5_000);

  /** Only shows that everything runs. */
  static final Scale SMOKE = new Scale("smoke", 0, Duration.ofMillis(20), 1, 500, 40);

  Duration warmUp() {
    return time.dividedBy(2);
  }

  boolean smoke() {
    return forks == 0;
  }
}
