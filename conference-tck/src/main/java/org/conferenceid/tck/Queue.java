package org.conferenceid.tck;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;

/**
 * Candidates that are drawn when others wait for the store, where it lets them wait. Whoever waits
 * goes on at the very moment at which the store lets go, so that a moment between two steps of a
 * change does not escape them. A store that draws without a lock is not held up for long.
 */
final class Queue implements ConferenceIdGenerator {
  private static final int LOOKS = 4;
  private static final int ENOUGH_MISSES = 15;

  private final ConferenceIdGenerator candidates;
  private final Set<Thread> members = ConcurrentHashMap.newKeySet();
  private final AtomicInteger misses = new AtomicInteger();

  Queue(ConferenceIdGenerator candidates) {
    this.candidates = candidates;
  }

  /** Counts the calling thread among those who may wait. */
  void enter() {
    members.add(Thread.currentThread());
  }

  @Override
  public ConferenceId next() {
    for (int look = 0; look < LOOKS && misses.get() < ENOUGH_MISSES; look++) {
      if (members.stream().anyMatch(Queue::waits)) {
        misses.set(0);
        return candidates.next();
      }
      letOthersRun();
    }
    misses.incrementAndGet();
    return candidates.next();
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> thread != Thread.currentThread();
      default -> false;
    };
  }

  /** For a millisecond. */
  private void letOthersRun() {
    for (Thread other : members) {
      if (other != Thread.currentThread()) {
        try {
          other.join(1);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return;
      }
    }
  }

  @Override
  public int nextIndex(int bound) {
    return candidates.nextIndex(bound);
  }
}
