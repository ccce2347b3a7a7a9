package org.conferenceid.internal;

import java.time.Duration;

/** How a bulk run waits, where its rate is limited. A test gives one that only moves its clock. */
@FunctionalInterface
public interface Sleeper {

  /**
   * Waits.
   *
   * @param time how long; positive
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void sleep(Duration time) throws InterruptedException;
}
