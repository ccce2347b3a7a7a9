package org.conferenceid.testkit;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * <p>Safe for use by any number of threads.
 */
public final class RecordingNotifier implements Notifier {
  private final List<Notification> notifications = new CopyOnWriteArrayList<>();

  /** Starts with nothing delivered. */
  public RecordingNotifier() {}

  @Override
  public Delivery deliver(Notification notification) {
    notifications.add(Objects.requireNonNull(notification, "notification"));
    return new Delivery.Accepted();
  }

  /**
   * What was delivered.
   *
   * @return a copy, oldest first
   */
  public List<Notification> notifications() {
    return List.copyOf(notifications);
  }

  /** Counts only. */
  @Override
  public String toString() {
    return "RecordingNotifier[notifications=" + notifications.size() + "]";
  }
}
