package org.conferenceid.benchmarks;

import java.util.Locale;
import org.conferenceid.EmailAddress;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;

/** What the benchmarks share of an application: its users, and its dial-in number. */
final class Conferencing {
  static final Bridge BRIDGE = Bridge.builder().toll("+33 1 70 00 00 00", "Paris").build();

  static final Recipient RECIPIENT =
      new Recipient(EmailAddress.parse("user@example.org"), "A. User", Locale.ENGLISH);

  private Conferencing() {}

  static UserId user(int number) {
    return UserId.of("user " + number);
  }
}
