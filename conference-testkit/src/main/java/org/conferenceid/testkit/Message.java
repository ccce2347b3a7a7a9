package org.conferenceid.testkit;

import java.time.Instant;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** An audit entry and where its message stands. Not safe for use by several threads. */
final class Message {
  /** A moment that is over whatever the clock shows. */
  private static final Instant AT_ONCE = Instant.MIN;

  private final long number;
  private final ConferenceEvent event;
  private final Optional<IdempotencyKey> idempotencyKey;
  private RequestContext context;
  private DeliveryState state;
  private Instant due = AT_ONCE;
  private long fence;
  private final String key = Lease.newMessageKey();
  private int attempts;
  private int excused;
  private int unconfirmed;
  private Optional<String> problem = Optional.empty();

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
    this.state = wanted ? DeliveryState.PENDING : DeliveryState.OFF;
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

  /** Whether it is one of those that a query asks for. */
  boolean matches(AuditQuery query) {
    return query.kind().map(event.kind()::equals).orElse(true)
        && query.actor().map(actor -> context.actor().equals(Optional.of(actor))).orElse(true)
        && (query.idempotencyKey().isEmpty() || query.idempotencyKey().equals(idempotencyKey))
        && query.delivery().map(state::equals).orElse(true)
        && query.from().map(from -> !event.at().isBefore(from)).orElse(true)
        && query.until().map(until -> event.at().isBefore(until)).orElse(true);
  }

  UserId user() {
    return event.user();
  }

  DeliveryState state() {
    return state;
  }

  AuditEntry entry() {
    return new AuditEntry(
        number, event, context, idempotencyKey, new DeliveryStatus(state, attempts, problem));
  }

  /** Whether it has yet to be sent: it is pending or leased. */
  boolean open() {
    return state == DeliveryState.PENDING || state == DeliveryState.LEASED;
  }

  /** Whether a worker has it whose lease has not run out. */
  boolean withWorker(Instant now) {
    return state == DeliveryState.LEASED && !isDue(now);
  }

  /** When it is due, or the lease of the worker that has it ends. */
  Instant due() {
    return due;
  }

  /** Whether that moment has come, or lies too far ahead to be right (OB-7). */
  boolean isDue(Instant now) {
    return !now.isBefore(due) || due.isAfter(now.plus(Outbox.MAX_DELAY));
  }

  /** Whether a lease is the latest one, and has not been settled (OB-4). */
  boolean holds(Lease lease) {
    return state == DeliveryState.LEASED && fence == lease.fence();
  }

  Lease lease(Instant until) {
    unconfirmed += state == DeliveryState.LEASED ? 1 : 0; // nobody knows what became of that lease
    state = DeliveryState.LEASED;
    due = until;
    fence++;
    attempts++;
    return new Lease(number, key, fence, attempts, excused, unconfirmed, event, context);
  }

  /** Ends it as it stands. */
  void end(DeliveryState end) {
    state = end;
  }

  void fail(String why) {
    state = DeliveryState.FAILED;
    problem = Optional.of(why);
  }

  void retry(Instant when, Settlement.Retry retry) {
    state = DeliveryState.PENDING;
    due = when;
    problem = Optional.of(retry.problem());
    excused += retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0;
    unconfirmed += retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
  }

  /** As if it had not been claimed (OB-9). */
  void release() {
    state = DeliveryState.PENDING;
    due = AT_ONCE;
    attempts--;
  }

  /** Queues it again, counting the attempts anew (OB-8). */
  void resend() {
    state = DeliveryState.PENDING;
    due = AT_ONCE;
    attempts = 0;
    excused = 0;
    unconfirmed = 0;
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
