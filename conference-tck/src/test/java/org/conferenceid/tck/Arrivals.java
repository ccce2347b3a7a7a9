package org.conferenceid.tck;

import java.util.List;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.spi.Notification;
import org.conferenceid.tck.NotifierContract.Arrival;

/** What a double has received, as the contract wants to see it. */
final class Arrivals {
  private Arrivals() {}

  static List<Arrival> of(List<Notification> notifications) {
    return notifications.stream().map(Arrivals::of).toList();
  }

  private static String text(Notification one) {
    return one.recipient().name()
        + "\n"
        + one.id().map(ConferenceId::digits).orElse("")
        + "\n"
        + one.bridge().numbersFor(one.recipient().language()).stream()
            .map(DialInNumber::written)
            .collect(Collectors.joining("\n"));
  }

  private static Arrival of(Notification one) {
    return new Arrival(List.of(one.recipient().address().value()), one.messageKey(), text(one));
  }
}
