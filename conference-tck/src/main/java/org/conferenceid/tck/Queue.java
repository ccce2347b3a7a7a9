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
  private static final int SPINS = 500;
  private static final int FEWEST_LOOKS = 40;
  private static final int MOST_LOOKS = 200;
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

  /** Whether the store lets others wait while it draws, as far as has been seen. */
  boolean isWaitedFor() {
    return misses.get() < ENOUGH_MISSES;
  }

  @Override
  public ConferenceId next() {
    boolean somebodyWaits = false;
    if (isWaitedFor()) {
      for (int look = 0; look < MOST_LOOKS && !(somebodyWaits && look > FEWEST_LOOKS); look++) {
        work();
        somebodyWaits = members.stream().anyMatch(Queue::waits);
      }
      misses.set(somebodyWaits ? 0 : misses.get() + 1);
    }
    return candidates.next();
  }

  private static boolean waits(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED, WAITING, TIMED_WAITING -> thread != Thread.currentThread();
      default -> false;
    };
  }

  /**
   * Does not rest: the system prefers those who have waited to one that has worked, so that they
   * get their turn as soon as the store lets go.
   */
  private static void work() {
    for (int i = 0; i < SPINS; i++) {
      Thread.onSpinWait();
    }
  }

  @Override
  public int nextIndex(int bound) {
    return candidates.nextIndex(bound);
  }
}
