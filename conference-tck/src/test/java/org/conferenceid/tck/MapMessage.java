package org.conferenceid.tck;

import java.time.Instant;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.MessageState;

/** An audit entry of a {@link MapStore} and its message. */
final class MapMessage {
  final long number;
  final ConferenceEvent event;
  final Optional<IdempotencyKey> idempotencyKey;
  RequestContext context;
  DeliveryState state;

  /** When it is due; while it is leased, when the lease ends. */
  Instant due = Instant.MIN;

  long fence;
  String key = Lease.newMessageKey();
  int attempts;
  int excused;
  int unconfirmed;
  Optional<String> problem = Optional.empty();

  MapMessage(
      long number,
      ConferenceEvent event,
      RequestContext context,
      Optional<IdempotencyKey> idempotencyKey,
      boolean mail) {
    this.number = number;
    this.event = event;
    this.context = context;
    this.idempotencyKey = idempotencyKey;
    this.state = mail ? DeliveryState.PENDING : DeliveryState.OFF;
  }

  AuditEntry entry() {
    return new AuditEntry(number, event, context, idempotencyKey, mail().status());
  }

  /** Its parts as the value that knows the rules. A fault changes one of them afterwards. */
  MessageState mail() {
    return new MessageState(state, due, fence, attempts, excused, unconfirmed, problem);
  }

  void become(MessageState next) {
    state = next.state();
    due = next.due();
    fence = next.fence();
    attempts = next.attempts();
    excused = next.excused();
    unconfirmed = next.unconfirmed();
    problem = next.problem();
  }

  /** Whether it is what a change with this user and idempotency key has done before. */
  boolean fulfils(Change change) {
    return event.user().equals(change.user())
        && change.idempotencyKey().isPresent()
        && change.idempotencyKey().equals(idempotencyKey);
  }

  boolean open() {
    return mail().isOpen();
  }

  boolean isDue(Instant now) {
    return mail().isDue(now);
  }

  Lease lease(Instant until) {
    become(mail().leased(until));
    return mail().lease(number, key, event, context);
  }

  boolean forgetActor(String actor) {
    boolean named = context.actor().equals(Optional.of(actor));
    if (named) {
      context = new RequestContext(Optional.empty(), context.reason(), context.publicReason());
    }
    return named;
  }
}
