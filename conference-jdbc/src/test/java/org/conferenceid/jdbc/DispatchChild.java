package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;

/**
 * A process that dispatches until a delivery hangs, which it says, to be killed then.
 *
 * <p>Arguments: the database's URL, the table prefix, how many messages are delivered before.
 */
final class DispatchChild {
  static final Duration LEASE = Duration.ofDays(1);
  static final String HANGING = "hanging";

  private static final Recipient SOMEBODY =
      new Recipient(EmailAddress.parse("somebody@example.org"), "Somebody", Locale.ENGLISH);

  private DispatchChild() {}

  public static void main(String[] arguments) {
    int before = Integer.parseInt(arguments[2]);
    AtomicInteger delivered = new AtomicInteger();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(
                JdbcConferenceStore.builder(TestDatabase.newPool(arguments[0], 2))
                    .tablePrefix(arguments[1])
                    .build())
            .directory(user -> Optional.of(SOMEBODY))
            .notifier(
                message -> delivered.getAndIncrement() < before ? accepted(message) : hang(message))
            .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
            .delivery(
                delivery ->
                    delivery.settings(
                        DeliverySettings.builder()
                            .deliveryTimeout(Duration.ofHours(1))
                            .lease(LEASE)
                            .build()))
            .build();
    conferencing.dispatcher().deliverDue();
  }

  private static Delivery accepted(Notification message) {
    System.out.println(message.user());
    return new Delivery.Accepted();
  }

  private static Delivery hang(Notification message) {
    System.out.println(HANGING + " " + message.user());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Delivery.Transient("hung");
  }
}
