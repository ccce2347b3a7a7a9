package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EmailAddress;
import org.conferenceid.Lookup;
import org.conferenceid.Recipient;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.change.ResetRequest;
import org.conferenceid.change.ResetResult;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A reset from the administrator's click to the mail server, and what its faults do to it: nothing.
 */
class ResetByMailTest {
  private static final UserId AMELIE = UserId.of("amelie");

  private final MutableClock clock = new MutableClock();
  private ScriptedSmtpServer server;
  private AudioConferencing conferencing;
  private MailNotifier notifier;
  private ResetResult.Reset reset;

  @BeforeEach
  void reset() throws IOException {
    server = new ScriptedSmtpServer();
    notifier =
        MailNotifier.builder(Session.getInstance(MailServerTest.at(server.port())))
            .from("conferencing@example.org")
            .build();
    InMemoryUserDirectory users = new InMemoryUserDirectory();
    users.put(
        AMELIE, new Recipient(EmailAddress.parse("amelie@example.org"), "Amélie", Locale.FRENCH));
    conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore(clock))
            .directory(users)
            .notifier(notifier)
            .bridge(Messages.BRIDGE)
            .mail(false)
            .build();
    conferencing.administration().enable(AMELIE);
    reset =
        conferencing
            .administration()
            .resets()
            .reset(ResetRequest.of(AMELIE).mail(true))
            .orElseThrow();
  }

  @AfterEach
  void close() throws IOException {
    conferencing.close();
    notifier.close();
    server.close();
  }

  private DeliveryStatus mail() {
    List<AuditEntry> audit = conferencing.administration().audit(AuditQuery.all()).items();
    return audit.get(1).delivery();
  }

  private void deliver() {
    conferencing.dispatcher().deliverDue();
  }

  @Test
  @DisplayName("S6, S7: the mail reaches the server, once")
  void arrives() {
    deliver();
    deliver();
    assertThat(server.accepted()).isEqualTo(1);
    assertThat(mail()).isEqualTo(new DeliveryStatus(DeliveryState.SENT, 1, Optional.empty()));
  }

  @Test
  @DisplayName("B1, B10: 451 delays the mail, and does nothing to the reset")
  void isDelayedBy451() {
    server.answer("RCPT", "451 4.7.1 greylisted");
    deliver();
    assertThat(mail())
        .isEqualTo(
            new DeliveryStatus(DeliveryState.PENDING, 1, Optional.of("SMTP 451 4.7.1 at RCPT TO")));
    assertThat(conferencing.administration().lookup(reset.newId()))
        .isEqualTo(new Lookup.Active(AMELIE));

    server.answer("RCPT", "250 ok");
    clock.advance(Duration.ofMinutes(1));
    deliver();
    assertThat(mail().state()).isEqualTo(DeliveryState.SENT);
    assertThat(server.accepted()).isEqualTo(1);
  }

  @Test
  @DisplayName("B1, B10: 550 is listed as failed, and sent again when the administrator says so")
  void isListedAfter550() {
    server.answer("RCPT", "550 5.1.1 <amelie@example.org>: unknown");
    deliver();
    assertThat(mail())
        .isEqualTo(
            new DeliveryStatus(DeliveryState.FAILED, 1, Optional.of("SMTP 550 5.1.1 at RCPT TO")));

    server.answer("RCPT", "250 ok");
    AuditEntry failed =
        conferencing
            .administration()
            .audit(AuditQuery.all().withDelivery(DeliveryState.FAILED))
            .items()
            .get(0);
    assertThat(conferencing.dispatcher().resend(failed.number())).isEqualTo(1);
    deliver();
    assertThat(mail().state()).isEqualTo(DeliveryState.SENT);
  }

  @Test
  @DisplayName(
      "B1: a connection that drops after the content leaves it open, so the mail is sent again")
  void isRepeatedAfterADrop() {
    server.answer("END", ScriptedSmtpServer.HANG_UP);
    deliver();
    assertThat(mail().state()).isEqualTo(DeliveryState.PENDING);
    server.answer("END", "250 taken");
    clock.advance(Duration.ofHours(1));
    deliver();
    assertThat(mail().state()).isEqualTo(DeliveryState.SENT);
  }
}
