package org.conferenceid.calendar.follower;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.conferenceid.TimeSource;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingUpdates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims organizers and updates their meetings, one after the other. Each is worked on by a thread
 * of its own, which may hang: it is given up when its lease is about to end.
 */
final class Rounds {
  private static final Logger log = LoggerFactory.getLogger(MeetingFollower.class);

  /** So many threads may hang before nobody else is begun with. */
  static final int MAX_HANGING = 16;

  /** This share of a lease is left for writing down what became of it. */
  private static final int RESERVE = 10;

  private final String worker = "follower-" + UUID.randomUUID();
  private final MeetingUpdates updates;
  private final OrganizerUpdate update;
  private final Executor executor;
  private final Duration lease;
  private final TimeSource time;
  private final AtomicInteger hanging = new AtomicInteger();
  private final Set<FutureTask<?>> inHand = ConcurrentHashMap.newKeySet();

  /** How far a call has come. */
  private enum Stage {
    WAITING,
    BEGUN,
    HANGING,
    ENDED
  }

  Rounds(
      MeetingUpdates updates,
      OrganizerUpdate update,
      Executor executor,
      Duration lease,
      TimeSource time) {
    this.updates = updates;
    this.update = update;
    this.executor = executor;
    this.lease = lease;
    this.time = time;
  }

  int hanging() {
    return hanging.get();
  }

  boolean isPaused() {
    return hanging() >= MAX_HANGING;
  }

  /** Works until nothing is due, or it may not go on. */
  FollowerReport run(BooleanSupplier mayGoOn) {
    int done = 0;
    int retried = 0;
    int failed = 0;
    while (mayGoOn.getAsBoolean() && !isPaused()) {
      List<MeetingLease> leases = updates.claim(worker, 1, lease);
      if (leases.isEmpty()) {
        break;
      }
      MeetingSettlement settlement = work(leases.get(0), mayGoOn);
      if (!updates.settle(leases.get(0), settlement)) {
        log.info("a lease was lost before the meetings of an organizer were updated");
      } else if (settlement instanceof MeetingSettlement.Done) {
        done++;
      } else if (settlement instanceof MeetingSettlement.Retry) {
        retried++;
      } else if (settlement instanceof MeetingSettlement.Failed) {
        failed++;
      }
    }
    return new FollowerReport(done, retried, failed);
  }

  private MeetingSettlement work(MeetingLease taken, BooleanSupplier mayGoOn) {
    OrganizerUpdate.Progress progress = new OrganizerUpdate.Progress();
    double random = time.jitter();
    AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
    FutureTask<MeetingSettlement> call =
        new FutureTask<>(
            () -> {
              stage.set(Stage.BEGUN);
              try {
                return update.make(taken, progress, random);
              } finally {
                if (stage.getAndSet(Stage.ENDED) == Stage.HANGING) {
                  hanging.decrementAndGet();
                }
              }
            });
    inHand.add(call);
    if (!mayGoOn.getAsBoolean()) {
      boolean unused = call.cancel(true); // release() may have come a moment before
    }
    boolean ended = false;
    try {
      executor.execute(call);
      MeetingSettlement settlement =
          call.get(lease.minus(lease.dividedBy(RESERVE)).toNanos(), TimeUnit.NANOSECONDS);
      ended = true;
      return settlement;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return progress.released();
    } catch (CancellationException e) {
      return progress.released();
    } catch (TimeoutException e) {
      return update.again(taken, progress, "not finished within " + lease, random);
    } catch (Throwable thrown) { // the executor is the application's
      ApplicationCode.failed(log, "the executor of the follower", thrown);
      return update.again(taken, progress, "no thread to work with", random);
    } finally {
      inHand.remove(call);
      if (!ended) {
        giveUp(call, stage);
      }
    }
  }

  private void giveUp(FutureTask<?> call, AtomicReference<Stage> stage) {
    hanging.incrementAndGet();
    if (!stage.compareAndSet(Stage.BEGUN, Stage.HANGING)) {
      hanging.decrementAndGet(); // it has ended, or never begins
    }
    boolean unused = call.cancel(true);
  }

  /** Interrupts whatever is being worked on, which is put back then. */
  void release() {
    inHand.forEach(call -> call.cancel(true));
  }
}
