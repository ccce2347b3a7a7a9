package org.conferenceid.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
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

  static Notification of(EventKind kind, String name, Locale language, Bridge bridge) {
    return new Notification(
        "0".repeat(32),
        kind,
        UserId.of("sample"),
        new Recipient(EmailAddress.parse("sample@example.org"), name, language),
        kind == EventKind.DISABLED ? Optional.empty() : Optional.of(ID),
        bridge,
        Instant.EPOCH);
  }
}
