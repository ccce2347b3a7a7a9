package org.conferenceid.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;

/**
 * Accepts every message and keeps it, in the order of delivery.
 *
 * <pre>{@code
 * RecordingNotifier notifier = new RecordingNotifier();
 * // ... reset a user, and run the dispatcher
 * assertThat(notifier.notifications()).extracting(Notification::user).containsExactly(user);
 * }</pre>
 *
 * <p>Where a started dispatcher delivers by itself, a test waits for it:
 *
 * <pre>{@code
 * assertThat(notifier.await(2, Duration.ofSeconds(30))).hasSize(2);
 * }</pre>
 *
 * <p>Safe for use by any number of threads.
 *
 * @since 0.1.0
 */
public final class RecordingNotifier implements Notifier {
  private final Lock lock = new ReentrantLock();
  private final Condition delivered = lock.newCondition();
  private final List<Notification> notifications = new ArrayList<>();

  /** Starts with nothing delivered. */
  public RecordingNotifier() {}

  @Override
  public Delivery deliver(Notification notification) {
    Objects.requireNonNull(notification, "notification");
    lock.lock();
    try {
      notifications.add(notification);
      delivered.signalAll();
    } finally {
      lock.unlock();
    }
    return new Delivery.Accepted();
  }

  /**
   * Returns what was delivered.
   *
   * @return a copy, oldest first
   */
  public List<Notification> notifications() {
    lock.lock();
    try {
      return List.copyOf(notifications);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until so many messages were delivered since the start.
   *
   * @param count how many at least
   * @param timeout how long to wait at most
   * @return what was delivered, oldest first, as {@link #notifications} returns it
   * @throws AssertionError if fewer were delivered in that time
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public List<Notification> await(int count, Duration timeout) throws InterruptedException {
    Objects.requireNonNull(timeout, "timeout");
    lock.lock();
    try {
      long remaining = timeout.toNanos();
      while (notifications.size() < count) {
        if (remaining <= 0) {
          throw new AssertionError(
              notifications.size() + " of " + count + " messages were delivered in " + timeout);
        }
        remaining = delivered.awaitNanos(remaining);
      }
      return List.copyOf(notifications);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was delivered. */
  public void clear() {
    lock.lock();
    try {
      notifications.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Counts only. */
  @Override
  public String toString() {
    return "RecordingNotifier[notifications=" + notifications().size() + "]";
  }
}
