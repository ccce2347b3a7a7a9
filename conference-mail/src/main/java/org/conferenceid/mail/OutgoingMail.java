package org.conferenceid.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.spi.Notification;
import org.conferenceid.texts.LocalizedTexts;

/**
 * A message as it goes over the wire. It has the same {@code Message-ID} at each attempt, and knows
 * how much of its content a server was given: a transport writes it once the server has asked.
 */
final class OutgoingMail extends MimeMessage {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  /**
   * For Exchange ([MS-OXCMAIL] 2.1.3.2.20): no delivery and read reports, no out-of-office and
   * other automatic replies. Without {@code NDR}: a non-delivery report tells of a wrong address.
   */
  private static final String SUPPRESSED = "DR, RN, NRN, OOF, AutoReply";

  /** The most characters in a line of a header that has an encoded word (RFC 2047, section 2). */
  private static final int MAX_LINE = 76;

  private static final int SUBJECT = "Subject: ".length();

  private final String messageId;
  private boolean contentBegun;
  private boolean handedOver;

  OutgoingMail(
      Session session,
      Sender sender,
      Notification notification,
      RenderedMessage rendered,
      Optional<Logo> logo,
      Instant now)
      throws MessagingException {
    super(session);
    this.messageId = "<" + notification.messageKey() + "@" + sender.domain() + ">";
    setFrom(sender.in(rendered.language()));
    if (!sender.replyTo().isEmpty()) {
      setReplyTo(sender.replyTo().toArray(InternetAddress[]::new));
    }
    setRecipient(Message.RecipientType.TO, recipient(notification));
    setHeader("Subject", encoded(rendered.subject()));
    setSentDate(Date.from(now));
    setContentLanguage(new String[] {rendered.language().toLanguageTag()});
    setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's out-of-office answers it
    setHeader("X-Auto-Response-Suppress", SUPPRESSED);
    setDataHandler(MessageParts.of(rendered, logo));
    saveChanges();
  }

  /** Whom a message comes from. */
  record Sender(
      InternetAddress from, List<InternetAddress> replyTo, Map<String, String> namesByTag) {

    /** Returns the sender's address, with the name that it has in a language. */
    InternetAddress in(Locale language) {
      InternetAddress sender = (InternetAddress) from.clone();
      LocalizedTexts.nearest(language, namesByTag.keySet())
          .map(nearest -> namesByTag.get(nearest.toLanguageTag()))
          .ifPresent(name -> setName(sender, name));
      return sender;
    }

    /** Returns the domain of the address, for {@code Message-ID}. */
    String domain() {
      String address = from.getAddress();
      return address.substring(address.indexOf('@') + 1);
    }
  }

  private static InternetAddress recipient(Notification notification) throws MessagingException {
    InternetAddress address = new InternetAddress(notification.recipient().address().value(), true);
    String name = HeaderText.of(notification.recipient().name());
    if (!name.isEmpty()) {
      setName(address, name);
    }
    return address;
  }

  private static void setName(InternetAddress address, String name) {
    try {
      address.setPersonal(undecodable(name), UTF_8);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  /** Encodes a subject for its header (RFC 2047), on lines that are not too long. */
  private static String encoded(String subject) {
    try {
      String words = MimeUtility.encodeText(undecodable(subject), UTF_8, null);
      int first = (words + " ").indexOf(' ');
      return words.startsWith("=?") && SUBJECT + first > MAX_LINE
          ? "\r\n " + MimeUtility.fold(1, words)
          : MimeUtility.fold(SUBJECT, words);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }

  /**
   * Breaks up what looks like an encoded word (RFC 2047), so that nothing is decoded. It would go
   * out as it is, and the reader's program would show what it hides, line breaks and all.
   */
  private static String undecodable(String text) {
    return text.replace("=?", "= ?");
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  @Override
  public void writeTo(OutputStream out, String[] ignoredHeaders)
      throws IOException, MessagingException {
    contentBegun = true;
    super.writeTo(out, ignoredHeaders);
    handedOver = true;
  }

  /** Forgets what another server was given, before the next one is given it. */
  void rewind() {
    contentBegun = false;
    handedOver = false;
  }

  /** Returns whether the server has asked for the content. */
  boolean contentBegun() {
    return contentBegun;
  }

  /**
   * Returns whether the server was given the whole content: from then on it may have taken the
   * message.
   */
  boolean handedOver() {
    return handedOver;
  }
}
