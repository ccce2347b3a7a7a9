package org.conferenceid.mail;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Notification;

/** Notifications to send in tests. */
final class Messages {
  static final String KEY = "0123456789abcdef0123456789abcdef";
  static final ConferenceId ID = ConferenceId.parse("4839201");
  static final Bridge BRIDGE =
      Bridge.builder()
          .toll("+33 1 70 00 00 00", "Paris")
          .tollFree("+33 800 00 00 00", "France")
          .meetingUpdateLink(URI.create("https://example.org/update?a=1&b=2"))
          .build();

  private Messages() {}

  static Notification of(EventKind kind, Locale language) {
    return of(kind, "Amélie Durand", language, BRIDGE);
  }

  static Notification of(EventKind kind, String name, Locale language, Bridge bridge) {
    return to("amelie@example.org", kind, name, language, bridge);
  }

  static Notification to(
      String address, EventKind kind, String name, Locale language, Bridge bridge) {
    Notification.Builder message =
        Notification.builder(KEY, kind, UserId.of("amelie"))
            .recipient(new Recipient(EmailAddress.parse(address), name, language))
            .bridge(bridge)
            .at(Instant.parse("2019-05-22T10:15:30Z"));
    if (kind == EventKind.RESET || kind == EventKind.DISABLED) {
      message.lastDigitsOfOldId("17");
    }
    return (kind == EventKind.DISABLED ? message : message.id(ID)).build();
  }
}
