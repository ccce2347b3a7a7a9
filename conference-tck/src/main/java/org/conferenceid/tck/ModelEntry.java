package org.conferenceid.tck;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;

/** An audit entry of the model, and where its message stands. */
final class ModelEntry {
  /** What was never tried, then what has been due longest; the lower number of equals. */
  static final Comparator<ModelEntry> LINE =
      Comparator.<ModelEntry, Instant>comparing(one -> one.due).thenComparing(one -> one.number);

  final ConferenceEvent event;
  final Optional<IdempotencyKey> key;

  /** Whether it ever stood behind an open message of the same user. */
  boolean waited;

  /** What the store calls it; 0 until it is told, after the change. */
  long number;

  long fence = Long.MIN_VALUE;
  Optional<String> messageKey = Optional.empty();
  private RequestContext context;
  private DeliveryState state;
  private int attempts;
  private int excused;
  private int unconfirmed;
  private Optional<String> problem = Optional.empty();
  private Instant due = Instant.MIN;

  ModelEntry(ConferenceEvent event, Change change) {
    this.event = event;
    this.key = change.idempotencyKey();
    this.context = change.context();
    this.state = change.mail() ? DeliveryState.PENDING : DeliveryState.OFF;
  }

  AuditEntry shown() {
    return new AuditEntry(
        number, event, context, key, new DeliveryStatus(state, attempts, problem));
  }

  boolean matches(AuditQuery query) {
    return query.user().map(event.user()::equals).orElse(true)
        && query.kind().map(event.kind()::equals).orElse(true)
        && (query.actor().isEmpty() || query.actor().equals(context.actor()))
        && (query.idempotencyKey().isEmpty() || query.idempotencyKey().equals(key))
        && query.delivery().map(this::is).orElse(true)
        && query.from().map(from -> !event.at().isBefore(from)).orElse(true)
        && query.until().map(until -> event.at().isBefore(until)).orElse(true);
  }

  boolean forgetActor(String actor) {
    boolean named = context.actor().equals(Optional.of(actor));
    if (named) {
      context = new RequestContext(Optional.empty(), context.reason(), context.publicReason());
    }
    return named;
  }

  boolean is(DeliveryState wanted) {
    return state == wanted;
  }

  boolean open() {
    return is(DeliveryState.PENDING) || is(DeliveryState.LEASED);
  }

  boolean isDue(Instant now) {
    return !now.isBefore(due) || due.isAfter(now.plus(Outbox.MAX_DELAY));
  }

  boolean isWithWorker(Instant now) {
    return is(DeliveryState.LEASED) && !isDue(now);
  }

  boolean isHeldBy(Lease lease) {
    return is(DeliveryState.LEASED) && fence == lease.fence();
  }

  void end(DeliveryState end) {
    state = end;
  }

  /** Leases the message with the fence of a lease, and with its key if it had none before. */
  Lease lease(Lease given, Instant until) {
    unconfirmed += is(DeliveryState.LEASED) ? 1 : 0;
    state = DeliveryState.LEASED;
    due = until;
    attempts++;
    fence = given.fence();
    String name = messageKey.orElse(given.messageKey());
    messageKey = Optional.of(name);
    return new Lease(number, name, fence, attempts, excused, unconfirmed, event, context);
  }

  void settle(Settlement.Result result, Instant now) {
    if (result instanceof Settlement.Sent) {
      end(DeliveryState.SENT);
    } else if (result instanceof Settlement.Superseded) {
      end(DeliveryState.SUPERSEDED);
    } else if (result instanceof Settlement.Failed failed) {
      end(DeliveryState.FAILED);
      problem = Optional.of(failed.problem());
    } else if (result instanceof Settlement.Retry retry) {
      problem = Optional.of(retry.problem());
      excused += retry.attempt() == Settlement.Attempt.EXCUSED ? 1 : 0;
      unconfirmed += retry.attempt() == Settlement.Attempt.UNCONFIRMED ? 1 : 0;
      queue(now.plus(retry.delay()), attempts);
    } else {
      queue(Instant.MIN, attempts - 1);
    }
  }

  void sendAgain() {
    queue(Instant.MIN, 0);
    excused = 0;
    unconfirmed = 0;
  }

  private void queue(Instant until, int counted) {
    state = DeliveryState.PENDING;
    due = until;
    attempts = counted;
  }
}
