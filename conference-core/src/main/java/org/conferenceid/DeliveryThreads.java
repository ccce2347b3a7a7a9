package org.conferenceid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes attempts on threads of their own with a limit of time for each, so that one that hangs
 * holds up neither its worker nor the messages behind. An attempt that ignores its interruption
 * keeps its thread; the number of such threads is bounded.
 *
 * <p>One thread makes one attempt after the other: changing threads for each would cost more than
 * the attempt.
 */
final class DeliveryThreads {
  private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);

  /** How many attempts may hang before nothing more is tried. */
  static final int MOST_HANGING = 16;

  private final Attempt attempt;
  private final Duration limit;
  private final Executor executor;
  private final Semaphore threads;

  DeliveryThreads(Attempt attempt, DeliverySettings settings, Executor executor) {
    this.attempt = attempt;
    this.limit = settings.deliveryTimeout();
    this.executor = executor;
    this.threads = new Semaphore(settings.workers() + MOST_HANGING);
  }

  /** Whether so many attempts hang that there is no thread for another one. */
  boolean stuck() {
    return threads.availablePermits() == 0;
  }

  /**
   * Tries to deliver messages in turn: the first in any case, the others until one takes too long
   * or they may not go on.
   *
   * @param leases the messages, at least one
   * @param users what is known about their users
   * @param mayGoOn asked before each message but the first, on another thread
   * @param settlements gets what became of each message that was tried, even if this throws
   * @throws StoreException if the store could not be asked about a user
   */
  void deliver(
      List<Lease> leases,
      Function<UserId, Optional<Organizer>> users,
      BooleanSupplier mayGoOn,
      List<Settlement> settlements) {
    Turns turns = new Turns(leases, users, mayGoOn);
    Optional<String> problem = made(turns);
    settlements.addAll(turns.made);
    Optional<Lease> inHand = leases.stream().skip(turns.made.size()).findFirst();
    if (problem.isPresent() && inHand.isPresent()) {
      log.warn("message {} was not delivered: {}", inHand.get().number(), problem.get());
      settlements.add(new Settlement(inHand.get(), attempt.again(inHand.get(), problem.get())));
    }
    if (turns.failure.isPresent()) {
      throw turns.failure.get();
    }
  }

  /** Has attempts made, and tells what was wrong with the one in hand if it was given up. */
  private Optional<String> made(Turns turns) {
    if (!threads.tryAcquire()) {
      return Optional.of("too many deliveries hang");
    }
    FutureTask<?> task = new FutureTask<>(turns, null);
    try {
      executor.execute(() -> runAndFree(task));
    } catch (RejectedExecutionException e) {
      threads.release();
      return Optional.of("no thread to deliver with");
    }
    turns.waitFromNow();
    while (true) {
      try {
        task.get(turns.nanosLeft(), TimeUnit.NANOSECONDS);
        return Optional.empty();
      } catch (TimeoutException e) {
        if (turns.giveUpIfOverdue()) {
          task.cancel(true);
          return Optional.of("no answer within " + limit);
        }
      } catch (InterruptedException e) {
        turns.giveUp();
        task.cancel(true);
        Thread.currentThread().interrupt();
        return Optional.of("interrupted");
      } catch (ExecutionException e) {
        throw new IllegalStateException("an attempt keeps what it throws", e);
      }
    }
  }

  private void runAndFree(FutureTask<?> task) {
    try {
      task.run();
    } finally {
      threads.release();
    }
  }

  /** What the thread that makes the attempts shares with the one that waits for it. */
  private final class Turns implements Runnable {
    private final List<Lease> leases;
    private final Function<UserId, Optional<Organizer>> users;
    private final BooleanSupplier mayGoOn;
    private final List<Settlement> made = new ArrayList<>();
    private Optional<RuntimeException> failure = Optional.empty();
    private long begun = System.nanoTime();
    private boolean givenUp;

    Turns(
        List<Lease> leases, Function<UserId, Optional<Organizer>> users, BooleanSupplier mayGoOn) {
      this.leases = leases;
      this.users = users;
      this.mayGoOn = mayGoOn;
    }

    @Override
    public void run() {
      for (Lease lease : leases) {
        if (!make(lease) || !mayGoOn.getAsBoolean()) {
          return;
        }
      }
    }

    /** Whether the next message may have its turn. */
    private boolean make(Lease lease) {
      try {
        return end(new Settlement(lease, attempt.at(lease, users)));
      } catch (RuntimeException e) {
        fail(e);
        return false;
      }
    }

    private synchronized boolean end(Settlement settlement) {
      if (!givenUp) {
        made.add(settlement);
        begun = System.nanoTime();
      }
      return !givenUp;
    }

    private synchronized void fail(RuntimeException thrown) {
      failure = givenUp ? failure : Optional.of(thrown);
    }

    /** The time that it took to find a thread is not the notifier's. */
    synchronized void waitFromNow() {
      begun = System.nanoTime();
    }

    synchronized long nanosLeft() {
      return limit.toNanos() - (System.nanoTime() - begun);
    }

    synchronized boolean giveUpIfOverdue() {
      givenUp = nanosLeft() <= 0;
      return givenUp;
    }

    synchronized void giveUp() {
      givenUp = true;
    }
  }
}
