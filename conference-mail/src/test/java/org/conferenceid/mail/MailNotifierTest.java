package org.conferenceid.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.spi.Notifier;
import org.conferenceid.testkit.NotifierContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

/** The contract over a real mail server. That it refuses for good is in {@link DeliveryTest}. */
@DisplayName("NotifierContract by mail")
class MailNotifierTest extends NotifierContract {
  private GreenMail server = serverAt(0);
  private MailNotifier notifier = notifier();

  private static GreenMail serverAt(int port) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    return server;
  }

  private MailNotifier notifier() {
    int port = server.getSmtp().getPort();
    return MailNotifier.builder(Session.getInstance(MailServerTest.at(port)))
        .from("Conferencing <conferencing@example.org>")
        .build();
  }

  @AfterEach
  void stop() {
    notifier.close();
    server.stop();
  }

  @Override
  protected Notifier createNotifier() {
    return notifier;
  }

  @Override
  protected List<Arrival> arrivals() {
    return Stream.of(server.getReceivedMessages()).map(MailNotifierTest::arrival).toList();
  }

  private static Arrival arrival(MimeMessage message) {
    try {
      return new Arrival(
          Arrays.stream(message.getAllRecipients()).map(MailNotifierTest::address).toList(),
          message.getMessageID(),
          message.getSubject() + MailServerTest.text(message) + MailServerTest.html(message));
    } catch (Exception e) {
      throw new IllegalStateException("a message that cannot be read", e);
    }
  }

  private static String address(Address recipient) {
    return ((InternetAddress) recipient).getAddress();
  }

  @Override
  protected void withoutNextHop(Runnable work) {
    int port = server.getSmtp().getPort();
    server.stop();
    work.run();
    server = serverAt(port);
  }
}
