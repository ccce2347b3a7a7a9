package org.conferenceid.benchmarks;

import java.util.Locale;
import java.util.Optional;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.delivery.NotificationDispatcher;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Notifier;

/** What the benchmarks share of an application: its users, its dial-in number, its dispatcher. */
final class Conferencing {
  static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();

  private static final Recipient RECIPIENT =
      new Recipient(EmailAddress.parse("user@example.org"), "A. User", Locale.ENGLISH);

  private Conferencing() {}

  /** With the default settings, and a directory that knows everybody. */
  static NotificationDispatcher dispatcher(ConferenceStore store, Notifier notifier) {
    return NotificationDispatcher.builder(store)
        .directory(user -> Optional.of(RECIPIENT))
        .notifier(notifier)
        .bridge(BRIDGE)
        .build();
  }

  static UserId user(int number) {
    return UserId.of("user " + number);
  }
}
