package org.conferenceid.benchmarks;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import org.conferenceid.ConferenceId;
import org.conferenceid.EmailAddress;
import org.conferenceid.EventKind;
import org.conferenceid.Recipient;
import org.conferenceid.mail.MailNotifier;
import org.conferenceid.mail.RenderedMessage;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Sending mails to a server that costs nothing. */
final class SendMail implements Benchmark {
  private static final String BARE = "Jakarta Mail's Transport, kept open";
  private static final String SPRING = "Spring's JavaMailSenderImpl, 50 at once";
  private static final String SPRING_ONE = "Spring's JavaMailSenderImpl, one by one";
  private static final String SIMPLE = "Simple Java Mail, one by one";
  private static final String FROM = "conferencing@example.org";
  private static final String TO = "user@example.org";
  private static final int BATCH = 50;
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  @Override
  public String name() {
    return "smtp";
  }

  @Override
  public String title() {
    return "Sending mails over SMTP";
  }

  @Override
  public String about() {
    return """
    `MailNotifier.deliver`: the message is rendered in the reader's language, built and sent, each thread over a connection
    that is kept. The server is a sink on loopback that accepts at once. All others build a message of the same two texts,
    which they need not render. Spring keeps its connection only within one call, so it also gets 50 messages at once; Simple
    Java Mail connects for each, as it does without its add-on for batches.""";
  }

  @Override
  public String limits() {
    return """
    the protocol's answers, which are waited for one by one. The message is built as bytes at once, which is why it is quicker than
    the general way.""";
  }

  @Override
  public void run(Scale scale, ResultTable table) throws Exception {
    table.baseline(BARE);
    try (MailSink sink = new MailSink()) {
      for (int connections : new int[] {1, 4}) {
        String condition = connections + (connections == 1 ? " connection" : " connections");
        Session session = session(sink);
        try (MailNotifier notifier = MailNotifier.builder(session).from(FROM).build()) {
          RenderedMessage rendered = notifier.preview(notification(0));
          Map<String, LoadGenerator.Maker> makers = new LinkedHashMap<>();
          makers.put(ResultTable.OWN, () -> random -> deliver(notifier, random));
          makers.put(BARE, () -> new Bare(session, rendered));
          makers.put(SPRING, () -> spring(sink, rendered, BATCH));
          makers.put(SPRING_ONE, () -> spring(sink, rendered, 1));
          Mailer mailer = simpleJavaMail(sink);
          makers.put(SIMPLE, () -> random -> mailer.sendMail(email(rendered)).join());
          Map<String, ResultTable.Measurement> contenders = new LinkedHashMap<>();
          makers.forEach(
              (name, maker) ->
                  contenders.put(name, () -> mailsPerSecond(sink, connections, scale, maker)));
          table.takeTurns(scale.rounds(), condition, ResultTable.PER_SECOND, contenders);
        }
        table.atLeastAsFast(0.9, ResultTable.OWN, BARE, condition, ResultTable.PER_SECOND);
      }
    }
  }

  /** Counted by the server. */
  private static double mailsPerSecond(
      MailSink sink, int connections, Scale scale, LoadGenerator.Maker maker) throws Exception {
    LoadGenerator.perSecond(connections, scale.warmUp(), maker);
    long before = sink.accepted();
    long start = System.nanoTime();
    LoadGenerator.perSecond(connections, scale.time(), maker);
    return (sink.accepted() - before) * 1e9 / (System.nanoTime() - start);
  }

  private static Session session(MailSink sink) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", "" + sink.port());
    return Session.getInstance(properties);
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
        .recipient(new Recipient(EmailAddress.parse(TO), "A. User", Locale.ENGLISH))
        .id(ConferenceId.parse("4839201"))
        .bridge(Conferencing.BRIDGE)
        .at(Instant.EPOCH)
        .build();
  }

  private static MimeMessage message(Session session, RenderedMessage rendered)
      throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(FROM));
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(TO));
    message.setSubject(rendered.subject(), UTF_8);
    message.setSentDate(Date.from(Instant.now()));
    MimeBodyPart text = new MimeBodyPart();
    text.setText(rendered.text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(rendered.html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    return message;
  }

  /** One connection for all messages of a thread. */
  private static final class Bare implements LoadGenerator.Work {
    private final Session session;
    private final RenderedMessage rendered;
    private final Transport transport;

    Bare(Session session, RenderedMessage rendered) throws MessagingException {
      this.session = session;
      this.rendered = rendered;
      this.transport = session.getTransport();
      transport.connect();
    }

    @Override
    public void once(SplittableRandom random) throws MessagingException {
      MimeMessage message = message(session, rendered);
      message.saveChanges();
      transport.sendMessage(message, message.getAllRecipients());
    }

    @Override
    public void end() throws MessagingException {
      transport.close();
    }
  }

  private static LoadGenerator.Work spring(MailSink sink, RenderedMessage rendered, int atOnce) {
    JavaMailSenderImpl sender = new JavaMailSenderImpl();
    sender.setSession(session(sink));
    return random -> {
      MimeMessage[] messages = new MimeMessage[atOnce];
      for (int i = 0; i < atOnce; i++) {
        messages[i] = message(sender.getSession(), rendered);
      }
      sender.send(messages);
    };
  }

  private static Mailer simpleJavaMail(MailSink sink) {
    return MailerBuilder.withSMTPServer("localhost", sink.port())
        .withTransportStrategy(TransportStrategy.SMTP)
        .withProperty("mail.smtp.starttls.enable", "false")
        .buildMailer();
  }

  private static Email email(RenderedMessage rendered) {
    return EmailBuilder.startingBlank()
        .from(FROM)
        .to(TO)
        .withSubject(rendered.subject())
        .withPlainText(rendered.text())
        .withHTMLText(rendered.html())
        .buildEmail();
  }
}
