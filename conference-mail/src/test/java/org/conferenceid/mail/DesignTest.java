package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.spi.Notification;
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
      MimeMultipart bodies = (MimeMultipart) SERVER.getReceivedMessages()[0].getContent();
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
      MimeMultipart bodies = (MimeMultipart) SERVER.getReceivedMessages()[0].getContent();
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
        .contains("did you not expect this message? Contact: Service desk <help@example.org>\n");
    assertThat(message.html())
        .contains(
            "Service desk &lt;<a href=\"mailto:help@example.org\" style=\"color:#0b57a4\">"
                + "help@example.org</a>&gt;");
    assertThatThrownBy(() -> MessageDesign.builder().support("a\nb"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> MessageDesign.builder().support(" "))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "+49 30 1234567,tel:+49301234567",
    "(+49 30) 1234567,tel:+49301234567",
    "Room 483 9201,",
    "https://example.org/help?a=1&b=2,https://example.org/help?a&#x3D;1&amp;b&#x3D;2",
    "http://example.org/,",
    "Ask <b>us</b>,",
    "desk+100%@example.org,mailto:desk+100%25@example.org",
  })
  @DisplayName("S7: an address, a phone number or a page to ask at is a link, and nothing else is")
  void linksWhomToAsk(String contact, String link) {
    String html =
        preview(
                MessageDesign.builder().support(contact).build(),
                EventKind.DISABLED,
                Locale.ENGLISH)
            .html();
    String asked = html.substring(html.indexOf("Contact: "), html.indexOf("class=\"quiet\""));
    assertThat(asked).doesNotContain("<b>");
    if (link == null) {
      assertThat(asked).doesNotContain("href");
    } else {
      assertThat(asked).contains("<a href=\"" + link + "\"");
    }
  }

  @Test
  @DisplayName("B8: the message says who is speaking, without a logo too")
  void saysWhoIsSpeaking() {
    MessageDesign design = MessageDesign.builder().organization("Example & Co.").build();
    RenderedMessage message = preview(design, EventKind.RESET, Locale.ENGLISH);
    assertThat(message.text()).startsWith("Example & Co.\n\nHello");
    assertThat(message.html()).contains("<strong>Example &amp; Co.</strong>");
    assertThatThrownBy(() -> MessageDesign.builder().organization("a\nb"))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("B10: when and by whom is told only where the organization wants it, why if given")
  void tellsWhenAndByWhom() {
    Notification reset =
        Notification.builder(Messages.of(EventKind.RESET, Locale.GERMANY))
            .actor("ada@example.org")
            .publicReason("Umzug <b>nach</b> Bern")
            .build();
    MessageDesign talkative =
        MessageDesign.builder()
            .tellTime(true)
            .tellActor(true)
            .timeZone(ZoneId.of("Europe/Berlin"))
            .build();
    try (MailNotifier quiet = builder().build();
        MailNotifier telling = builder().design(talkative).build()) {
      assertThat(quiet.preview(reset).text())
          .contains("\nGrund: Umzug <b>nach</b> Bern\n")
          .doesNotContain("ada@", "12:15");
      assertThat(telling.preview(reset).text())
          .contains(
              "\nZeit: 22. Mai 2019, 12:15 (Europe/Berlin)\nDurch: ada@example.org\nGrund: Umzug");
      assertThat(telling.preview(reset).html())
          .contains("Grund: Umzug &lt;b&gt;nach&lt;/b&gt; Bern</p>");
    }
  }

  @Test
  @DisplayName("S10: the day on which an ID stopped working is one of the organization's time zone")
  void tellsTheDayThere() {
    Notification disabled =
        Notification.builder(Messages.of(EventKind.DISABLED, Locale.UK))
            .at(Instant.parse("2019-05-22T23:30:00Z"))
            .build();
    MessageDesign tokyo = MessageDesign.builder().timeZone(ZoneId.of("Asia/Tokyo")).build();
    try (MailNotifier utc = builder().build();
        MailNotifier there = builder().design(tokyo).build()) {
      assertThat(utc.preview(disabled).text()).contains("ends in 17", "since 22 May 2019.");
      assertThat(there.preview(disabled).text()).contains("since 23 May 2019.");
    }
  }

  @Test
  @DisplayName("B5: the line that no PIN is in the message can be left out")
  void leavesOutThePinLine() {
    assertThat(preview(MessageDesign.ofDefaults(), EventKind.RESET, Locale.ENGLISH).text())
        .contains("never contain a PIN");
    MessageDesign design = MessageDesign.builder().tellPin(false).build();
    RenderedMessage message = preview(design, EventKind.RESET, Locale.ENGLISH);
    assertThat(message.text() + message.html()).doesNotContain("PIN");
  }

  @Test
  @DisplayName(
      "S1, B16: the footer to copy is the one of the invitations, in the reader's language")
  void showsTheFooter() {
    InvitationTexts words =
        InvitationTexts.builder().text(Locale.FRENCH, "toll", "au tarif local").build();
    Notification reset = Messages.of(EventKind.RESET, Locale.CANADA_FRENCH);
    Invitation footer =
        Invitation.of(Messages.ID, Messages.BRIDGE, new LibphonenumberFormat(), words);
    try (MailNotifier notifier =
        builder().invitationTexts(words).phoneNumberFormat(new LibphonenumberFormat()).build()) {
      assertThat(notifier.preview(reset).text())
          .contains("(au tarif local)", "\n\n" + footer.asText(Locale.CANADA_FRENCH) + "\n");
      assertThat(notifier.preview(reset).html()).contains(footer.asHtml(Locale.CANADA_FRENCH));
    }
  }

  @Test
  @DisplayName(
      "B15: a reader of another language gets the footer in the message's, own country first")
  void ordersNumbersForTheReader() {
    Bridge bridge =
        Bridge.builder()
            .number(DialInNumber.toll("+33170000000").withCountry("FR"))
            .number(DialInNumber.toll("+4684468000").withCountry("SE"))
            .build();
    try (MailNotifier notifier = builder().defaultLanguage(Locale.FRENCH).build()) {
      String text =
          notifier
              .preview(Messages.of(EventKind.RESET, "", Locale.forLanguageTag("sv-SE"), bridge))
              .text();
      assertThat(text)
          .contains("Rejoindre par téléphone")
          .containsSubsequence("+4684468000", "Suède", "+33170000000");
    }
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
    MimeMessage message = SERVER.getReceivedMessages()[0];
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
      assertThat(SERVER.getReceivedMessages()).isEmpty();
      notifier.deliver(Messages.of(EventKind.RESET, Locale.forLanguageTag("pl")));
      MimeMessage sent = SERVER.getReceivedMessages()[0];
      assertThat(sent.getSubject()).isEqualTo(message.subject());
      assertThat(text(sent)).isEqualTo(message.text());
      assertThat(html(sent)).isEqualTo(message.html());
      assertThat(message.toString()).isEqualTo("RenderedMessage[language=pl]");
    }
  }
}
