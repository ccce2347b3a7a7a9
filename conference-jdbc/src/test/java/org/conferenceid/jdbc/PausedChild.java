package org.conferenceid.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.delivery.DeliverySettings;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;

/**
 * A node that is in the middle of a delivery until it is told to go on, and then says that the
 * message can never be delivered.
 *
 * <p>Arguments: the database's URL, the table prefix.
 */
final class PausedChild {
  static final Duration LEASE = Duration.ofHours(2);

  private static final Recipient SOMEBODY =
      new Recipient(EmailAddress.parse("somebody@example.org"), "Somebody", Locale.ENGLISH);

  private PausedChild() {}

  public static void main(String[] arguments) {
    try (HikariDataSource pool = TestDatabase.newPool(arguments[0], 4)) {
      AudioConferencing conferencing =
          AudioConferencing.builder()
              .store(JdbcConferenceStore.builder(pool).tablePrefix(arguments[1]).build())
              .directory(user -> Optional.of(SOMEBODY))
              .notifier(PausedChild::wait)
              .bridge(Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build())
              .delivery(
                  delivery ->
                      delivery.settings(
                          DeliverySettings.builder()
                              .deliveryTimeout(Duration.ofHours(1))
                              .lease(LEASE)
                              .build()))
              .build();
      System.out.println("settled " + conferencing.dispatcher().deliverDue());
    }
  }

  private static Delivery wait(Notification message) {
    System.out.println("delivering " + message.messageKey());
    try {
      System.in.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    System.out.println("awake");
    return new Delivery.Permanent("woken too late");
  }
}
