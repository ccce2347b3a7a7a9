package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organization's own texts and look. */
class DesignTest extends DesignWorld {
  @Nested
  class Logos {

    @Test
    @DisplayName("B8: a logo travels inside the message, and has words for who does not see it")
    void travelInside() throws Exception {
      try (MailNotifier notifier =
          builder().design(MessageDesign.builder().logo(PNG, "Example & Co.").build()).build()) {
        notifier.deliver(Messages.of(EventKind.RESET, Locale.ENGLISH));
      }
      MimeMultipart bodies = (MimeMultipart) server.getReceivedMessages()[0].getContent();
      MimeMultipart related = (MimeMultipart) bodies.getBodyPart(1).getContent();
      assertThat(related.getContentType()).startsWith("multipart/related");
      assertThat(related.getBodyPart(0).getContent().toString())
          .contains("<img src=\"cid:logo@conferenceid\" alt=\"Example &amp; Co.\"");
      BodyPart image = related.getBodyPart(1);
      assertThat(image.getContentType()).isEqualToIgnoringCase("image/png");
      assertThat(image.getHeader("Content-ID")).containsExactly("<logo@conferenceid>");
      assertThat(image.getInputStream().readAllBytes()).isEqualTo(PNG);
    }

    @ParameterizedTest
    @DisplayName("B8: a logo may be a PNG, a JPEG or a GIF; the message says which it is")
    @CsvSource({
      "89504e470d0a1a0a00,image/png",
      "ffd8ffe000104a4649,image/jpeg",
      "47494638376101,image/gif",
      "47494638396101,image/gif",
    })
    void tellTheirType(String start, String type) throws Exception {
      byte[] image = HexFormat.of().parseHex(start);
      MessageDesign design = MessageDesign.builder().logo(image, "Example").build();
      image[0] = 0; // what the application does with its array later changes nothing
      try (MailNotifier notifier = builder().design(design).build()) {
        notifier.deliver(Messages.of(EventKind.RESET, Locale.ENGLISH));
      }
      MimeMultipart bodies = (MimeMultipart) server.getReceivedMessages()[0].getContent();
      MimeMultipart related = (MimeMultipart) bodies.getBodyPart(1).getContent();
      assertThat(related.getBodyPart(1).getContentType()).isEqualToIgnoringCase(type);
      assertThat(related.getBodyPart(1).getInputStream().readAllBytes())
          .isEqualTo(HexFormat.of().parseHex(start));
    }

    @Test
    @DisplayName("B8: a logo is a picture of reasonable size, and never a script")
    void areChecked() {
      byte[] svg = "<svg onload='x()'/>".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> MessageDesign.builder().logo(svg, "Example"))
          .hasMessage("logo must be a PNG, JPEG or GIF picture");
      assertThatThrownBy(() -> MessageDesign.builder().logo(new byte[100_001], "Example"))
          .hasMessage("logo must have at most 100000 bytes");
      assertThatThrownBy(() -> MessageDesign.builder().logo(PNG, " "))
          .isInstanceOf(InvalidValueException.class);
      MessageDesign.builder().logo(Arrays.copyOf(PNG, 100_000), "Example").build();
    }
  }

  @Test
  @DisplayName("S7: the message says whom to ask")
  void saysWhomToAsk() {
    MessageDesign design =
        MessageDesign.builder().support("Service desk <help@example.org>").build();
    RenderedMessage message = preview(design, EventKind.RESET, Locale.ENGLISH);
    assertThat(message.text())
        .contains("\nAny questions? Please contact Service desk <help@example.org>.\n");
    assertThat(message.html()).contains("Service desk &lt;help@example.org&gt;");
    assertThatThrownBy(() -> MessageDesign.builder().support("a\nb"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> MessageDesign.builder().support(" "))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"ja,電話会議", "pt-PT,Conferências", "fr,Conferencing"})
  @DisplayName("B8: the sender's name is in the reader's language")
  void namesTheSender(String language, String name) throws Exception {
    try (MailNotifier notifier =
        builder()
            .senderName(Locale.JAPANESE, "電話会議")
            .senderName(Locale.forLanguageTag("pt"), "Conferências")
            .build()) {
      notifier.deliver(Messages.of(EventKind.RESET, Locale.forLanguageTag(language)));
    }
    MimeMessage message = server.getReceivedMessages()[0];
    InternetAddress from = (InternetAddress) message.getFrom()[0];
    assertThat(from.getPersonal()).isEqualTo(name);
    assertThat(from.getAddress()).isEqualTo("conferencing@example.org");
    assertThat(message.getHeader("From", null)).isASCII();
    assertThatThrownBy(() -> builder().senderName(Locale.JAPANESE, "a\r\nBcc: b@example.org"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("B8, B11: a preview is what would be sent, and sends nothing")
  void previewsWithoutSending() throws Exception {
    try (MailNotifier notifier = builder().build()) {
      RenderedMessage message =
          notifier.preview(Messages.of(EventKind.RESET, Locale.forLanguageTag("pl")));
      assertThat(server.getReceivedMessages()).isEmpty();
      notifier.deliver(Messages.of(EventKind.RESET, Locale.forLanguageTag("pl")));
      MimeMessage sent = server.getReceivedMessages()[0];
      assertThat(sent.getSubject()).isEqualTo(message.subject());
      assertThat(text(sent)).isEqualTo(message.text());
      assertThat(html(sent)).isEqualTo(message.html());
      assertThat(message.toString()).isEqualTo("RenderedMessage[language=pl]");
    }
  }
}
