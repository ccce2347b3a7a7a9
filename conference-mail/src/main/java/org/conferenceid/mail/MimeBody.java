package org.conferenceid.mail;

import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The body of a message as it goes over the wire (RFC 2046): plain text, HTML and perhaps a picture
 * in it. It is written here because Jakarta Mail looks its parts up anew for each body part, and
 * that takes longer than all else about a message.
 */
final class MimeBody {
  private static final String BASE64 = "base64";

  /** Never part of quoted-printable text or base64 (RFC 2045, section 6.7). */
  private static final String BOUNDARY = "=_";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StreamProvider encoders;
  private final String boundary;

  /**
   * Writes a body.
   *
   * @param key what the boundaries are made of: letters and digits, at most 40
   */
  MimeBody(StreamProvider encoders, RenderedMessage rendered, Optional<Logo> logo, String key) {
    this.encoders = encoders;
    this.boundary = BOUNDARY + key;
    begin(boundary);
    text("plain", rendered.text());
    begin(boundary);
    Optional<Logo> shown = logo.filter(picture -> rendered.html().contains(Logo.URI));
    if (shown.isPresent()) {
      related(rendered.html(), shown.get(), BOUNDARY + "related_" + key);
    } else {
      text("html", rendered.html());
    }
    end(boundary);
  }

  /** For the header of the message. */
  String contentType() {
    return "multipart/alternative;\r\n boundary=\"" + boundary + "\"";
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The HTML and the picture in it (RFC 2387). */
  private void related(String html, Logo logo, String inner) {
    line("Content-Type: multipart/related; type=\"text/html\";");
    line(" boundary=\"" + inner + "\"");
    line("");
    begin(inner);
    text("html", html);
    begin(inner);
    line("Content-Type: " + logo.mediaType());
    line("Content-Transfer-Encoding: " + BASE64);
    line("Content-ID: " + Logo.CONTENT_ID);
    line("Content-Disposition: inline");
    line("");
    base64(logo.image());
    end(inner);
  }

  /** Quoted-printable, unless most of it would be quoted. */
  private void text(String subtype, String text) {
    boolean foreign = text.chars().filter(c -> c >= 0x80).count() > text.length() / 2;
    String encoding = foreign ? BASE64 : "quoted-printable";
    line("Content-Type: text/" + subtype + "; charset=UTF-8");
    line("Content-Transfer-Encoding: " + encoding);
    line("");
    if (foreign) {
      base64(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    } else {
      quotedPrintable(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private void quotedPrintable(byte[] text) {
    try {
      OutputStream out = encoders.outputQP(bytes);
      out.write(text);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
  }

  private void base64(byte[] content) {
    bytes.writeBytes(Base64.getMimeEncoder().encode(content));
  }

  private void begin(String delimiter) {
    line("");
    line("--" + delimiter);
  }

  private void end(String delimiter) {
    line("");
    line("--" + delimiter + "--");
  }

  private void line(String text) {
    bytes.writeBytes((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }
}
