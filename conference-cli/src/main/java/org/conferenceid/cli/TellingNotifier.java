package org.conferenceid.cli;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;

/** Counts the messages that another notifier delivers, and tells of each. */
final class TellingNotifier implements Notifier {
  private final Notifier notifier;
  private final Consumer<Line> listener;
  private final AtomicLong accepted = new AtomicLong();

  TellingNotifier(Notifier notifier, Consumer<Line> listener) {
    this.notifier = notifier;
    this.listener = listener;
  }

  @Override
  public Delivery deliver(Notification notification) {
    Delivery delivery = notifier.deliver(notification);
    if (delivery instanceof Delivery.Accepted) {
      accepted.incrementAndGet();
    }
    String result = told(delivery);
    listener.accept(
        Line.of(
                String.format(
                    Locale.ROOT, "%s %s: %s", notification.kind(), notification.user(), result))
            .with("type", "message")
            .with("kind", notification.kind())
            .with("user", notification.user())
            .with("result", result));
    return delivery;
  }

  private static String told(Delivery delivery) {
    if (delivery instanceof Delivery.Transient later) {
      return "tried again later: " + later.problem();
    }
    if (delivery instanceof Delivery.Unavailable away) {
      return "tried again later: " + away.problem();
    }
    if (delivery instanceof Delivery.Unconfirmed perhaps) {
      return "perhaps sent: " + perhaps.problem();
    }
    return delivery instanceof Delivery.Permanent never
        ? "given up: " + never.problem()
        : "accepted";
  }

  @Override
  public void idle() {
    notifier.idle();
  }

  /** How many messages the mail server has accepted. */
  long accepted() {
    return accepted.get();
  }
}
