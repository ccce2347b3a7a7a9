package org.conferenceid.tck;

import java.util.List;
import org.conferenceid.ConferenceId;
import org.conferenceid.spi.Notification;
import org.conferenceid.tck.NotifierContract.Arrival;

/** What a double has received, as the contract wants to see it. */
final class Arrivals {
  private Arrivals() {}

  static List<Arrival> of(List<Notification> notifications) {
    return notifications.stream().map(Arrivals::of).toList();
  }

  private static Arrival of(Notification one) {
    return new Arrival(
        List.of(one.recipient().address().value()),
        one.messageKey(),
        one.id().map(ConferenceId::digits).orElse(""));
  }
}
