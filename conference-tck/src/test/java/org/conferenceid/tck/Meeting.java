package org.conferenceid.tck;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeoutException;

/** Lets racing threads go on two by two; the thread that made it never waits. */
final class Meeting {
  /** Two that race meet, however busy the machine is. */
  private static final int LONG_MILLIS = 5000;

  /** After that it is left to chance. */
  private static final int SHORT_MILLIS = 20;

  private final Thread tester = Thread.currentThread();
  private final Exchanger<Thread> pairs = new Exchanger<>();
  private volatile int patience = LONG_MILLIS;

  void await() {
    if (Thread.currentThread() == tester) {
      return;
    }
    try {
      pairs.exchange(Thread.currentThread(), patience, MILLISECONDS);
    } catch (TimeoutException e) {
      // An odd one out: nobody is left to race with.
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in a race", e);
    } finally {
      patience = SHORT_MILLIS;
    }
  }
}
