package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An organization's own texts and look. */
class DesignTest extends MailServerTest {
  private static final Locale SWEDISH = Locale.forLanguageTag("sv");

  /** One transparent pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private RenderedMessage preview(MessageDesign design, EventKind kind, Locale language) {
    try (MailNotifier notifier = builder().design(design).build()) {
      return notifier.preview(kind, language, Messages.BRIDGE);
    }
  }

  private static String shipped(String file) throws IOException {
    try (InputStream in = MessageDesign.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Nested
  class OwnWords {

    @Test
    @DisplayName("B8: one text is replaced in its language, the others stay")
    void replaceOneText() {
      MessageDesign design =
          MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", "New meeting ID").build();
      assertThat(preview(design, EventKind.RESET, Locale.UK).subject()).isEqualTo("New meeting ID");
      assertThat(preview(design, EventKind.RESET, Locale.FRENCH).subject())
          .isEqualTo("Votre ID de conférence a changé");
      assertThat(preview(MessageDesign.ofDefaults(), EventKind.RESET, Locale.UK).subject())
          .isEqualTo("Your conference ID has changed");
    }

    @Test
    @DisplayName("B8: a variant of an offered language begins with its texts")
    void addAVariant() {
      MessageDesign design =
          MessageDesign.builder().text(Locale.CANADA_FRENCH, "toll", "frais d’appel").build();
      RenderedMessage message = preview(design, EventKind.RESET, Locale.CANADA_FRENCH);
      assertThat(message.language()).isEqualTo(Locale.CANADA_FRENCH);
      assertThat(message.text()).contains("(frais d’appel)", "Que faire maintenant");
      assertThat(preview(design, EventKind.RESET, Locale.FRENCH).text()).contains("(appel payant)");
    }

    @Test
    @DisplayName("B8: a whole language is added from a file")
    void addALanguage() throws Exception {
      Properties texts = new Properties();
      texts.load(new StringReader(shipped("messages_en.properties")));
      texts.setProperty("RESET.subject", "Ditt konferens-id har ändrats");
      MessageDesign design = MessageDesign.builder().texts(SWEDISH, texts).build();
      assertThat(preview(design, EventKind.RESET, SWEDISH).subject())
          .isEqualTo("Ditt konferens-id har ändrats");

      texts.remove("RESET.lead");
      assertThatThrownBy(() -> MessageDesign.builder().texts(SWEDISH, texts))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("texts in sv must have every text; missing: [RESET.lead]");
    }

    @Test
    @DisplayName("S10: an organization can add a step of its own")
    void addAStep() {
      MessageDesign design =
          MessageDesign.builder().text(Locale.ENGLISH, "RESET.step.4", "Tell your team.").build();
      assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).text())
          .contains("4. Tell your team.\n");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "RESET.titel|x|text RESET.titel in en is not used: \"x\"",
          "RESETS.step.1|x|text RESETS.step.1 in en is not used: \"x\"",
          "RESET.lead|' '|text RESET.lead in en must be text on one line: \" \"",
          "RESET.lead|Your \u202ediD|text RESET.lead in en must not hold characters that turn the direction of writing: \"Your \\u202ediD\"",
          "RESET.subject|Your ID {id}|text RESET.subject in en must have these placeholders: []: \"Your ID {id}\"",
          "greeting.named|Hello|text greeting.named in en must have these placeholders: [{name}]: \"Hello\"",
          "dir|up|text dir in en must be ltr or rtl: \"up\""
        })
    @DisplayName("B8: a text that no message can use is refused by its key")
    void areChecked(String key, String text, String message) {
      assertThatThrownBy(() -> MessageDesign.builder().text(Locale.ENGLISH, key, text))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage(message);
    }

    @Test
    @DisplayName("B8: no text is longer than a line of a message may be (RFC 5322, section 2.1.1)")
    void areBounded() {
      String longest = "x".repeat(500);
      MessageDesign design =
          MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", longest).build();
      assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).subject()).isEqualTo(longest);
      assertThatThrownBy(
              () -> MessageDesign.builder().text(Locale.ENGLISH, "RESET.subject", longest + "x"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("text RESET.subject in en must have at most 500 characters");
    }

    @Test
    @DisplayName("B8: a text cannot break a header, and is no markup")
    void areHarmless() {
      assertThatThrownBy(
              () ->
                  MessageDesign.builder()
                      .text(Locale.ENGLISH, "RESET.subject", "x\r\nBcc: all@example.org"))
          .isInstanceOf(InvalidValueException.class);
      MessageDesign design =
          MessageDesign.builder().text(Locale.ENGLISH, "RESET.lead", "<b>new</b>").build();
      assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).html())
          .contains("&lt;b&gt;new&lt;")
          .doesNotContain("<b>");
    }
  }

  @Nested
  class OwnTemplates {

    @Test
    @DisplayName("B8: a template of one's own gives the structure")
    void giveTheStructure() throws Exception {
      MessageDesign design =
          MessageDesign.builder()
              .textTemplate("own.txt", "EXAMPLE LTD.\n" + shipped("message.txt.mustache"))
              .htmlTemplate(
                  "own.html",
                  shipped("message.html.mustache").replace("max-width:560px", "max-width:480px"))
              .build();
      RenderedMessage message = preview(design, EventKind.RESET, Locale.ENGLISH);
      assertThat(message.text()).startsWith("EXAMPLE LTD.\nHello,");
      assertThat(message.html()).contains("max-width:480px");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "'{{greeting}}\n{{#numbers}}\n{{shown}}\n'|2",
          "'{{greeting}}\n{{/numbers}}\n'|2",
          "'{{greeting}}\n\n{{gruppedId}}'|3",
          "'{{groupedId}}\n{{#numbers}}\n{{shown}}\n{{lable}}\n{{/numbers}}'|4",
          "'{{greeting}}\n{{#withid}}\n{{/withid}}'|2",
          "'{{greeting}}\n{{groupedId'|2"
        })
    @DisplayName("B8: a broken template is named, with its line, when it is configured")
    void areNamedWhenBroken(String template, int line) {
      assertThatThrownBy(() -> MessageDesign.builder().textTemplate("own.txt", template).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("template own.txt ")
          .hasMessageContaining("line " + line);
      assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("template own.html ")
          .hasMessageContaining("line " + line);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "{{groupedId}}|must show the conference ID in the message ENABLED",
          "{{shown}}|must show every dial-in number in the message ENABLED",
          "{{step}}|must show every step in the message ENABLED"
        })
    @DisplayName("S7, S10: a template cannot leave out the ID, the numbers or the steps")
    void mustBeComplete(String part, String rule) throws Exception {
      String template = shipped("message.html.mustache").replace(part, "");
      assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("template own.html " + rule);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{{{greeting}}}",
          "{{&greeting}}",
          "{{{link}}}",
          "{{ & logoText }}",
          "{{#numbers}}{{{label}}}{{/numbers}}",
          "{{^subject}}{{{greeting}}}{{/subject}}",
        })
    @DisplayName("B8: a template cannot put a name, a link or a label into HTML unescaped")
    void mustEscape(String unescaped) throws Exception {
      String template = shipped("message.html.mustache").replace("{{greeting}}", unescaped);
      int line = (int) template.substring(0, template.indexOf(unescaped)).lines().count();
      assertThatThrownBy(() -> MessageDesign.builder().htmlTemplate("own.html", template))
          .hasMessage("template own.html must not put anything into HTML unescaped @ line " + line);
    }

    @Test
    @DisplayName("B8: an HTML template cannot hide a tag that does not escape")
    void mustKeepTheDelimiters() {
      assertThatThrownBy(
              () ->
                  MessageDesign.builder()
                      .htmlTemplate("own.html", "<p>\n{{greeting}}{{=<% %>=}}<%&link%>"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("template own.html must keep the delimiters {{ and }} @ line 2");
    }

    @Test
    @DisplayName("B8: plain text has nothing to escape")
    void mayBeUnescapedInText() throws Exception {
      String template = shipped("message.txt.mustache").replace("{{greeting}}", "{{{greeting}}}");
      MessageDesign design = MessageDesign.builder().textTemplate("own.txt", template).build();
      assertThat(preview(design, EventKind.RESET, Locale.ENGLISH).text())
          .isEqualTo(preview(MessageDesign.ofDefaults(), EventKind.RESET, Locale.ENGLISH).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    @DisplayName("B8: a template with the line ends of another system makes the same message")
    void mayHaveOtherLineEnds(String lineEnd) throws Exception {
      MessageDesign design =
          MessageDesign.builder()
              .textTemplate("own.txt", shipped("message.txt.mustache").replace("\n", lineEnd))
              .htmlTemplate("own.html", shipped("message.html.mustache").replace("\n", lineEnd))
              .build();
      for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
        RenderedMessage own = preview(design, EventKind.RESET, language);
        RenderedMessage shipped = preview(MessageDesign.ofDefaults(), EventKind.RESET, language);
        assertThat(own.text()).isEqualTo(shipped.text());
        assertThat(own.html()).isEqualTo(shipped.html());
      }
      assertThatThrownBy(
              () ->
                  MessageDesign.builder()
                      .htmlTemplate("own.html", "<p>" + lineEnd + lineEnd + "{{{link}}}"))
          .hasMessageEndingWith("@ line 3");
    }

    @Test
    @DisplayName("B8: a template cannot fetch another one")
    void haveNoPartials() {
      assertThatThrownBy(
              () -> MessageDesign.builder().textTemplate("own.txt", "{{>/etc/passwd}}").build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("template own.txt ");
    }
  }

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
