package org.conferenceid.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
 */
public final class RecordingNotifier implements Notifier {
  private final List<Notification> notifications = new ArrayList<>();

  /** Starts with nothing delivered. */
  public RecordingNotifier() {}

  @Override
  public synchronized Delivery deliver(Notification notification) {
    notifications.add(Objects.requireNonNull(notification, "notification"));
    notifyAll();
    return new Delivery.Accepted();
  }

  /**
   * Returns what was delivered.
   *
   * @return a copy, oldest first
   */
  public synchronized List<Notification> notifications() {
    return List.copyOf(notifications);
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
  public synchronized List<Notification> await(int count, Duration timeout)
      throws InterruptedException {
    long limit = timeout.toNanos();
    long start = System.nanoTime();
    while (notifications.size() < count) {
      long remaining = limit - (System.nanoTime() - start);
      if (remaining <= 0) {
        throw new AssertionError(
            notifications.size() + " of " + count + " messages were delivered in " + timeout);
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(remaining, 1_000_000));
    }
    return notifications();
  }

  /** Forgets what was delivered. */
  public synchronized void clear() {
    notifications.clear();
  }

  /** Counts only. */
  @Override
  public synchronized String toString() {
    return "RecordingNotifier[notifications=" + notifications.size() + "]";
  }
}
