package org.conferenceid.jdbc;

import java.time.Duration;
import java.util.Optional;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;

/** Changes as most tests want them: with mail, and a quarantine of a day. */
final class Changes {
  static final UserId AMELIE = UserId.of("amelie");
  static final Duration QUARANTINE = Duration.ofDays(1);
  static final ConferenceIdGenerator IDS = ConferenceIdGenerator.secure();

  private Changes() {}

  static Change of(EventKind kind, UserId user) {
    return of(kind, user, RequestContext.NONE);
  }

  static Change of(EventKind kind, UserId user, RequestContext context) {
    return Change.builder(kind, user).context(context).quarantine(QUARANTINE).build();
  }

  static Change keyed(EventKind kind, UserId user, String key) {
    return keyed(of(kind, user), key);
  }

  static Change keyed(Change change, String key) {
    return change.toBuilder().idempotencyKey(Optional.of(new IdempotencyKey(key))).build();
  }

  static Change enable(UserId user) {
    return of(EventKind.ENABLED, user);
  }

  static Change reset(UserId user) {
    return of(EventKind.RESET, user);
  }
}
