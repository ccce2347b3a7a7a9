package org.conferenceid.tck;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.Cause;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;

/** A change in the making, for the contracts: with mail, and with the quarantine of most tests. */
record Wish(Change change) {
  static final Duration QUARANTINE = Duration.ofDays(365);

  static Wish of(EventKind kind, UserId user) {
    return new Wish(
        new Change(kind, user, Cause.UNSTATED, Optional.empty(), QUARANTINE, /* mail= */ true));
  }

  static Wish enable(UserId user) {
    return of(EventKind.ENABLED, user);
  }

  static Wish reset(UserId user) {
    return of(EventKind.RESET, user);
  }

  static Wish disable(UserId user) {
    return of(EventKind.DISABLED, user);
  }

  static Wish info(UserId user) {
    return of(EventKind.INFO_REQUESTED, user);
  }

  Wish key(String key) {
    return cause(change.cause().keyed(key));
  }

  Wish cause(Cause cause) {
    return new Wish(
        new Change(
            change.kind(),
            change.user(),
            cause,
            change.expected(),
            change.quarantine(),
            change.mail()));
  }

  Wish expecting(ConferenceId id) {
    return new Wish(
        new Change(
            change.kind(),
            change.user(),
            change.cause(),
            Optional.of(id),
            change.quarantine(),
            change.mail()));
  }

  Wish quarantine(Duration quarantine) {
    return new Wish(
        new Change(
            change.kind(),
            change.user(),
            change.cause(),
            change.expected(),
            quarantine,
            change.mail()));
  }

  Wish withoutMail() {
    return new Wish(
        new Change(
            change.kind(),
            change.user(),
            change.cause(),
            change.expected(),
            change.quarantine(),
            /* mail= */ false));
  }
}
