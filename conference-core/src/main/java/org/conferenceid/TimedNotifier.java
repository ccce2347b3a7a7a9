package org.conferenceid;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the notifier with a limit of time, so that one that hangs holds up neither its worker nor
 * the messages behind. A delivery that ignores its interruption keeps its thread; the number of
 * such threads is bounded.
 */
final class TimedNotifier {
  private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);

  /** How many deliveries may hang before nothing more is tried. */
  static final int MOST_HANGING = 16;

  private final Notifier notifier;
  private final Duration limit;
  private final Executor executor;
  private final Semaphore threads;

  TimedNotifier(Notifier notifier, DeliverySettings settings, Executor executor) {
    this.notifier = notifier;
    this.limit = settings.deliveryTimeout();
    this.executor = executor;
    this.threads = new Semaphore(settings.workers() + MOST_HANGING);
  }

  /** Whether so many deliveries hang that there is no thread for another one. */
  boolean stuck() {
    return threads.availablePermits() == 0;
  }

  Delivery deliver(Notification notification) {
    if (!threads.tryAcquire()) {
      return new Delivery.Transient("too many deliveries hang");
    }
    FutureTask<Delivery> task = new FutureTask<>(() -> notifier.deliver(notification));
    try {
      executor.execute(() -> runAndFree(task));
    } catch (RejectedExecutionException e) {
      threads.release();
      return new Delivery.Transient("no thread to deliver with");
    }
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
      log.warn("{} could not be delivered", notification, thrown);
      return new Delivery.Transient("notifier threw " + thrown.getClass().getSimpleName());
    } catch (TimeoutException e) {
      task.cancel(true);
      log.warn("{} was not delivered within {}", notification, limit);
      return new Delivery.Transient("no answer within " + limit);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Delivery.Transient("interrupted");
    }
  }

  private void runAndFree(FutureTask<Delivery> task) {
    try {
      task.run();
    } finally {
      threads.release();
    }
  }

  void idle() {
    try {
      notifier.idle();
    } catch (RuntimeException e) {
      log.warn("notifier failed to become idle", e);
    }
  }
}
