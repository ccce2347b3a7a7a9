package org.conferenceid.mail;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Notification;

/** Messages to nobody, to look at. */
final class Sample {
  static final ConferenceId ID = ConferenceId.parse("4839201");

  private Sample() {}

  /** The kinds about which there are messages. */
  static List<EventKind> kinds() {
    return Arrays.stream(EventKind.values()).filter(EventKind::carriesMail).toList();
  }

  static Notification of(EventKind kind, String name, Locale language, Bridge bridge) {
    Notification.Builder sample =
        Notification.builder("0".repeat(32), kind, UserId.of("sample"))
            .recipient(new Recipient(EmailAddress.parse("sample@example.org"), name, language))
            .bridge(bridge)
            .at(Instant.EPOCH);
    return (kind == EventKind.DISABLED ? sample : sample.id(ID)).build();
  }
}
