package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.spi.Delivery;
import org.conferenceid.spi.Notification;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers of a message, as a mail server gets them. */
class MessageHeadersTest extends MailServerTest {
  @ParameterizedTest
  @EnumSource(value = EventKind.class, names = "ID_REVEALED", mode = EnumSource.Mode.EXCLUDE)
  @DisplayName("S7, B8: every message has the headers of an automatic one, and two bodies")
  void hasTheHeadersOfAnAutomaticMessage(EventKind kind) throws Exception {
    MimeMessage message = arrived(Messages.of(kind, Locale.FRENCH));

    assertThat(message.getFrom()).containsExactly(new InternetAddress("conferencing@example.org"));
    assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Conferencing");
    assertThat(message.getAllRecipients())
        .containsExactly(new InternetAddress("amelie@example.org"));
    assertThat(((InternetAddress) message.getAllRecipients()[0]).getPersonal())
        .isEqualTo("Amélie Durand");
    assertThat(message.getMessageID()).isEqualTo("<" + Messages.KEY + "@example.org>");
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getHeader("X-Auto-Response-Suppress"))
        .as("all of [MS-OXCMAIL] 2.1.3.2.20 but NDR: a wrong address is reported")
        .containsExactly("DR, RN, NRN, OOF, AutoReply");
    assertThat(message.getContentLanguage()).containsExactly("fr");
    assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
    assertThat(message.getContentType()).startsWith("multipart/alternative");
    MimeMultipart bodies = (MimeMultipart) message.getContent();
    assertThat(bodies.getCount()).isEqualTo(2);
    assertThat(bodies.getBodyPart(0).getContentType())
        .isEqualToIgnoringCase("text/plain; charset=UTF-8");
    assertThat(bodies.getBodyPart(1).getContentType())
        .isEqualToIgnoringCase("text/html; charset=UTF-8");
    assertThat(message.getSubject()).doesNotContain("483");
  }

  @Test
  @DisplayName("B1: each attempt has the same Message-ID, so that a mailbox can drop a repeat")
  void hasOneMessageId() throws Exception {
    String first = arrived(Messages.of(EventKind.RESET, Locale.ENGLISH)).getMessageID();
    String second = arrived(Messages.of(EventKind.RESET, Locale.ENGLISH)).getMessageID();
    assertThat(second).isEqualTo(first);
  }

  @Test
  @DisplayName("S7: an internationalized domain is written in its ASCII form")
  void writesToInternationalDomains() throws Exception {
    MimeMessage message =
        arrived(
            Messages.to(
                "amelie@bücher.example", EventKind.RESET, "A", Locale.ENGLISH, Messages.BRIDGE));
    assertThat(message.getAllRecipients())
        .containsExactly(new InternetAddress("amelie@xn--bcher-kva.example"));
  }

  @Test
  @DisplayName("B8: a sender's name with accents is encoded (RFC 2047), in plain ASCII on the wire")
  void encodesTheSendersName() throws Exception {
    try (MailNotifier notifier =
        builder()
            .from("Conférences audio <conf@bücher.example>")
            .replyTo("\"Aide, à la demande\" <help@example.org>")
            .build()) {
      notifier.deliver(Messages.of(EventKind.RESET, Locale.FRENCH));
    }
    MimeMessage message = SERVER.getReceivedMessages()[0];
    assertThat(message.getHeader("From", null)).isASCII();
    assertThat(message.getHeader("Reply-To", null)).isASCII();
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo("Conférences audio");
    assertThat(from.getAddress()).isEqualTo("conf@xn--bcher-kva.example");
    assertThat(((InternetAddress) message.getReplyTo()[0]).getPersonal())
        .isEqualTo("Aide, à la demande");
    assertThat(message.getMessageID()).endsWith("@xn--bcher-kva.example>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "x é", "会", "😀", "xxxxxxxxxxxé "})
  @DisplayName("B8: a line of a header that is encoded has 76 characters at most (RFC 2047, 2)")
  void foldsEncodedHeaders(String unit) throws Exception {
    for (int length = 1; length <= 60; length++) {
      String text = unit.repeat(length).strip();
      InternetAddress from = new InternetAddress("conferencing@example.org", text, "UTF-8");
      OutgoingMail mail =
          new OutgoingMail(
              jakarta.mail.Session.getInstance(at(1)),
              new OutgoingMail.Sender(from, List.of(from), Map.of()),
              Messages.of(EventKind.RESET, text, Locale.ENGLISH, Messages.BRIDGE),
              new RenderedMessage(Locale.ENGLISH, text, "t", "h"),
              Optional.empty(),
              NOW);
      ByteArrayOutputStream wire = new ByteArrayOutputStream();
      mail.writeTo(wire);
      String head = wire.toString(StandardCharsets.US_ASCII).split("\r\n\r\n", 2)[0];
      assertThat(head.split("\r\n", -1))
          .allMatch(line -> line.length() <= 76)
          .noneMatch(String::isBlank);
      MimeMessage read = new MimeMessage(null, new ByteArrayInputStream(wire.toByteArray()));
      assertThat(read.getSubject()).isEqualTo(text);
      assertThat(((InternetAddress) read.getAllRecipients()[0]).getPersonal())
          .isEqualTo(HeaderText.of(text));
    }
  }

  @Test
  @DisplayName("B1: the Message-ID stays when the transport saves the message again (8BITMIME)")
  void keepsTheMessageIdWhenSavedAgain() throws Exception {
    OutgoingMail mail =
        new OutgoingMail(
            jakarta.mail.Session.getInstance(at(1)),
            new OutgoingMail.Sender(
                new InternetAddress("conferencing@example.org"), List.of(), Map.of()),
            Messages.of(EventKind.RESET, Locale.FRENCH),
            new RenderedMessage(Locale.FRENCH, "s", "t", "h"),
            Optional.empty(),
            NOW);
    mail.saveChanges();
    assertThat(mail.getMessageID()).isEqualTo("<" + Messages.KEY + "@example.org>");
  }

  @Test
  @DisplayName("B8: a message key that would break the Message-ID is refused")
  void refusesBadMessageKeys() {
    assertThatThrownBy(
            () -> Notification.builder("a>\r\nBcc: b", EventKind.RESET, UserId.of("amelie")))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("Answers go where the application says")
  void tellsWhereAnswersGo() throws Exception {
    try (MailNotifier notifier = builder().replyTo("Help <help@example.org>").build()) {
      assertThat(notifier.deliver(Messages.of(EventKind.RESET, Locale.ENGLISH)))
          .isEqualTo(new Delivery.Accepted());
    }
    assertThat(SERVER.getReceivedMessages()[0].getReplyTo())
        .containsExactly(new InternetAddress("help@example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "nobody", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org",
        "Eve\r\nX: 1 <a@example.org>", "a@@example.org", "group: a@example.org;", "<>"
      })
  @DisplayName("S7: a sender that is not one address, or would break a header, is refused at once")
  void refusesBadSenders(String sender) {
    assertThatThrownBy(() -> builder().from(sender)).isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder().replyTo(sender)).isInstanceOf(InvalidValueException.class);
  }

  @Test
  void asksForTheSender() {
    assertThatThrownBy(() -> MailNotifier.builder(jakarta.mail.Session.getInstance(at(1))).build())
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("sender must be given to the builder");
  }
}
