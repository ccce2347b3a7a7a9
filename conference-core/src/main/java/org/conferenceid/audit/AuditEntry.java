package org.conferenceid.audit;

import java.util.Objects;
import java.util.Optional;
import org.conferenceid.ConferenceEvent;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.RequestContext;

/**
 * An entry of the audit: who did what to whose ID, when, why, and what became of the mail (B10).
 * IDs are masked in {@code toString}.
 *
 * @param number grows with the entries of each user and is never used again; also the number of the
 *     message, for {@link org.conferenceid.spi.Outbox#resend}
 * @param event what happened
 * @param context who asked for it and why
 * @param idempotencyKey the key of the request
 * @param delivery what became of the message
 * @since 0.1.0
 */
public record AuditEntry(
    long number,
    ConferenceEvent event,
    RequestContext context,
    Optional<IdempotencyKey> idempotencyKey,
    DeliveryStatus delivery) {

  /**
   * Checks the parts for {@code null}.
   *
   * @param number grows with the entries of each user
   * @param event what happened
   * @param context who asked for it and why
   * @param idempotencyKey the key of the request
   * @param delivery what became of the message
   */
  public AuditEntry {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    Objects.requireNonNull(delivery, "delivery");
  }
}
