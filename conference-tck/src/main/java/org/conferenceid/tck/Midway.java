package org.conferenceid.tck;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;

/**
 * Candidates whose first one lets something else happen before it is drawn. So a change is met half
 * way, without luck: in a store that judges, draws and writes in three steps, the other thing
 * happens between them. A store that holds a lock meanwhile lets the other one wait, which is as
 * good: then the draw goes on after a moment.
 */
final class Midway<T> implements ConferenceIdGenerator {
  private static final int LIMIT_SECONDS = 60;
  private static final int MOST_LOOKS = 400;
  private static final int ENOUGH_WAITS = 25;

  private final ConferenceIdGenerator candidates;
  private final FutureTask<T> other;
  private boolean begun;

  Midway(ConferenceIdGenerator candidates, Callable<T> other) {
    this.candidates = candidates;
    this.other = new FutureTask<>(other);
  }

  @Override
  public ConferenceId next() {
    begin();
    return candidates.next();
  }

  @Override
  public int nextIndex(int bound) {
    begin();
    return candidates.nextIndex(bound);
  }

  private synchronized void begin() {
    if (begun) {
      return;
    }
    begun = true;
    Thread thread = new Thread(other, "midway");
    thread.setDaemon(true);
    thread.start();
    int waits = 0;
    try {
      for (int look = 0; !other.isDone() && look < MOST_LOOKS && waits < ENOUGH_WAITS; look++) {
        thread.join(1);
        Thread.State state = thread.getState();
        waits += state == Thread.State.NEW || state == Thread.State.RUNNABLE ? 0 : 1;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came of the other thing, which is done by now, or will be soon. */
  T result() {
    begin();
    try {
      return other.get(LIMIT_SECONDS, SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("what happened midway met " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("what happened midway did not end: a deadlock?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
