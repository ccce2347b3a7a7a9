package org.conferenceid.tck;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;

/** A change in the making, for the contracts: with mail, and with the quarantine of most tests. */
record Wish(Change change) {
  static final Duration QUARANTINE = Duration.ofDays(365);

  static Wish of(EventKind kind, UserId user) {
    return new Wish(Change.builder(kind, user).quarantine(QUARANTINE).build());
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
    return new Wish(
        change.toBuilder().idempotencyKey(Optional.of(new IdempotencyKey(key))).build());
  }

  Wish context(RequestContext context) {
    return new Wish(change.toBuilder().context(context).build());
  }

  Wish expecting(ConferenceId id) {
    return new Wish(change.toBuilder().expecting(Optional.of(id)).build());
  }

  Wish expectingVersion(long version) {
    return new Wish(change.toBuilder().expectingVersion(OptionalLong.of(version)).build());
  }

  Wish quarantine(Duration quarantine) {
    return new Wish(change.toBuilder().quarantine(quarantine).build());
  }

  Wish withoutMail() {
    return new Wish(change.toBuilder().mail(false).build());
  }
}
