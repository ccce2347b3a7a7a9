package org.conferenceid.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencingBuilder;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.behaviour.World;
import org.conferenceid.spi.Delivery;
import org.conferenceid.testkit.ScriptedNotifier;

/** A world whose messages are delivered, with nanoseconds that only the test moves. */
abstract class DeliveryWorld extends World {
  static final Delivery BUSY = new Delivery.Transient("SMTP 451 4.3.0 at RCPT TO");
  static final Delivery REFUSAL = new Delivery.Unavailable("SMTP 554 5.7.1 at RCPT TO");
  static final Delivery UNKNOWN = new Delivery.Unconfirmed("no answer after the content");
  static final Delivery NO_MAILBOX = new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO");

  final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 7); // which may wrap

  /** The parts of this world on its nanoseconds. */
  final AudioConferencingBuilder timed() {
    return builder().timeSource(time(nanos::get));
  }

  /** Settings that try a message each second, and give it up after some attempts. */
  static DeliverySettings givingUpAfter(int attempts) {
    return DeliverySettings.builder()
        .retry(
            RetryPolicy.builder()
                .initialDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(1))
                .jitter(0)
                .maxAttempts(attempts)
                .build())
        .build();
  }

  /** A notifier that gives some answers, and then accepts. */
  static ScriptedNotifier answering(Delivery... answers) {
    ScriptedNotifier scripted = new ScriptedNotifier();
    Stream.of(answers).forEach(scripted::answer);
    return scripted;
  }

  final DispatchReport deliver() {
    return conferencing.dispatcher().deliverDue();
  }

  /** Lets time pass on both clocks, and delivers. */
  final DispatchReport deliverAfter(Duration time) {
    nanos.addAndGet(time.toNanos());
    clock.advance(time);
    return deliver();
  }

  final DispatcherStatus status() {
    return conferencing.dispatcher().status();
  }

  /** Enables somebody who has an address. */
  final void enableKnown(UserId user) {
    directory.put(user, BRUNO_BY_MAIL);
    enable(user);
  }

  static List<UserId> users(int many) {
    return IntStream.range(0, many).mapToObj(i -> UserId.of("user" + i)).toList();
  }

  final void enableMany(int many) {
    users(many).forEach(this::enableKnown);
  }

  /** The entries whose mail is in a state, up to 1000. */
  final List<AuditEntry> withMail(DeliveryState state) {
    return conferencing
        .administration()
        .audit(AuditQuery.all().withDelivery(state).limit(AuditQuery.MAX_LIMIT))
        .items();
  }
}
