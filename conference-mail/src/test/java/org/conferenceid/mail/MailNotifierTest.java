package org.conferenceid.mail;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.conferenceid.EmailAddress;
import org.conferenceid.spi.Notifier;
import org.conferenceid.tck.NotifierContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** The contract over SMTP. */
@DisplayName("NotifierContract by mail")
class MailNotifierTest extends NotifierContract {
  private static final EmailAddress NOBODY = EmailAddress.parse("nobody@example.org");
  private static final EmailAddress FULL = EmailAddress.parse("full@example.org");

  private ScriptedSmtpServer server = serverAt(0);
  private MailNotifier notifier = notifier();

  private static ScriptedSmtpServer serverAt(int port) {
    try {
      return new ScriptedSmtpServer(port)
          .answer("RCPT TO:<" + NOBODY.value() + ">", "550 5.1.1 <nobody@example.org> unknown")
          .answer("RCPT TO:<" + FULL.value() + ">", "452 4.2.2 <full@example.org> is full");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MailNotifier notifier() {
    Properties properties = MailServerTest.at(server.port());
    properties.put("mail.smtp.socketFactory", ScriptedSmtpServer.sockets());
    return MailNotifier.builder(Session.getInstance(properties))
        .from("Conferencing <conferencing@example.org>")
        .build();
  }

  @AfterEach
  void stop() throws IOException {
    notifier.close();
    server.close();
  }

  @Override
  protected Notifier createNotifier() {
    return notifier;
  }

  @Override
  protected List<Arrival> arrivals() {
    return server.taken().stream().map(MailNotifierTest::arrival).toList();
  }

  private static Arrival arrival(ScriptedSmtpServer.Taken taken) {
    byte[] content = taken.content().getBytes(StandardCharsets.UTF_8);
    try {
      MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(content));
      return new Arrival(
          taken.recipients(),
          message.getMessageID(),
          message.getSubject() + MailServerTest.text(message) + MailServerTest.html(message));
    } catch (Exception e) {
      throw new IllegalStateException("a message that cannot be read", e);
    }
  }

  @Override
  protected void withoutNextHop(Runnable work) {
    int port = server.port();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    work.run();
    server = serverAt(port);
  }

  @Override
  protected EmailAddress refusedAddress() {
    return NOBODY;
  }

  @Override
  protected EmailAddress busyAddress() {
    return FULL;
  }

  @Override
  protected void whileRefused(Runnable work) {
    during("RCPT", "554 5.7.1 <amelie.durand@example.org>: Relay access denied", work);
  }

  @Override
  protected void withoutAnswer(Runnable work) {
    during("END", ScriptedSmtpServer.SAY_NOTHING, work);
  }

  @Override
  protected void whileTaking(Runnable meanwhile, Runnable work) {
    server.before("END", meanwhile);
    work.run();
    server.before("END", () -> {});
  }

  @Override
  protected List<Locale> languages() {
    return List.of(Locale.FRENCH, Locale.JAPANESE);
  }

  private void during(String command, String answer, Runnable work) {
    server.answer(command, answer);
    work.run();
    server.recover();
  }
}
