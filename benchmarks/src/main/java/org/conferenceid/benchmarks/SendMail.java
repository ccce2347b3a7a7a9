package org.conferenceid.benchmarks;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.conferenceid.ConferenceId;
import org.conferenceid.EventKind;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.mail.RenderedMessage;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;

/** Sending mails through a real mail server. */
final class SendMail implements Benchmark {
  static final String FROM = "conferencing@example.org";

  private static final String BARE = "a bare Transport, the bytes ready";
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String title() {
    return "Sending mails";
  }

  @Override
  public String about() {
    return """
    `MailNotifier.deliver` through Postfix on this machine, over TLS: each message is rendered in the reader's language, built and sent, by each
    thread over a connection that is kept. The bare Transport sends the same bytes again and again over connections that are kept, too.\
    """;
  }

  @Override
  public String limits() {
    return """
    the server, which shares both processors with the client, writes each message to the disk before it takes it, and hands it on; the answers of
    the protocol are waited for one by one. The difference is the making of each message, of which rendering is 2 to 4 ms: at so few a second the
    code never gets hot.\
    """;
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    if (PostfixServer.isInstalled()) {
      try (PostfixServer server = new PostfixServer()) {
        compare(encrypted(server.port()), scale, table);
      }
    } else {
      table.note(
          "Postfix is not installed here, or this is not root: these figures are of a sink without"
              + " TLS in the same process, which accepts at once.");
      try (MailSink sink = new MailSink()) {
        compare(session(sink.port()), scale, table);
      }
    }
  }

  private static void compare(Session session, Scale scale, ResultTable table) throws Exception {
    for (int connections : new int[] {1, 4}) {
      String condition = connections + (connections == 1 ? " connection" : " connections");
      try (MailNotifier notifier = MailNotifier.builder(session).from(FROM).build()) {
        byte[] bytes = bytes(session, notifier.preview(notification(0)));
        Map<String, ResultTable.LoadMeasurement> contenders = new LinkedHashMap<>();
        contenders.put(
            ResultTable.OWN,
            () ->
                LoadGenerator.load(connections, scale, () -> random -> deliver(notifier, random)));
        contenders.put(
            BARE, () -> LoadGenerator.load(connections, scale, () -> new Bare(session, bytes)));
        table.takeTurns(scale.rounds(), condition, contenders);
      }
      table.atLeastAsFast(0.9, ResultTable.OWN, BARE, condition, ResultTable.PER_SECOND);
    }
  }

  static Session session(int port) {
    return Session.getInstance(properties(port));
  }

  /** The server's certificate is its own, and nobody is between us and it. */
  private static Session encrypted(int port) {
    Properties properties = properties(port);
    properties.put("mail.smtp.starttls.enable", "true");
    properties.put("mail.smtp.starttls.required", "true");
    properties.put("mail.smtp.ssl.trust", "*");
    properties.put("mail.smtp.ssl.checkserveridentity", "false");
    return Session.getInstance(properties);
  }

  private static Properties properties(int port) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(port));
    return properties;
  }

  private static void deliver(MailNotifier notifier, SplittableRandom random) {
    Delivery delivery = notifier.deliver(notification(random.nextLong()));
    if (!(delivery instanceof Delivery.Accepted)) {
      throw new IllegalStateException(delivery.toString());
    }
  }

  private static Notification notification(long number) {
    return Notification.builder(
            String.format(Locale.ROOT, "%032x", number), EventKind.RESET, Conferencing.user(1))
        .recipient(Conferencing.RECIPIENT)
        .id(ConferenceId.parse("4839201"))
        .bridge(Conferencing.BRIDGE)
        .at(Instant.EPOCH)
        .build();
  }

  /** A message of the same texts. */
  private static byte[] bytes(Session session, RenderedMessage rendered)
      throws MessagingException, IOException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(FROM));
    message.setRecipient(
        Message.RecipientType.TO, new InternetAddress(Conferencing.RECIPIENT.address().value()));
    message.setSubject(rendered.subject(), UTF_8);
    message.setSentDate(Date.from(Instant.now()));
    MimeBodyPart text = new MimeBodyPart();
    text.setText(rendered.text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(rendered.html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.saveChanges();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    message.writeTo(out);
    return out.toByteArray();
  }

  /** One connection for all messages of a thread. */
  private static final class Bare implements LoadGenerator.Work {
    private final MimeMessage message;
    private final Transport transport;

    Bare(Session session, byte[] bytes) throws MessagingException {
      this.message = new MimeMessage(session, new ByteArrayInputStream(bytes));
      this.transport = session.getTransport();
      transport.connect();
    }

    @Override
    public void once(SplittableRandom random) throws MessagingException {
      transport.sendMessage(message, message.getAllRecipients());
    }

    @Override
    public void end() throws MessagingException {
      transport.close();
    }
  }
}
