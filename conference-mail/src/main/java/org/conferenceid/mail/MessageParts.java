package org.conferenceid.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The parts of a message: plain text, HTML and perhaps a picture in it (RFC 2046). Each part brings
 * what writes it, so that nothing is looked up by a thread's class loader.
 */
final class MessageParts {
  private static final String BASE64 = "base64";
  private static final String QUOTED_PRINTABLE = "quoted-printable";

  private MessageParts() {}

  /** Makes the content of a message: text and HTML are alternatives. */
  static DataHandler of(RenderedMessage rendered, Optional<Logo> logo) throws MessagingException {
    Optional<Logo> shown = logo.filter(picture -> rendered.html().contains(Logo.URI));
    MimeBodyPart html = text("html", rendered.html());
    return multipart(
        "alternative",
        text("plain", rendered.text()),
        shown.isPresent() ? related(html, shown.get()) : html);
  }

  /** Makes one part of the HTML and the picture in it (RFC 2387). */
  private static MimeBodyPart related(MimeBodyPart html, Logo logo) throws MessagingException {
    MimeBodyPart picture = part(logo.image(), logo.mediaType(), BASE64);
    picture.setContentID(Logo.CONTENT_ID);
    picture.setDisposition(Part.INLINE);
    MimeBodyPart both = new MimeBodyPart();
    both.setDataHandler(multipart("related; type=\"text/html\"", html, picture));
    return both;
  }

  /** Makes a part of text: quoted-printable, unless most of it would be quoted. */
  private static MimeBodyPart text(String subtype, String text) throws MessagingException {
    boolean foreign = text.chars().filter(c -> c >= 0x80).count() > text.length() / 2;
    byte[] lines = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    return part(lines, "text/" + subtype + "; charset=UTF-8", foreign ? BASE64 : QUOTED_PRINTABLE);
  }

  private static MimeBodyPart part(byte[] content, String type, String encoding)
      throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
    part.setHeader("Content-Transfer-Encoding", encoding);
    return part;
  }

  private static DataHandler multipart(String subtype, MimeBodyPart... parts)
      throws MessagingException {
    MimeMultipart multipart = new MimeMultipart(subtype, parts);
    return new DataHandler(multipart, multipart.getContentType()) {
      @Override
      public void writeTo(OutputStream out) throws IOException {
        try {
          multipart.writeTo(out);
        } catch (MessagingException e) {
          throw new IOException(e);
        }
      }
    };
  }
}
