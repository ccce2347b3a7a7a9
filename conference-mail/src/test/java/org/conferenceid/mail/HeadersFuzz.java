package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.spi.Delivery;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whatever stands in names, addresses and the subject, a message has the headers that it should
 * have, each once, and they say what was given. An input is six texts in UTF-8 with a NUL between
 * them: the recipient's name, the sender, the sender's name, the reply-to address, the subject, and
 * the support contact. What a setting refuses is left out.
 */
class HeadersFuzz {
  private static final List<String> HEADERS =
      List.of(
          "Auto-Submitted",
          "Content-Language",
          "Content-Type",
          "Date",
          "From",
          "MIME-Version",
          "Message-ID",
          "Subject",
          "To",
          "X-Auto-Response-Suppress");

  private static final List<byte[]> SENT = new ArrayList<>();
  private static Session session;

  @BeforeAll
  static void openSession() throws MessagingException {
    session = KeepingTransport.into(SENT);
  }

  @FuzzTest(maxDuration = "1m")
  void headers(byte[] input) throws MessagingException {
    String[] texts = new String(input, StandardCharsets.UTF_8).split("\0", 6);
    MessageDesign.Builder design = MessageDesign.builder();
    MailNotifier.Builder builder = MailNotifier.builder(session).from("conferencing@example.org");
    String name = at(0, texts);
    boolean ownSender = taken(() -> builder.from(at(1, texts)));
    boolean ownName = taken(() -> builder.senderName(Locale.ENGLISH, at(2, texts)));
    boolean replyTo = taken(() -> builder.replyTo(at(3, texts)));
    boolean ownSubject = taken(() -> design.text(Locale.ENGLISH, "RESET.subject", at(4, texts)));
    taken(() -> design.support(at(5, texts)));

    SENT.clear();
    try (MailNotifier notifier = builder.design(design.build()).build()) {
      assertThat(
              notifier.deliver(Messages.of(EventKind.RESET, name, Locale.ENGLISH, Messages.BRIDGE)))
          .isEqualTo(new Delivery.Accepted());
    }
    String wire = new String(SENT.get(0), StandardCharsets.ISO_8859_1);
    assertWellFormed(wire.substring(0, wire.indexOf("\r\n\r\n") + 2), replyTo);

    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(SENT.get(0)));
    assertThat(message.getAllRecipients()).hasSize(1);
    InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
    assertThat(to.getAddress()).isEqualTo("amelie@example.org");
    assertThat(to.getPersonal() == null ? "" : to.getPersonal())
        .isEqualTo(literal(HeaderText.of(name)));

    assertThat(message.getFrom()).hasSize(1);
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    if (!ownSender) {
      assertThat(from.getAddress()).isEqualTo("conferencing@example.org");
    }
    assertThat(from.getPersonal() == null ? "" : from.getPersonal()).doesNotContain("\r", "\n");
    if (ownName) {
      assertThat(from.getPersonal()).isEqualTo(literal(at(2, texts).strip()));
    }
    assertThat(message.getReplyTo()).hasSize(1);
    // The space after the colon is part of every header, so that none before a value can be told.
    assertThat(message.getSubject().stripLeading())
        .isEqualTo(
            ownSubject ? literal(at(4, texts)).stripLeading() : "Your conference ID has changed");
  }

  /** As it is, but for what a mail program would decode. */
  private static String literal(String text) {
    return text.replace("=?", "= ?");
  }

  private static void assertWellFormed(String head, boolean replyTo) {
    assertThat(head.replace("\r\n", "")).matches("[\t -~]*");
    assertThat(head.split("\r\n")).allMatch(line -> line.length() <= 998);
    List<String> expected = new ArrayList<>(HEADERS);
    if (replyTo) {
      expected.add("Reply-To");
    }
    assertThat(head.replaceAll("\r\n[ \t]", " ").split("\r\n"))
        .extracting(line -> line.substring(0, line.indexOf(':')))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String at(int index, String[] texts) {
    return index < texts.length ? texts[index] : "";
  }

  /** Whether a setting is taken; one that is not must say so in the documented way. */
  private static boolean taken(Supplier<?> setting) {
    try {
      assertThat(setting.get()).isNotNull();
      return true;
    } catch (InvalidValueException refused) {
      return false;
    }
  }
}
