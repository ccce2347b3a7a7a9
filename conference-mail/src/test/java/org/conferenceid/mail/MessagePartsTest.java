package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.EventKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body byte for byte: mail programs mend much that a reader would not forgive. */
class MessagePartsTest {
  private static final Optional<Logo> LOGO =
      Optional.of(new Logo("GIF89a, and so on".getBytes(StandardCharsets.US_ASCII), "Example"));

  private static String body(String text, String html, Optional<Logo> logo) throws Exception {
    OutgoingMail mail =
        new OutgoingMail(
            Session.getInstance(new Properties()),
            new OutgoingMail.Sender(
                new InternetAddress("conferencing@example.org"), List.of(), Map.of()),
            Messages.of(EventKind.RESET, Locale.ENGLISH),
            new RenderedMessage(Locale.ENGLISH, "Subject", text, html),
            logo,
            MailServerTest.NOW);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    mail.writeTo(written);
    String wire = written.toString(StandardCharsets.US_ASCII);
    assertThat(wire.replace("\r\n", "")).as("line ends").doesNotContain("\r", "\n");
    String lines = wire.replace("\r\n", "\n");
    String head = lines.substring(0, lines.indexOf("\n\n") + 1);
    assertThat(head).containsOnlyOnce("MIME-Version: 1.0\n");
    Matcher type =
        Pattern.compile("Content-Type: multipart/alternative; *\n\\s+boundary=\"([^\"]+)\"\n")
            .matcher(head);
    assertThat(type.find()).as(head).isTrue();
    assertThat(type.group(1)).as("never in base64 or quoted-printable").contains("=_");
    return lines.substring(head.length()).replace(type.group(1), "outer");
  }

  @Test
  @DisplayName("B8: text and HTML are alternatives (RFC 2046, section 5.1.4)")
  void hasTwoParts() throws Exception {
    assertThat(body("Hello\nAmélie", "<p>Hello", LOGO))
        .as("no picture where the HTML shows none")
        .isEqualTo(
            """

            --outer
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Hello
            Am=C3=A9lie
            --outer
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            <p>Hello
            --outer--
            """);
  }

  @Test
  @DisplayName("B8: a picture is a part of the HTML (RFC 2387)")
  void hasAPicture() throws Exception {
    String body = body("Hello", "<img src=cid:logo@conferenceid>", LOGO);
    Matcher inner = Pattern.compile("boundary=\"([^\"]+)\"").matcher(body);
    assertThat(inner.find()).as(body).isTrue();
    assertThat(body.replace(inner.group(1), "inner"))
        .isEqualTo(
            """

            --outer
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Hello
            --outer
            Content-Type: multipart/related; type="text/html";\s
            \tboundary="inner"

            --inner
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            <img src=3Dcid:logo@conferenceid>
            --inner
            Content-Type: image/gif
            Content-Transfer-Encoding: base64
            Content-ID: <logo@conferenceid>
            Content-Disposition: inline

            R0lGODlhLCBhbmQgc28gb24=
            --inner--

            --outer--
            """);
  }

  @ParameterizedTest
  @DisplayName("B8: text is quoted-printable, which people can read, unless most is foreign to it")
  @CsvSource({
    "abcd, quoted-printable",
    "abéé, quoted-printable",
    "aéééé, base64",
    "aé, quoted-printable",
    "こんにちは, base64"
  })
  void choosesTheEncoding(String text, String encoding) throws Exception {
    assertThat(body(text, "", Optional.empty()).lines().skip(3).findFirst())
        .contains("Content-Transfer-Encoding: " + encoding);
  }

  @ParameterizedTest
  @DisplayName(
      "B8: lines end in CRLF once, also inside what is encoded (RFC 2045, section 6.7, 6.8)")
  @ValueSource(strings = {"One\nTwo  \n-- \n.\nFrom here\n", "一\n二  \n-- \n.\n三三三三三三三三三\n"})
  void endsLines(String text) throws Exception {
    String[] part = body(text, "", Optional.empty()).split("\n--outer\n", 3)[1].split("\n\n", 2);
    String encoding = part[0].substring(part[0].lastIndexOf(' ') + 1);
    byte[] decoded =
        MimeUtility.decode(
                new ByteArrayInputStream(
                    part[1].replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)),
                encoding)
            .readAllBytes();
    assertThat(new String(decoded, StandardCharsets.UTF_8).stripTrailing())
        .isEqualTo(text.replace("\n", "\r\n").stripTrailing());
    assertThat(part[1].lines())
        .allMatch(line -> line.length() <= 76)
        .noneMatch(l -> l.endsWith(" "));
  }

  @Test
  @DisplayName("B8: a message is written whatever the thread's class loader finds")
  void needsNoClassLoader() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader loader = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      assertThat(body("Hello", "<img src=cid:logo@conferenceid>", LOGO)).contains("Hello");
    } finally {
      thread.setContextClassLoader(loader);
    }
  }
}
