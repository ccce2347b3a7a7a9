package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a message, told by a mail server that does what the test says. */
class DeliveryTest {
  private static final Notification MESSAGE = Messages.of(EventKind.RESET, Locale.ENGLISH);

  private ScriptedSmtpServer server;
  private MailNotifier notifier;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtpServer();
    notifier = notifier(MailServerTest.at(server.port()));
  }

  @AfterEach
  void stop() throws IOException {
    notifier.close();
    server.close();
  }

  private static MailNotifier notifier(Properties properties) {
    return MailNotifier.builder(Session.getInstance(properties))
        .from("Conferencing <conferencing@example.org>")
        .build();
  }

  /** Gives up soon, so that the test does not wait. */
  private MailNotifier impatient() {
    Properties properties = MailServerTest.at(server.port());
    properties.put("mail.smtp.timeout", "100");
    return notifier(properties);
  }

  @Nested
  class Replies {

    @Test
    @DisplayName("B1: a message that the server takes is accepted")
    void areAccepted() {
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      assertThat(server.accepted()).isEqualTo(1);
    }

    @ParameterizedTest
    @DisplayName(
        "B1: 4xx is for now and 5xx for good, wherever it comes; what the server says is left out")
    @CsvSource(
        delimiter = '|',
        value = {
          "MAIL|451 4.3.0 try later amelie@example.org|T|SMTP 451 4.3.0 before DATA",
          "RCPT|451 4.3.0 <amelie@example.org> try later|T|SMTP 451 4.3.0 before DATA",
          "RCPT|450 busy|T|SMTP 450 before DATA",
          "RCPT|452 4.2.2 full|T|SMTP 452 4.2.2 before DATA",
          "RCPT|550 5.1.1 <amelie@example.org> no such user|P|SMTP 550 5.1.1 before DATA",
          "RCPT|550 no such user|P|SMTP 550 before DATA",
          "RCPT|554 5.7.1 refused|P|SMTP 554 5.7.1 before DATA",
          "MAIL|550 5.7.1 no such sender|P|SMTP 550 5.7.1 before DATA",
          "MAIL|530 5.7.0 STARTTLS first|T|SMTP 530 5.7.0 before DATA",
          "DATA|451 4.3.0 later|T|SMTP 451 4.3.0 before DATA",
          "DATA|554 5.6.0 no|P|SMTP 554 5.6.0 before DATA",
          "END|452 4.3.1 disk full|T|SMTP 452 4.3.1 after DATA",
          "END|550 5.7.1 spam|P|SMTP 550 5.7.1 after DATA",
        })
    void tellForNowFromForGood(String command, String reply, String kind, String problem) {
      server.answer(command, reply);
      assertThat(notifier.deliver(MESSAGE))
          .isEqualTo(
              kind.equals("P") ? new Delivery.Permanent(problem) : new Delivery.Transient(problem));
      assertThat(server.accepted()).isZero();
    }

    @Test
    @DisplayName("B1: after a refusal the next message is delivered")
    void doNotHarmTheNextMessage() {
      server.answer("RCPT", "550 5.1.1 no");
      notifier.deliver(MESSAGE);
      server.answer("RCPT", "250 ok");
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    }
  }

  @Nested
  class BrokenConnections {

    @ParameterizedTest
    @DisplayName("B1: a server that hangs up in the middle is tried again later")
    @CsvSource({"CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "END"})
    void areTransient(String command) {
      server.answer(command, ScriptedSmtpServer.HANG_UP);
      if (command.equals("EHLO")) {
        server.answer("HELO", ScriptedSmtpServer.HANG_UP);
      }
      assertThat(notifier.deliver(MESSAGE))
          .isInstanceOfSatisfying(
              Delivery.Transient.class,
              failure -> assertThat(failure.problem()).doesNotContain("example.org", "483"));
      assertThat(server.accepted()).isZero();
    }

    @ParameterizedTest
    @DisplayName("B1: a server that never answers is given up after the time-out")
    @CsvSource({"CONNECT", "MAIL", "RCPT", "DATA", "END"})
    void areTransientWhenSilent(String command) {
      server.answer(command, ScriptedSmtpServer.SAY_NOTHING);
      try (MailNotifier impatient = impatient()) {
        assertThat(impatient.deliver(MESSAGE)).isInstanceOf(Delivery.Transient.class);
      }
      assertThat(server.accepted()).isZero();
    }

    @Test
    @DisplayName("B1: a server that is away is tried again later")
    void areTransientWhenRefused() throws IOException {
      int port;
      try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = nobody.getLocalPort();
      }
      try (MailNotifier away = notifier(MailServerTest.at(port))) {
        assertThat(away.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("connection refused before DATA"));
      }
    }

    @Test
    @DisplayName("B1: an unknown mail server is tried again later")
    void areTransientWhenUnknown() {
      Properties properties = MailServerTest.at(25);
      properties.put("mail.smtp.host", "mail.invalid");
      try (MailNotifier lost = notifier(properties)) {
        assertThat(lost.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("unknown mail server before DATA"));
      }
    }
  }

  @Nested
  class KeptConnections {

    @Test
    @DisplayName("A worker that sends many uses one connection, until nothing more is due")
    void areUsedAgain() {
      for (int i = 0; i < 20; i++) {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      }
      assertThat(server.connections()).isEqualTo(1);
      notifier.idle();
      notifier.deliver(MESSAGE);
      assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName("A kept connection that died meanwhile does not delay the message")
    void mayHaveDied() {
      server.answer("END", ScriptedSmtpServer.ACCEPT_AND_HANG_UP);
      for (int i = 0; i < 3; i++) {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      }
      assertThat(server.connections()).isEqualTo(3);
      assertThat(server.accepted()).isEqualTo(3);
    }

    @Test
    @DisplayName("A server that closes after some messages (421) does not delay the next one")
    void mayBeClosedByTheServer() {
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      server.answer("MAIL", "421 4.7.0 enough");
      assertThat(notifier.deliver(MESSAGE))
          .as("a new connection is tried, and refused likewise")
          .isEqualTo(new Delivery.Transient("SMTP 421 4.7.0 before DATA"));
      assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName(
        "B1: once the server has seen the content, a message is not sent twice in one attempt")
    void areNotRepeatedBlindly() {
      notifier.deliver(MESSAGE);
      server.answer("END", ScriptedSmtpServer.HANG_UP);
      assertThat(notifier.deliver(MESSAGE)).isInstanceOf(Delivery.Transient.class);
      assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("Four workers at once bring each message exactly once")
    void areNotShared() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        Callable<Delivery> delivery = () -> notifier.deliver(MESSAGE);
        List<Future<Delivery>> outcomes =
            threads.invokeAll(IntStream.range(0, 100).mapToObj(i -> delivery).toList());
        List<Delivery> delivered = new ArrayList<>();
        for (Future<Delivery> outcome : outcomes) {
          delivered.add(outcome.get(60, TimeUnit.SECONDS));
        }
        assertThat(delivered).containsOnly(new Delivery.Accepted());
        assertThat(server.accepted()).isEqualTo(100);
        assertThat(server.connections()).isBetween(1, 4);
      } finally {
        threads.shutdownNow();
      }
    }

    @Test
    @DisplayName("A closed notifier keeps no connection, and can still deliver what is in hand")
    void areClosed() {
      notifier.close();
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      notifier.deliver(MESSAGE);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Nested
  class Sessions {

    @Test
    @DisplayName("All three time-outs are set when the application sets none, for smtp and smtps")
    void getTimeouts() {
      Session given = Session.getInstance(new Properties());
      Session bounded = BoundedSession.like(given);
      for (String protocol : List.of("smtp", "smtps")) {
        assertThat(bounded.getProperty("mail." + protocol + ".connectiontimeout"))
            .isEqualTo("10000");
        assertThat(bounded.getProperty("mail." + protocol + ".timeout")).isEqualTo("30000");
        assertThat(bounded.getProperty("mail." + protocol + ".writetimeout")).isEqualTo("30000");
      }
      assertThat(given.getProperties()).isEmpty();
    }

    @Test
    @DisplayName("Time-outs and other properties of the application are kept, defaults included")
    void keepTheirOwn() {
      Properties defaults = new Properties();
      defaults.put("mail.smtp.host", "mail.example.org");
      Properties properties = new Properties(defaults);
      properties.put("mail.smtp.timeout", "5000");
      Session bounded = BoundedSession.like(Session.getInstance(properties));
      assertThat(bounded.getProperty("mail.smtp.timeout")).isEqualTo("5000");
      assertThat(bounded.getProperty("mail.smtp.host")).isEqualTo("mail.example.org");
    }

    @Test
    @DisplayName(
        "The application's authenticator is asked for the password; a refused log-in is tried again")
    void keepTheirAuthenticator() {
      List<String> asked = new ArrayList<>();
      Properties properties = MailServerTest.at(server.port());
      properties.put("mail.smtp.auth", "true");
      server.answer("EHLO", "250-hello\r\n250 AUTH PLAIN").answer("AUTH", "535 5.7.8 bad password");
      Session session =
          Session.getInstance(
              properties,
              new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                  asked.add(getRequestingProtocol() + " at " + getRequestingSite());
                  return new PasswordAuthentication("user", "secret");
                }
              });
      try (MailNotifier loggingIn =
          MailNotifier.builder(session).from("conferencing@example.org").build()) {
        assertThat(loggingIn.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("SMTP 535 5.7.8 before DATA"));
        server.answer("AUTH", "235 welcome");
        assertThat(loggingIn.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      }
      assertThat(asked).hasSize(2).containsOnly("smtp at /127.0.0.1");
    }
  }
}
