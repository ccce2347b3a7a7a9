package org.conferenceid;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Notification;
import org.conferenceid.spi.Notifier;
import org.conferenceid.spi.Recipient;
import org.conferenceid.spi.Settlement;
import org.conferenceid.spi.UserDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to deliver one leased message: reads what it says now, sends it, judges the outcome.
 */
final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(NotificationDispatcher.class);

  private final UserDirectory directory;
  private final Bridge bridge;
  private final Notifier notifier;
  private final RetryPolicy retry;
  private final DoubleSupplier random;
  private final Meters meters;

  Attempt(
      UserDirectory directory,
      Bridge bridge,
      Notifier notifier,
      RetryPolicy retry,
      DoubleSupplier random,
      Meters meters) {
    this.directory = directory;
    this.bridge = bridge;
    this.notifier = notifier;
    this.retry = retry;
    this.random = random;
    this.meters = meters;
  }

  Settlement.Result at(Lease lease, Function<UserId, Optional<Organizer>> users) {
    return meters.mail(lease.kind(), () -> outcome(lease, users));
  }

  private Settlement.Result outcome(Lease lease, Function<UserId, Optional<Organizer>> users) {
    // The store dropped what was superseded when it was claimed; this catches what happened since.
    Optional<Organizer> organizer = users.apply(lease.user());
    if (organizer.isEmpty() || isSuperseded(lease, organizer.get())) {
      return new Settlement.Superseded();
    }
    if (lease.attempt() > retry.maxAttempts()) {
      return new Settlement.Failed("no attempt came to an end");
    }
    Optional<Recipient> recipient;
    try {
      recipient = directory.find(lease.user());
    } catch (RuntimeException e) {
      log.warn("the user directory could not be asked for user {}", lease.user(), e);
      return again(lease, "user directory threw " + e.getClass().getSimpleName());
    }
    if (recipient.isEmpty()) {
      return new Settlement.Failed("the user directory has no address");
    }
    Delivery delivery = deliver(message(lease, organizer.get(), recipient.get()));
    if (delivery instanceof Delivery.Transient failure) {
      return again(lease, failure.problem());
    }
    if (delivery instanceof Delivery.Unavailable failure) {
      return again(lease, failure.problem());
    }
    if (delivery instanceof Delivery.Unconfirmed failure) {
      return again(lease, failure.problem());
    }
    if (delivery instanceof Delivery.Permanent failure) {
      return new Settlement.Failed(Text.printable(failure.problem()));
    }
    return new Settlement.Sent();
  }

  private static boolean isSuperseded(Lease lease, Organizer organizer) {
    return lease.kind().changesId() ? lease.version() != organizer.version() : !organizer.enabled();
  }

  /** Whatever it throws, be it an error in code that it calls, holds up no other message. */
  private Delivery deliver(Notification message) {
    try {
      return notifier.deliver(message);
    } catch (Throwable thrown) {
      log.warn("{} could not be delivered", message, thrown);
      return new Delivery.Transient("notifier threw " + thrown.getClass().getSimpleName());
    }
  }

  /** A message that could not be delivered this time. */
  Settlement.Result again(Lease lease, String problem) {
    String shown = Text.printable(problem);
    return lease.attempt() >= retry.maxAttempts()
        ? new Settlement.Failed(shown)
        : new Settlement.Retry(retry.delayAfter(lease.attempt(), random.getAsDouble()), shown);
  }

  private Notification message(Lease lease, Organizer organizer, Recipient recipient) {
    return new Notification(
        lease.messageKey(),
        lease.kind(),
        lease.user(),
        recipient,
        organizer.id(),
        bridge,
        lease.at());
  }
}
