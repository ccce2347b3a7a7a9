package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.IntStream;
import org.conferenceid.EventKind;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of a message, told by a mail server that does what the test says. */
class DeliveryTest {
  private static final Notification MESSAGE = Messages.of(EventKind.RESET, Locale.ENGLISH);

  private ScriptedSmtpServer server;
  private MailNotifier notifier;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtpServer();
    notifier = notifier(at(server.port()));
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

  /** A server that closes what it is told to close, so that the tests can count. */
  private static Properties at(int port) {
    Properties properties = MailServerTest.at(port);
    properties.put("mail.smtp.quitwait", "true");
    return properties;
  }

  @Nested
  class BrokenConnections {

    @Test
    @DisplayName("B1: a server that never answers is given up after the time-out")
    void areOursWhenSilent() {
      server.answer("CONNECT", ScriptedSmtpServer.SAY_NOTHING);
      Properties impatient = at(server.port());
      impatient.put("mail.smtp.timeout", "100");
      try (MailNotifier soon = notifier(impatient)) {
        assertThat(soon.deliver(MESSAGE))
            .isEqualTo(new Delivery.Unavailable("mail server did not answer in time"));
      }
    }

    @Test
    @DisplayName("B1: a server that is away is tried again later")
    void areOursWhenRefused() throws IOException {
      int port;
      try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = nobody.getLocalPort();
      }
      try (MailNotifier away = notifier(at(port))) {
        assertThat(away.deliver(MESSAGE))
            .isEqualTo(new Delivery.Unavailable("no connection to the mail server"));
      }
    }

    @Test
    @DisplayName("B1: a server with which no encryption can be agreed on is tried again later")
    void areOursWhenNotSecure() {
      Properties properties = new Properties();
      properties.put("mail.transport.protocol", "smtps");
      properties.put("mail.smtps.host", "127.0.0.1");
      properties.put("mail.smtps.port", Integer.toString(server.port()));
      try (MailNotifier secure = notifier(properties)) {
        assertThat(secure.deliver(MESSAGE))
            .isEqualTo(new Delivery.Unavailable("no secure connection to the mail server"));
      }
    }

    @Test
    @DisplayName("B1: an unknown mail server is tried again later")
    void areOursWhenUnknown() {
      Properties properties = at(25);
      properties.put("mail.smtp.host", "mail.invalid");
      try (MailNotifier lost = notifier(properties)) {
        assertThat(lost.deliver(MESSAGE))
            .isEqualTo(new Delivery.Unavailable("mail server's name is not known"));
      }
    }
  }

  @Nested
  class KeptConnections {

    @Test
    @DisplayName("B1: after a refusal the next message is delivered")
    void areClosedAfterARefusal() {
      server.answer("RCPT", "550 5.1.1 no");
      notifier.deliver(MESSAGE);
      assertThat(server.goodbyes()).as("connections closed").isEqualTo(1);
      server.answer("RCPT", "250 ok");
      assertThat(notifier.deliver(MESSAGE)).isEqualTo(new Delivery.Accepted());
    }

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
      Properties impatient = at(server.port());
      impatient.put("mail.smtp.socketFactory", ScriptedSmtpServer.sockets());
      try (MailNotifier soon = notifier(impatient)) {
        soon.deliver(MESSAGE);
        server.answer("MAIL", ScriptedSmtpServer.SAY_NOTHING);
        assertThat(soon.deliver(MESSAGE)).isInstanceOf(Delivery.Unavailable.class);
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
          .isEqualTo(new Delivery.Unavailable("SMTP 421 4.7.0 at MAIL FROM"));
      assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName(
        "B1: once the server has seen the content, a message is not sent twice in one attempt")
    void areNotRepeatedBlindly() {
      notifier.deliver(MESSAGE);
      server.answer("END", ScriptedSmtpServer.HANG_UP);
      assertThat(notifier.deliver(MESSAGE)).isInstanceOf(Delivery.Unconfirmed.class);
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
          delivered.add(outcome.get());
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
}
