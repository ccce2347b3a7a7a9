package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
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
import org.conferenceid.InvalidValueException;
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
          "MAIL|451 4.3.0 try later amelie@example.org|T|SMTP 451 4.3.0 at MAIL FROM",
          "RCPT|451 4.3.0 <amelie@example.org> try later|T|SMTP 451 4.3.0 at RCPT TO",
          "RCPT|450 busy|T|SMTP 450 at RCPT TO",
          "RCPT|452 4.2.2 full|T|SMTP 452 4.2.2 at RCPT TO",
          "RCPT|550 5.1.1 <amelie@example.org> no such user|P|SMTP 550 5.1.1 at RCPT TO",
          "RCPT|550 no such user|P|SMTP 550 at RCPT TO",
          "RCPT|554 5.7.1 refused|P|SMTP 554 5.7.1 at RCPT TO",
          "MAIL|550 5.7.1 no such sender|P|SMTP 550 5.7.1 at MAIL FROM",
          "MAIL|530 5.7.0 STARTTLS first|T|SMTP 530 5.7.0 at MAIL FROM",
          "RCPT|550|P|SMTP 550 at RCPT TO",
          "CONNECT|421 4.3.2 busy|T|SMTP 421 4.3.2 at connect",
          "CONNECT|554 5.3.2 closed|T|SMTP 554 5.3.2 at connect",
          "DATA|451 4.3.0 later|T|SMTP 451 4.3.0 at DATA",
          "DATA|554 5.6.0 no|P|SMTP 554 5.6.0 at DATA",
          "END|452 4.3.1 disk full|T|SMTP 452 4.3.1 at DATA",
          "END|550 5.7.1 spam|P|SMTP 550 5.7.1 at DATA",
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
      assertThat(server.goodbyes()).as("connections closed").isEqualTo(1);
      server.answer("RCPT", "250 ok");
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    }
  }

  @Nested
  class Reports {

    @Test
    @DisplayName("B1: where the application asks for reports of success, taken is still taken")
    void ofSuccessAreNoFailures() {
      Properties reporting = MailServerTest.at(server.port());
      reporting.put("mail.smtp.reportsuccess", "true");
      try (MailNotifier notifier = notifier(reporting)) {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
        server.answer("END", "554 5.6.0 no");
        assertThat(notifier.deliver(MESSAGE))
            .isEqualTo(new Delivery.Permanent("SMTP 554 5.6.0 at DATA"));
      }
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
        assertThat(impatient.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("mail server did not answer in time"));
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
            .isEqualTo(new Delivery.Transient("no connection to the mail server"));
      }
    }

    @Test
    @DisplayName("B1: a server with which no encryption can be agreed on is tried again later")
    void areTransientWhenNotSecure() {
      Properties properties = new Properties();
      properties.put("mail.transport.protocol", "smtps");
      properties.put("mail.smtps.host", "127.0.0.1");
      properties.put("mail.smtps.port", Integer.toString(server.port()));
      try (MailNotifier secure = notifier(properties)) {
        assertThat(secure.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("no secure connection to the mail server"));
      }
    }

    @Test
    @DisplayName("B1: an unknown mail server is tried again later")
    void areTransientWhenUnknown() {
      Properties properties = MailServerTest.at(25);
      properties.put("mail.smtp.host", "mail.invalid");
      try (MailNotifier lost = notifier(properties)) {
        assertThat(lost.deliver(MESSAGE))
            .isEqualTo(new Delivery.Transient("mail server's name is not known"));
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
      assertThat(server.goodbyes()).isZero();
      notifier.idle();
      assertThat(server.goodbyes()).isEqualTo(1);
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
    @DisplayName("A server that stops answering is waited for once, not once more over a new one")
    void mayHaveFallenSilent() {
      try (MailNotifier impatient = impatient()) {
        impatient.deliver(MESSAGE);
        server.answer("MAIL", ScriptedSmtpServer.SAY_NOTHING);
        assertThat(impatient.deliver(MESSAGE)).isInstanceOf(Delivery.Transient.class);
      }
      assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    @DisplayName("B1: a delivery that the dispatcher has given up is not begun")
    void areNotUsedWhenInterrupted() {
      notifier.deliver(MESSAGE);
      Thread.currentThread().interrupt();
      try {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Transient("interrupted"));
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    @DisplayName("B1: a delivery that is given up while it connects is not sent")
    void areNotUsedWhenInterruptedMeanwhile() {
      Thread worker = Thread.currentThread();
      server.before("CONNECT", worker::interrupt);
      try {
        assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Transient("interrupted"));
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      assertThat(server.accepted()).isZero();
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      assertThat(server.connections()).as("the connection was kept").isEqualTo(1);
    }

    @Test
    @DisplayName("A server that closes after some messages (421) does not delay the next one")
    void mayBeClosedByTheServer() {
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      server.answer("MAIL", "421 4.7.0 enough");
      assertThat(notifier.deliver(MESSAGE))
          .as("a new connection is tried, and refused likewise")
          .isEqualTo(new Delivery.Transient("SMTP 421 4.7.0 at MAIL FROM"));
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
      notifier.deliver(MESSAGE);
      notifier.close();
      assertThat(server.goodbyes()).isEqualTo(1);
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      assertThat(server.goodbyes()).isEqualTo(2);
      notifier.deliver(MESSAGE);
      assertThat(server.connections()).isEqualTo(3);
      assertThat(server.goodbyes()).isEqualTo(3);
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
    @DisplayName(
        "A transport that the application has set is used, and keeps its bad addresses apart")
    void keepTheirTransport() throws Exception {
      Session given = Session.getInstance(new Properties());
      given.setProvider(RefusingTransport.PROVIDER);
      try (MailNotifier refusing =
          MailNotifier.builder(given).from("conferencing@example.org").build()) {
        assertThat(refusing.deliver(MESSAGE))
            .isEqualTo(new Delivery.Permanent("address not understood by the mail system"));
      }
    }

    @Test
    @DisplayName("A session for whose protocol there is no transport is refused at once")
    void wantATransport() {
      Properties properties = new Properties();
      properties.put("mail.transport.protocol", "pigeon");
      assertThatThrownBy(() -> notifier(properties))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("such as Angus Mail");
    }

    @Test
    @DisplayName("Time-outs and other properties of the application are kept, defaults included")
    void keepTheirOwn() {
      Properties defaults = new Properties();
      defaults.put("mail.smtp.host", "mail.example.org");
      Properties properties = new Properties(defaults);
      properties.put("mail.smtp.timeout", "5000");
      Object socketFactory = new Object(); // some properties are objects
      properties.put("mail.smtp.ssl.socketFactory", socketFactory);
      Session bounded = BoundedSession.like(Session.getInstance(properties));
      assertThat(bounded.getProperty("mail.smtp.timeout")).isEqualTo("5000");
      assertThat(bounded.getProperty("mail.smtp.host")).isEqualTo("mail.example.org");
      assertThat(bounded.getProperties().get("mail.smtp.ssl.socketFactory"))
          .isSameAs(socketFactory);
    }

    @Test
    @DisplayName("What the application wants to see of the conversation, it sees")
    void keepTheirDebugging() {
      ByteArrayOutputStream seen = new ByteArrayOutputStream();
      Session session = Session.getInstance(MailServerTest.at(server.port()));
      session.setDebugOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
      session.setDebug(true);
      seen.reset();
      try (MailNotifier debugged =
          MailNotifier.builder(session).from("conferencing@example.org").build()) {
        assertThat(seen.toString(StandardCharsets.UTF_8)).as("the switch").contains("setDebug");
        debugged.deliver(MESSAGE);
      }
      assertThat(seen.toString(StandardCharsets.UTF_8)).contains("MAIL FROM");
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
            .isEqualTo(new Delivery.Transient("mail server refused user or password"));
        server.answer("AUTH", "554 5.7.8 this account is blocked");
        assertThat(loggingIn.deliver(MESSAGE))
            .as("no fault of the message, whatever the code")
            .isEqualTo(new Delivery.Transient("mail server refused user or password"));
        server.answer("AUTH", "235 welcome");
        assertThat(loggingIn.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
      }
      assertThat(asked).hasSize(3).containsOnly("smtp at /127.0.0.1");
    }
  }
}
