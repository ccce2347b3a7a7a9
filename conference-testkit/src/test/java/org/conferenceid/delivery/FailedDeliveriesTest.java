package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.conferenceid.EmailAddress;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.behaviour.World;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.testkit.ScriptedNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which message is tried again, when, and when it is given up. */
class FailedDeliveriesTest extends World {
  private static final Delivery BUSY = new Delivery.Transient("SMTP 451 4.3.0 at RCPT TO");
  private static final Delivery REFUSAL = new Delivery.Unavailable("SMTP 554 5.7.1 at RCPT TO");
  private static final Delivery UNKNOWN = new Delivery.Unconfirmed("no answer after the content");
  private static final Delivery NO_MAILBOX = new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO");

  private static ScriptedNotifier answering(Delivery... answers) {
    ScriptedNotifier scripted = new ScriptedNotifier();
    Stream.of(answers).forEach(scripted::answer);
    return scripted;
  }

  private DispatchReport deliver() {
    return conferencing.dispatcher().deliverDue();
  }

  @Test
  @DisplayName(
      "B1: what the mail server cannot take now is tried again later, in growing distances")
  void areRetried() {
    ScriptedNotifier postman = answering(BUSY, BUSY);
    conferencing = builder().notifier(postman).build();
    enable(AMELIE);

    assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 1, 0));
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(DeliveryState.PENDING, 1, Optional.of("SMTP 451 4.3.0 at RCPT TO")));
    clock.advance(Duration.ofSeconds(30).minusMillis(1));
    assertThat(deliver().total()).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(deliver().retried()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(59));
    assertThat(deliver().total()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 0, 0));
    assertThat(mailOf(0).state()).isEqualTo(DeliveryState.SENT);
    assertThat(mailOf(0).attempts()).isEqualTo(3);
    assertThat(postman.attempts()).hasSize(3);
    assertThat(postman.attempts())
        .extracting(Notification::messageKey)
        .containsOnly(postman.attempts().get(0).messageKey());
  }

  @Test
  @DisplayName("B1: no failure of the mail undoes or repeats a reset")
  void leaveTheResetAlone() {
    conferencing = builder().notifier(answering(BUSY, NO_MAILBOX)).build();
    enable(AMELIE);
    deliver();
    var reset = reset(AMELIE);
    deliver();
    assertThat(conferencing.administration().find(AMELIE))
        .get()
        .extracting(o -> o.id().orElseThrow())
        .isEqualTo(reset.newId());
    assertThat(audit()).hasSize(2);
  }

  @Test
  @DisplayName("B10: what never can be delivered is listed, and can be sent again")
  void areListedAndResent() {
    ScriptedNotifier postman = answering(NO_MAILBOX);
    conferencing = builder().notifier(postman).build();
    enable(AMELIE);
    assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 0, 1));
    clock.advance(Duration.ofDays(30));
    assertThat(deliver().total()).isZero();

    AuditEntry failed =
        conferencing
            .administration()
            .audit(AuditQuery.all().withDelivery(DeliveryState.FAILED))
            .items()
            .get(0);
    assertThat(failed.delivery().problem()).contains("SMTP 550 5.1.1 at RCPT TO");

    assertThat(conferencing.dispatcher().resend(failed.number(), 4711)).isEqualTo(1);
    assertThat(deliver().sent()).isEqualTo(1);
    assertThat(mailOf(0).attempts()).isEqualTo(1);
    assertThat(conferencing.dispatcher().resend(failed.number())).isZero();
  }

  @Test
  @DisplayName("B1: what was tried often enough is given up and listed")
  void areGivenUp() {
    conferencing =
        builder()
            .notifier(answering(BUSY, BUSY, BUSY))
            .delivery(
                component ->
                    component.settings(
                        DeliverySettings.builder()
                            .retry(
                                RetryPolicy.builder()
                                    .initialDelay(Duration.ofSeconds(1))
                                    .maxDelay(Duration.ofSeconds(1))
                                    .jitter(0)
                                    .maxAttempts(3)
                                    .build())
                            .build()))
            .build();
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(DeliveryState.FAILED, 3, Optional.of("SMTP 451 4.3.0 at RCPT TO")));
  }

  @Test
  @DisplayName(
      "A user without an address gets no mail; that is listed, and the ID is set all the same")
  void ofUsersWithoutAddressAreListed() {
    UserId stranger = UserId.of("stranger");
    enable(stranger);
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("the user directory has no address");
    assertThat(conferencing.administration().find(stranger)).isPresent();
  }

  @Test
  @DisplayName("What is no address will be none tomorrow: the message fails at once, and says why")
  void ofAddressesAreFinal() {
    conferencing =
        builder()
            .directory(
                user -> {
                  if (user.equals(AMELIE)) {
                    EmailAddress unused = EmailAddress.parse("amelie at example.org");
                  }
                  try {
                    EmailAddress unused = EmailAddress.parse("bruno@");
                  } catch (InvalidValueException e) {
                    throw new IllegalStateException("row 7", e);
                  }
                  return Optional.empty();
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 0, 2));
    for (int i = 0; i < 2; i++) {
      assertThat(mailOf(i).problem().orElseThrow())
          .startsWith("user directory: ")
          .doesNotContain("amelie", "bruno");
    }
  }

  @Test
  @DisplayName(
      "A message that is put off for days because nothing is taken from us is not given up")
  void ofOursDoNotCount() {
    AtomicBoolean away = new AtomicBoolean(true);
    Delivery refusal = new Delivery.Unavailable("SMTP 554 5.7.1 at RCPT TO");
    conferencing =
        builder().notifier(message -> away.get() ? refusal : notifier.deliver(message)).build();
    enable(AMELIE);
    AtomicLong nanos = new AtomicLong();
    conferencing =
        builder()
            .timeSource(time(nanos::get))
            .notifier(message -> away.get() ? refusal : notifier.deliver(message))
            .build();
    for (int i = 0; i < 100; i++) {
      assertThat(deliver()).isEqualTo(new DispatchReport(0, 0, 1, 0));
      clock.advance(Duration.ofHours(1));
      nanos.addAndGet(Duration.ofHours(1).toNanos());
    }
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(
                DeliveryState.PENDING, 100, Optional.of("SMTP 554 5.7.1 at RCPT TO")));
    away.set(false);
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("A message that is put off because nothing is taken from us waits longer each time")
  void ofOursGrowApart() {
    conferencing = builder().notifier(answering(REFUSAL, REFUSAL, REFUSAL)).build();
    enable(AMELIE);
    for (int seconds : new int[] {30, 60, 120}) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("Attempts that were nobody's fault are not among those after which it is given up")
  void ofOursAreNotCountedWithOthers() {
    conferencing =
        builder()
            .notifier(answering(REFUSAL, BUSY, REFUSAL, BUSY, REFUSAL, BUSY))
            .delivery(
                component ->
                    component.settings(
                        DeliverySettings.builder()
                            .retry(
                                RetryPolicy.builder()
                                    .initialDelay(Duration.ofSeconds(1))
                                    .maxDelay(Duration.ofSeconds(1))
                                    .jitter(0)
                                    .maxAttempts(3)
                                    .build())
                            .build()))
            .build();
    enable(AMELIE);
    for (int i = 0; i < 5; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofSeconds(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0).attempts()).isEqualTo(6);
  }

  @Test
  @DisplayName("A notifier can have a message given up earlier than the policy says, and not later")
  void mayHaveTheirOwnLimit() {
    Delivery policy = new Delivery.Transient("SMTP 550 5.7.1 after the content", 3);
    conferencing = builder().notifier(answering(policy, policy, policy)).build();
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
  }

  @Test
  @DisplayName("What was perhaps sent is tried three times, an hour apart, and says so in the end")
  void ofUnknownEndAreFew() {
    conferencing = builder().notifier(answering(UNKNOWN, UNKNOWN, UNKNOWN)).build();
    enable(AMELIE);
    for (int i = 0; i < 2; i++) {
      assertThat(deliver().retried()).isEqualTo(1);
      clock.advance(Duration.ofHours(1).minusMillis(1));
      assertThat(deliver().total()).isZero();
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0))
        .isEqualTo(
            new DeliveryStatus(
                DeliveryState.FAILED, 3, Optional.of("perhaps sent; no answer after the content")));
  }

  @Test
  @DisplayName("What was perhaps sent, and is refused later, still says that it was perhaps sent")
  void ofUnknownEndAreRemembered() {
    conferencing = builder().notifier(answering(UNKNOWN, NO_MAILBOX)).build();
    enable(AMELIE);
    deliver();
    clock.advance(Duration.ofHours(1));
    assertThat(deliver().failed()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("perhaps sent; SMTP 550 5.1.1 at RCPT TO");
  }

  @Test
  @DisplayName("A dispatcher that died counts as perhaps sent: then one answer less is waited for")
  void ofTheDeadArePerhapsSent() {
    conferencing = builder().notifier(answering(UNKNOWN, UNKNOWN)).build();
    enable(AMELIE);
    assertThat(store.outbox().claim("dies", 1, Duration.ofMinutes(5))).hasSize(1);
    clock.advance(Duration.ofMinutes(5));
    assertThat(deliver().retried()).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(deliver().failed()).isEqualTo(1);
  }

  @Test
  @DisplayName("B23: a notifier that tells null as its problem has thrown, and is asked again")
  @SuppressWarnings("NullAway") // that is the fault
  void mustTellAProblem() {
    conferencing = builder().notifier(notification -> new Delivery.Permanent(null)).build();
    enable(AMELIE);
    assertThat(deliver().retried()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("notifier threw NullPointerException");
  }

  @Test
  @DisplayName("A directory that throws delays the mail; what it says is not stored")
  void ofTheDirectoryAreRetried() {
    AtomicBoolean away = new AtomicBoolean(true);
    conferencing =
        builder()
            .directory(
                user -> {
                  if (away.get()) {
                    throw new IllegalStateException("no amelie@example.org");
                  }
                  return directory.find(user);
                })
            .build();
    enable(AMELIE);
    assertThat(deliver().retried()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("user directory threw IllegalStateException");
    away.set(false);
    clock.advance(Duration.ofMinutes(1));
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("A notifier that throws is tried again")
  void ofTheNotifierAreRetried() {
    AtomicBoolean broken = new AtomicBoolean(true);
    conferencing =
        builder()
            .notifier(
                message -> {
                  if (broken.getAndSet(false)) {
                    throw new IllegalArgumentException("bad template for amelie@example.org");
                  }
                  return new Delivery.Accepted();
                })
            .build();
    enable(AMELIE);
    assertThat(deliver().retried()).isEqualTo(1);
    assertThat(mailOf(0).problem()).contains("notifier threw IllegalArgumentException");
    clock.advance(Duration.ofMinutes(1));
    assertThat(deliver().sent()).isEqualTo(1);
  }

  @Test
  @DisplayName("An error in code that the notifier calls holds up nobody else's mail")
  void ofCodeThatTheNotifierCallsAreRetried() {
    conferencing =
        builder()
            .notifier(
                message -> {
                  if (message.user().equals(AMELIE)) {
                    throw new NoClassDefFoundError("a library is missing");
                  }
                  return new Delivery.Accepted();
                })
            .build();
    enable(AMELIE);
    enable(BRUNO);
    assertThat(deliver()).isEqualTo(new DispatchReport(1, 0, 1, 0));
    assertThat(mailOf(0).problem()).contains("notifier threw NoClassDefFoundError");
  }

  @Test
  @DisplayName("A problem of many lines is stored on one short line")
  void areStoredOnOneLine() {
    conferencing =
        builder().notifier(answering(new Delivery.Permanent("a\r\nb" + "x".repeat(500)))).build();
    enable(AMELIE);
    deliver();
    assertThat(mailOf(0).problem().orElseThrow())
        .startsWith("a\\u000d\\u000ab")
        .hasSizeLessThan(120);
  }
}
