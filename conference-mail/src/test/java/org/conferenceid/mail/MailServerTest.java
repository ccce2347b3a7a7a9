package org.conferenceid.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.BeforeEach;

/** A test with a real mail server in the process. */
abstract class MailServerTest {
  static final Instant NOW = Instant.parse("2019-05-22T11:00:00Z");

  /** One for all tests: it ends with their JVM. */
  static final GreenMail SERVER = started();

  private static GreenMail started() {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    // Its start takes what it takes, where two seconds are usual.
    setup.setServerStartupTimeout(Duration.ofMinutes(10).toMillis());
    GreenMail server = new GreenMail(setup);
    server.start();
    return server;
  }

  @BeforeEach
  void emptyMailboxes() throws FolderException {
    SERVER.purgeEmailFromAllMailboxes();
  }

  static Properties at(int port) {
    Properties properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(port));
    return properties;
  }

  static MailNotifier.Builder builder() {
    return MailNotifier.builder(Session.getInstance(at(SERVER.getSmtp().getPort())))
        .from("Conferencing <conferencing@example.org>")
        .clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Sends a message and reads it back from the server. */
  MimeMessage arrived(Notification notification) {
    try (MailNotifier notifier = builder().build()) {
      return arrived(notification, notifier);
    }
  }

  static MimeMessage arrived(Notification notification, MailNotifier notifier) {
    notifier.deliver(notification);
    MimeMessage[] messages = SERVER.getReceivedMessages();
    return messages[messages.length - 1];
  }

  static String text(MimeMessage message) throws Exception {
    return body(message, 0);
  }

  static String html(MimeMessage message) throws Exception {
    return body(message, 1);
  }

  private static String body(MimeMessage message, int part) throws Exception {
    return ((MimeMultipart) message.getContent())
        .getBodyPart(part)
        .getContent()
        .toString()
        .replace("\r\n", "\n");
  }
}
