package org.conferenceid.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.EmailAddress;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.conferenceid.testkit.ScriptedNotifier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which message is tried again, when, and when it is given up. */
class FailedDeliveriesTest extends DeliveryWorld {
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

    AuditEntry failed = withMail(DeliveryState.FAILED).get(0);
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
            .delivery(component -> component.settings(givingUpAfter(3)))
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
