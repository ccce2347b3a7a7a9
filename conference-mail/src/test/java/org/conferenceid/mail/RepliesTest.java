package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.io.IOException;
import java.util.Locale;
import java.util.Properties;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail server's replies do to a message, told by a server that answers as the test says. */
class RepliesTest {
  private static final Notification MESSAGE = Messages.of(EventKind.RESET, Locale.ENGLISH);

  private ScriptedSmtpServer server;
  private Properties properties;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtpServer();
    properties = MailServerTest.at(server.port());
    properties.put("mail.smtp.socketFactory", ScriptedSmtpServer.sockets());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Delivery deliver() {
    try (MailNotifier notifier =
        MailNotifier.builder(Session.getInstance(properties))
            .from("Conferencing <conferencing@example.org>")
            .build()) {
      return notifier.deliver(MESSAGE);
    }
  }

  private static Delivery outcome(String kind, String problem) {
    return switch (kind) {
      case "final" -> new Delivery.Permanent(problem);
      case "later" -> new Delivery.Transient(problem);
      case "three" -> new Delivery.Transient(problem, 3);
      case "ours" -> new Delivery.Unavailable(problem);
      case "open" -> new Delivery.Unconfirmed(problem);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @Test
  @DisplayName("B1: a message that the server takes is accepted")
  void areAccepted() {
    assertThat(deliver()).isEqualTo(new Delivery.Accepted());
    server.answer("END", "251 taken, and passed on");
    assertThat(deliver()).isEqualTo(new Delivery.Accepted());
  }

  @ParameterizedTest
  @DisplayName("B1: whatever a server says before the message's turn is never the message's fault")
  @CsvSource(
      delimiter = '|',
      value = {
        "CONNECT|421 4.3.2 busy|SMTP 421 4.3.2 at connect",
        "CONNECT|554 5.3.2 closed|SMTP 554 5.3.2 at connect",
        "CONNECT|554 5.7.1 you are on a list|SMTP 554 5.7.1 at connect",
        "MAIL|421 4.7.0 enough for today|SMTP 421 4.7.0 at MAIL FROM",
        "MAIL|451 4.3.0 try later amelie@example.org|SMTP 451 4.3.0 at MAIL FROM",
        "MAIL|452 4.5.3 too many|SMTP 452 4.5.3 at MAIL FROM",
        "MAIL|530 5.7.0 STARTTLS first|SMTP 530 5.7.0 at MAIL FROM",
        "MAIL|550 no such sender|SMTP 550 at MAIL FROM",
        "MAIL|550 5.1.1 no such sender|SMTP 550 5.1.1 at MAIL FROM",
        "MAIL|550 5.7.1 not yours|SMTP 550 5.7.1 at MAIL FROM",
        "MAIL|553 5.1.8 no such domain|SMTP 553 5.1.8 at MAIL FROM",
      })
  void areOursBeforeTheMessage(String command, String reply, String problem) {
    server.answer(command, reply);
    assertThat(deliver()).isEqualTo(new Delivery.Unavailable(problem));
  }

  @ParameterizedTest
  @DisplayName("B1: a refused recipient is final only if it is certainly about the recipient")
  @CsvSource(
      delimiter = '|',
      value = {
        "550 5.1.1 <amelie@example.org> no such user|final|SMTP 550 5.1.1",
        "550 5.1.2 no such domain|final|SMTP 550 5.1.2",
        "501 5.1.3 no address|final|SMTP 501 5.1.3",
        "551 5.1.6 moved|final|SMTP 551 5.1.6",
        "556 5.1.10 takes no mail|final|SMTP 556 5.1.10",
        "550 5.2.1 disabled|final|SMTP 550 5.2.1",
        "552 5.3.4 too big|final|SMTP 552 5.3.4",
        "553 5.6.7 address in UTF-8|final|SMTP 553 5.6.7",
        "552 5.2.2 full|later|SMTP 552 5.2.2",
        "552 full|later|SMTP 552",
        "550 5.1.0 address rejected|later|SMTP 550 5.1.0",
        "450 busy|later|SMTP 450",
        "450 4.1.1 unverified address|later|SMTP 450 4.1.1",
        "450 4.7.1 greylisted|later|SMTP 450 4.7.1",
        "452 4.2.2 full|later|SMTP 452 4.2.2",
        "421 4.7.0 too many|ours|SMTP 421 4.7.0",
        "421 closing|ours|SMTP 421",
        "451 4.3.0 look-up failed|ours|SMTP 451 4.3.0",
        "452 4.3.1 disk full|ours|SMTP 452 4.3.1",
        "500 what?|ours|SMTP 500",
        "503 5.5.1 first log in|ours|SMTP 503 5.5.1",
        "530 5.7.0 first log in|ours|SMTP 530 5.7.0",
        "550|ours|SMTP 550",
        "550 relaying denied|ours|SMTP 550",
        "550 5.0.0 no|ours|SMTP 550 5.0.0",
        "550 5.4.5 quota of today used up|ours|SMTP 550 5.4.5",
        "550 5.7.1 not in our list|ours|SMTP 550 5.7.1",
        "553 5.1.7 sender's address|ours|SMTP 553 5.1.7",
        "553 5.1.8 sender's domain|ours|SMTP 553 5.1.8",
        "554 5.2.0 quota of today used up|ours|SMTP 554 5.2.0",
        "554 5.7.1 <amelie@example.org>: Relay access denied|ours|SMTP 554 5.7.1",
      })
  void tellTheRecipientFromUs(String reply, String kind, String problem) {
    server.answer("RCPT", reply);
    assertThat(deliver()).isEqualTo(outcome(kind, problem + " at RCPT TO"));
    server.answer("RCPT", "250 ok").answer("DATA", reply);
    assertThat(deliver()).isEqualTo(outcome(kind, problem + " at DATA"));
    assertThat(server.accepted()).isZero();
  }

  @ParameterizedTest
  @DisplayName("B1: a refused content is final only if no quota and no filter could have done it")
  @CsvSource(
      delimiter = '|',
      value = {
        "552 5.3.4 too big|final|SMTP 552 5.3.4",
        "554 5.6.0 not understood|final|SMTP 554 5.6.0",
        "550 5.6.3 no conversion|final|SMTP 550 5.6.3",
        "550 5.1.1 no such user|final|SMTP 550 5.1.1",
        "550 5.2.1 disabled|final|SMTP 550 5.2.1",
        "552 5.2.3 too big for the mailbox|final|SMTP 552 5.2.3",
        "550 5.7.1 spam|three|SMTP 550 5.7.1",
        "554 5.7.26 not signed|three|SMTP 554 5.7.26",
        "450 4.7.1 greylisted|later|SMTP 450 4.7.1",
        "451 later|later|SMTP 451",
        "552 exceeded|later|SMTP 552",
        "552 5.2.2 full|later|SMTP 552 5.2.2",
        "554 no|later|SMTP 554",
        "554 5.0.0 no|later|SMTP 554 5.0.0",
        "421 4.3.2 shutting down|ours|SMTP 421 4.3.2",
        "452 4.3.1 disk full|ours|SMTP 452 4.3.1",
        "550 5.1.8 sender's domain|ours|SMTP 550 5.1.8",
        "550 5.4.5 quota of today used up|ours|SMTP 550 5.4.5",
        "554 5.2.0 quota of today used up|ours|SMTP 554 5.2.0",
        "554 5.3.0 broken|ours|SMTP 554 5.3.0",
        "554 5.5.1 no recipients|ours|SMTP 554 5.5.1",
      })
  void tellTheContentFromUs(String reply, String kind, String problem) {
    server.answer("END", reply);
    assertThat(deliver()).isEqualTo(outcome(kind, problem + " after the content"));
  }

  @ParameterizedTest
  @DisplayName("B1: a server that falls silent or hangs up before the content has nobody's message")
  @CsvSource({"CONNECT", "EHLO", "MAIL", "RCPT", "DATA"})
  void mayNotComeBeforeTheContent(String command) {
    for (String fault : new String[] {ScriptedSmtpServer.SAY_NOTHING, ScriptedSmtpServer.HANG_UP}) {
      server.answer(command, fault).answer("HELO", fault);
      assertThat(deliver())
          .isInstanceOfSatisfying(
              Delivery.Unavailable.class,
              failure -> assertThat(failure.problem()).doesNotContain("example.org", "483"));
    }
    assertThat(server.accepted()).isZero();
  }

  @ParameterizedTest
  @DisplayName(
      "B1: a message whose content was handed over without an answer has perhaps been sent")
  @CsvSource({
    ScriptedSmtpServer.SAY_NOTHING,
    ScriptedSmtpServer.HANG_UP,
    "250-taken" + ScriptedSmtpServer.HANG_UP,
    "550-5.6.0 not understood" + ScriptedSmtpServer.HANG_UP,
    "354 go on",
  })
  void mayNotComeAfterTheContent(String answer) {
    server.answer("END", answer);
    assertThat(deliver()).isEqualTo(new Delivery.Unconfirmed("no answer after the content"));
  }

  @ParameterizedTest
  @DisplayName("B1: only the answer to the content is an acceptance")
  @CsvSource({"MAIL|251 ok", "DATA|250 ok", "RCPT|250-ok" + ScriptedSmtpServer.HANG_UP})
  void areNoAcceptanceBefore(String answer) {
    server.answer(answer.substring(0, 4), answer.substring(5));
    assertThat(deliver()).isInstanceOf(Delivery.Unavailable.class);
  }

  @Test
  @DisplayName("B1: replies of several lines are read like others")
  void mayHaveSeveralLines() {
    server.answer("RCPT", "550-5.1.1 no such user\r\n550 5.1.1 see our page");
    assertThat(deliver()).isEqualTo(new Delivery.Permanent("SMTP 550 5.1.1 at RCPT TO"));
  }

  @Test
  @DisplayName("B1: where the application asks for reports of success, taken is still taken")
  void ofSuccessAreNoFailures() {
    properties.put("mail.smtp.reportsuccess", "true");
    assertThat(deliver()).isEqualTo(new Delivery.Accepted());
    server.answer("END", "554 5.6.0 no");
    assertThat(deliver()).isEqualTo(new Delivery.Permanent("SMTP 554 5.6.0 after the content"));
    server.answer("END", ScriptedSmtpServer.HANG_UP);
    assertThat(deliver()).isInstanceOf(Delivery.Unconfirmed.class);
  }
}
