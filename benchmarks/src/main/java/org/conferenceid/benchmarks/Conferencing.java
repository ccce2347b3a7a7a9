package org.conferenceid.benchmarks;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.RequestContext;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notifier;

/** The library with its defaults, on a store. */
final class Conferencing {
  static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();

  private static final Recipient RECIPIENT =
      new Recipient(EmailAddress.parse("user@example.org"), "A. User", Locale.ENGLISH);

  private Conferencing() {}

  /** With a directory that knows everybody, and a notifier that does nothing. */
  static AudioConferencing on(ConferenceStore store) {
    return on(store, notification -> new Delivery.Accepted());
  }

  static AudioConferencing on(ConferenceStore store, Notifier notifier) {
    return AudioConferencing.builder()
        .store(store)
        .directory(user -> Optional.of(RECIPIENT))
        .notifier(notifier)
        .bridge(BRIDGE)
        .build();
  }

  static UserId user(int number) {
    return UserId.of("user " + number);
  }

  /** What the services hand to a store. */
  static Change change(EventKind kind, UserId user) {
    return new Change(
        kind, user, RequestContext.NONE, Optional.empty(), Duration.ofDays(365), /* mail= */ true);
  }
}
