package org.conferenceid.jdbc;

import java.util.List;
import java.util.OptionalLong;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;
import org.jspecify.annotations.Nullable;

/**
 * A change as every database's statements take it.
 *
 * @param change the change
 * @param candidates the IDs to try, in their order; empty where none is needed
 */
record ChangeCommand(Change change, List<ConferenceId> candidates) {

  String user() {
    return change.user().value();
  }

  @Nullable String key() {
    return change.idempotencyKey().map(IdempotencyKey::value).orElse(null);
  }

  EventKind kind() {
    return change.kind();
  }

  @Nullable Integer expected() {
    return change.expected().map(ConferenceId::value).orElse(null);
  }

  @Nullable Long expectedVersion() {
    OptionalLong version = change.expectedVersion();
    return version.isPresent() ? version.getAsLong() : null;
  }

  long quarantine() {
    return EpochMicros.of(change.quarantine());
  }

  @Nullable String actor() {
    return change.context().actor().orElse(null);
  }

  @Nullable String reason() {
    return change.context().reason().orElse(null);
  }

  @Nullable String publicReason() {
    return change.context().publicReason().orElse(null);
  }

  /** A message is due at once, whatever the clock will show: it may be set back. */
  @Nullable Long mailDue() {
    return change.mail() ? 0L : null;
  }

  /** Whether it can make a waiting message untrue, and queues none that would be met first. */
  boolean leavesUntrueUnmet() {
    return kind().changesId() && !change.mail();
  }

  String mailState() {
    return (change.mail() ? DeliveryState.PENDING : DeliveryState.OFF).name();
  }

  /** A new name for the message, if there is one. */
  @Nullable String newMailKey() {
    return change.mail() ? Lease.newMessageKey() : null;
  }
}
