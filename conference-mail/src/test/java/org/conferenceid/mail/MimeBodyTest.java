package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A body byte for byte: mail programs mend much that a reader would not forgive. */
class MimeBodyTest {
  private static final Optional<Logo> LOGO =
      Optional.of(new Logo("GIF89a, and so on".getBytes(StandardCharsets.US_ASCII), "Example"));

  private static String body(String text, String html, Optional<Logo> logo) {
    RenderedMessage rendered = new RenderedMessage(Locale.ENGLISH, "Subject", text, html);
    MimeBody body =
        new MimeBody(
            Session.getInstance(new Properties()).getStreamProvider(), rendered, logo, "key");
    assertThat(body.contentType()).isEqualTo("multipart/alternative;\r\n boundary=\"=_key\"");
    String wire = new String(body.bytes(), StandardCharsets.US_ASCII);
    assertThat(wire.replace("\r\n", "")).as("line ends").doesNotContain("\r", "\n");
    return wire.replace("\r\n", "\n");
  }

  @Test
  @DisplayName("B8: text and HTML are alternatives (RFC 2046, section 5.1.4)")
  void hasTwoParts() {
    assertThat(body("Hello\nAmélie", "<p>Hello", LOGO))
        .as("no picture where the HTML shows none")
        .isEqualTo(
            """

            --=_key
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Hello
            Am=C3=A9lie
            --=_key
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            <p>Hello
            --=_key--
            """);
  }

  @Test
  @DisplayName("B8: a picture is a part of the HTML (RFC 2387)")
  void hasAPicture() {
    assertThat(body("Hello", "<img src=cid:logo@conferenceid>", LOGO))
        .isEqualTo(
            """

            --=_key
            Content-Type: text/plain; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            Hello
            --=_key
            Content-Type: multipart/related; type="text/html";
             boundary="=_related_key"


            --=_related_key
            Content-Type: text/html; charset=UTF-8
            Content-Transfer-Encoding: quoted-printable

            <img src=3Dcid:logo@conferenceid>
            --=_related_key
            Content-Type: image/gif
            Content-Transfer-Encoding: base64
            Content-ID: <logo@conferenceid>
            Content-Disposition: inline

            R0lGODlhLCBhbmQgc28gb24=
            --=_related_key--

            --=_key--
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
  void choosesTheEncoding(String text, String encoding) {
    assertThat(body(text, "", Optional.empty()).lines().skip(3).findFirst())
        .contains("Content-Transfer-Encoding: " + encoding);
  }
}
