package org.conferenceid.testkit;

import java.time.Instant;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MessageState;

/** An audit entry and where its message stands. Not safe for use by several threads. */
final class Message {
  private final long number;
  private final ConferenceEvent event;
  private final Optional<IdempotencyKey> idempotencyKey;
  private final String key = Lease.newMessageKey();
  private RequestContext context;
  private MessageState state;

  Message(
      long number,
      ConferenceEvent event,
      RequestContext context,
      Optional<IdempotencyKey> idempotencyKey,
      boolean wanted) {
    this.number = number;
    this.event = event;
    this.context = context;
    this.idempotencyKey = idempotencyKey;
    this.state = MessageState.queued(wanted);
  }

  long number() {
    return number;
  }

  ConferenceEvent event() {
    return event;
  }

  Optional<IdempotencyKey> idempotencyKey() {
    return idempotencyKey;
  }

  UserId user() {
    return event.user();
  }

  MessageState state() {
    return state;
  }

  /** Goes on to another state. */
  void become(MessageState next) {
    state = next;
  }

  AuditEntry entry() {
    return new AuditEntry(number, event, context, idempotencyKey, state.status());
  }

  Lease lease(Instant until) {
    state = state.leased(until);
    return state.lease(number, key, event, context);
  }

  /** Removes the actor, if it is this one. */
  boolean forgetActor(String actor) {
    boolean named = context.actor().equals(Optional.of(actor));
    if (named) {
      context = new RequestContext(Optional.empty(), context.reason(), context.publicReason());
    }
    return named;
  }
}
