package org.conferenceid.testkit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeoutException;

/** Lets racing threads go on two by two; the thread that made it never waits. */
final class Meeting {
  private static final int PATIENCE_MILLIS = 50;

  private final Thread tester = Thread.currentThread();
  private final Exchanger<Thread> pairs = new Exchanger<>();

  void await() {
    if (Thread.currentThread() == tester) {
      return;
    }
    try {
      pairs.exchange(Thread.currentThread(), PATIENCE_MILLIS, MILLISECONDS);
    } catch (TimeoutException e) {
      // An odd one out: nobody is left to race with.
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in a race", e);
    }
  }
}
