package org.conferenceid;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the queued messages to the users: in the background after {@link #start}, or on the
 * caller's thread with {@link #deliverDue}.
 *
 * <p>Delivery is at least once. A message is leased, then sent, then acknowledged; if the process
 * dies in between, another dispatcher on the same store sends it when the lease has ended. What the
 * mail server cannot take now is tried again by the {@link RetryPolicy}; what it never will, or was
 * tried often enough, is listed as {@link MailState#FAILED} by {@link AudioConferencing#audit}, and
 * {@link #resend} tries it again. A message that a later change has made untrue is dropped.
 *
 * <p>Obtained from {@link AudioConferencing#dispatcher}. Safe for use by any number of threads; any
 * number of dispatchers, in one process or in many, share the work of one store.
 */
public final class NotificationDispatcher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);

  /**
   * So many messages, or those of so long, are read ahead, delivered in turn and acknowledged
   * together: a crash repeats few.
   */
  private static final int GROUP = 50;

  private static final Duration GROUP_TIME = Duration.ofMillis(100);
  private static final int MOST_ROUNDS = 1_000;

  private final Outbox outbox;
  private final Lookahead lookahead;
  private final DeliveryThreads deliveries;
  private final Notifier notifier;
  private final Pace pace;
  private final DeliverySettings settings;
  private final Threads threads;
  private final LongSupplier nanoTime;
  private final String worker = "dispatcher-" + UUID.randomUUID();

  /** Background rounds hold a permit each, so that {@link #stop} can wait for them. */
  private final Semaphore rounds = new Semaphore(MOST_ROUNDS);

  /** Whether a round has been asked for that has not begun yet. */
  private final AtomicBoolean nudged = new AtomicBoolean();

  /** Whether a round waits until messages may be sent again. */
  private final AtomicBoolean paced = new AtomicBoolean();

  private final List<Future<?>> polls = new ArrayList<>();

  /** Where rounds run in the background; {@code null} while it is stopped. */
  private volatile @Nullable ScheduledExecutorService scheduler;

  NotificationDispatcher(
      ConferenceStore store,
      Attempt attempt,
      Notifier notifier,
      DeliverySettings settings,
      Threads threads,
      LongSupplier nanoTime) {
    this.outbox = store.outbox();
    this.lookahead = new Lookahead(store, nanoTime);
    this.deliveries = new DeliveryThreads(attempt, settings, threads.deliveries());
    this.notifier = notifier;
    this.pace = new Pace(settings.messagesPerSecond(), nanoTime);
    this.settings = settings;
    this.threads = threads;
    this.nanoTime = nanoTime;
  }

  /**
   * Delivers what is due now, until nothing is or the {@linkplain
   * DeliverySettings#messagesPerSecond limit of messages per second} is reached. Returns when that
   * is done. It must not be called in a transaction of the application.
   *
   * <p>If this thread is interrupted, the message in hand is tried again later, and the others are
   * put back untouched.
   *
   * @return what was done
   * @throws StoreException if the store cannot be used; what was leased is delivered when the
   *     leases have ended
   */
  public DispatchReport deliverDue() {
    Tally tally = new Tally();
    deliverDue(notInterrupted(), tally);
    return tally.report();
  }

  /** Asked by delivery threads as well, so it must know whose interruption counts. */
  private static BooleanSupplier notInterrupted() {
    Thread caller = Thread.currentThread();
    return () -> !caller.isInterrupted();
  }

  /** Whether all that was due is done, and not merely all that may be sent for now. */
  private boolean deliverDue(BooleanSupplier mayGoOn, Tally tally) {
    while (mayGoOn.getAsBoolean()) {
      if (deliveries.stuck()) {
        log.error("{} deliveries hang, no more messages are sent", DeliveryThreads.MOST_HANGING);
        break;
      }
      int most = pace.take(settings.batch());
      if (most == 0) {
        return false; // connections are kept
      }
      int before = tally.tried();
      try {
        long claimedAt = nanoTime.getAsLong();
        List<Lease> batch = outbox.claim(worker, most, settings.lease());
        if (batch.isEmpty()) {
          break;
        }
        deliver(batch, () -> mayGoOn.getAsBoolean() && leaseOutlastsADelivery(claimedAt), tally);
      } finally {
        pace.giveBack(most - (tally.tried() - before));
      }
    }
    becomeIdle();
    return true;
  }

  private void becomeIdle() {
    try {
      notifier.idle();
    } catch (RuntimeException e) {
      log.warn("notifier failed to become idle", e);
    }
  }

  private void deliver(List<Lease> batch, BooleanSupplier mayGoOn, Tally tally) {
    // The first group is always tried, or short leases would never lead to anything.
    for (int done = 0; done < batch.size(); ) {
      List<Lease> group = batch.subList(done, Math.min(done + GROUP, batch.size()));
      List<Settlement> settlements = new ArrayList<>();
      try {
        if (done == 0 || mayGoOn.getAsBoolean()) {
          deliver(group, mayGoOn, settlements);
        } else {
          group.forEach(lease -> settlements.add(new Settlement(lease, new Settlement.Released())));
        }
      } finally {
        settlements.forEach(settlement -> tally.count(settlement.result()));
        done += settlements.size();
        acknowledge(settlements);
      }
    }
  }

  private void deliver(List<Lease> group, BooleanSupplier mayGoOn, List<Settlement> settlements) {
    long begun = nanoTime.getAsLong();
    deliveries.deliver(
        group,
        lookahead.read(group),
        () -> nanoTime.getAsLong() - begun < GROUP_TIME.toNanos() && mayGoOn.getAsBoolean(),
        settlements);
  }

  private boolean leaseOutlastsADelivery(long claimedAt) {
    Duration held = Duration.ofNanos(nanoTime.getAsLong() - claimedAt);
    return held.plus(settings.deliveryTimeout()).compareTo(settings.lease()) < 0;
  }

  private void acknowledge(List<Settlement> settlements) {
    if (settlements.isEmpty()) {
      return;
    }
    for (Lease lost : outbox.settle(settlements)) {
      log.warn(
          "message {} for user {} was taken over before it was acknowledged, it may arrive twice",
          lost.number(),
          lost.user());
    }
  }

  /**
   * Starts to deliver in the background. Does nothing if it was started before.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the application gave an executor
   *     that has been shut down
   */
  public synchronized void start() {
    if (scheduler != null) {
      return;
    }
    ScheduledExecutorService started = threads.scheduler(settings.workers());
    scheduler = started;
    nudged.set(false); // what a stopped one had been told may never have come to be done
    paced.set(false);
    for (int i = 0; i < settings.workers(); i++) {
      polls.add(
          started.scheduleWithFixedDelay(
              () -> round(started), 0, settings.pollInterval().toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /**
   * Makes a started dispatcher look for due messages at once. The library does so after each change
   * that it commits itself; call it after changes in transactions of your own.
   */
  public void nudge() {
    forget();
    ScheduledExecutorService started = scheduler;
    if (started == null || !nudged.compareAndSet(false, true)) {
      return;
    }
    try {
      started.execute(
          () -> {
            nudged.set(false);
            round(started);
          });
    } catch (RejectedExecutionException stopped) {
      nudged.set(false);
    }
  }

  /** Lets no message rely on what was read about users before now. */
  void forget() {
    lookahead.forget();
  }

  private void round(ScheduledExecutorService started) {
    rounds.acquireUninterruptibly();
    try {
      BooleanSupplier notInterrupted = notInterrupted();
      if (!deliverDue(() -> scheduler == started && notInterrupted.getAsBoolean(), new Tally())) {
        goOnAtPace(started);
      }
    } catch (RuntimeException e) {
      // A scheduled task that throws is never run again; the next poll may find the store back.
      log.error("messages could not be delivered, trying again", e);
    } finally {
      rounds.release();
    }
  }

  /** One waits for all workers: each round takes as much as may be sent, and polls do the rest. */
  private void goOnAtPace(ScheduledExecutorService started) {
    if (!paced.compareAndSet(false, true)) {
      return;
    }
    try {
      Future<?> unused = // a round lets no exception out
          started.schedule(
              () -> {
                paced.set(false);
                round(started);
              },
              pace.untilFull().toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopped) {
      paced.set(false);
    }
  }

  /**
   * Stops to deliver in the background. The message in hand is finished, for which this waits as
   * long as one delivery may take; the others are put back. Does nothing if it was not started.
   */
  public synchronized void stop() {
    ScheduledExecutorService started = scheduler;
    if (started == null) {
      return;
    }
    scheduler = null;
    polls.forEach(poll -> poll.cancel(false));
    polls.clear();
    try {
      if (rounds.tryAcquire(
          MOST_ROUNDS, settings.deliveryTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
        rounds.release(MOST_ROUNDS);
      } else {
        log.warn("a delivery did not end in time, its message is sent again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.stopped(started);
    }
  }

  /** The same as {@link #stop}. */
  @Override
  public void close() {
    stop();
  }

  /**
   * Queues messages again that have {@linkplain MailState#FAILED failed}, due at once.
   *
   * @param numbers the numbers of their audit entries
   * @return how many of them had failed and are queued now
   * @throws StoreException if the store cannot be used
   */
  public int resend(long... numbers) {
    int queued = outbox.resend(Arrays.stream(numbers).boxed().toList());
    nudge();
    return queued;
  }
}
