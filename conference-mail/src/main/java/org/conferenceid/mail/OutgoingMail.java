package org.conferenceid.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.conferenceid.spi.Notification;

/**
 * A message as it goes over the wire. It has the same {@code Message-ID} at each attempt, and knows
 * whether a server has begun to take its content.
 */
final class OutgoingMail extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final String messageId;
  private boolean contentTaken;

  OutgoingMail(
      Session session,
      Sender sender,
      Notification notification,
      RenderedMessage rendered,
      Instant now)
      throws MessagingException {
    super(session);
    this.messageId = "<" + notification.messageKey() + "@" + sender.domain() + ">";
    setFrom(sender.from());
    if (!sender.replyTo().isEmpty()) {
      setReplyTo(sender.replyTo().toArray(InternetAddress[]::new));
    }
    setRecipient(Message.RecipientType.TO, recipient(notification));
    setSubject(rendered.subject(), UTF_8);
    setSentDate(Date.from(now));
    setContentLanguage(new String[] {rendered.language().toLanguageTag()});
    setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's out-of-office answers it
    setHeader("X-Auto-Response-Suppress", "All"); // the same for Exchange
    setContent(
        new MimeMultipart(
            "alternative", part(rendered.text(), "plain"), part(rendered.html(), "html")));
    saveChanges();
  }

  /** Who a message comes from. */
  record Sender(InternetAddress from, List<InternetAddress> replyTo) {

    /** Of the address, for {@code Message-ID}. */
    String domain() {
      String address = from.getAddress();
      return address.substring(address.indexOf('@') + 1);
    }
  }

  private static InternetAddress recipient(Notification notification) throws MessagingException {
    InternetAddress address = new InternetAddress(notification.recipient().address().value(), true);
    String name = OneLine.of(notification.recipient().name());
    if (!name.isEmpty()) {
      try {
        address.setPersonal(name, UTF_8);
      } catch (UnsupportedEncodingException e) {
        throw new IllegalStateException("every Java platform has UTF-8", e);
      }
    }
    return address;
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, UTF_8, subtype);
    return part;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  @Override
  public void writeTo(OutputStream out, String[] ignoredHeaders)
      throws IOException, MessagingException {
    contentTaken = true;
    super.writeTo(out, ignoredHeaders);
  }

  /** Whether a server has asked for the content: from then on it may have taken the message. */
  boolean contentTaken() {
    return contentTaken;
  }
}
