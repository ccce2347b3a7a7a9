package org.conferenceid.examples.adminconsole;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.conferenceid.examples.support.MailServer;
import org.springframework.stereotype.Component;

/** The messages that have arrived at the mail server in this process, as a reader sees them. */
@Component
class Inbox {
  /**
   * A message.
   *
   * @param number 1 for the first that arrived
   * @param html empty if there is only a text
   */
  record Letter(int number, String to, String subject, Instant at, String text, String html) {}

  private final MailServer server;
  private final List<Letter> letters = new ArrayList<>();

  Inbox(MailServer server) {
    this.server = server;
  }

  /** Whether messages can be seen: not on a server that was given. */
  boolean isOpen() {
    return server.isInProcess();
  }

  /** All of them, the newest first. */
  synchronized List<Letter> newestFirst() {
    List<Letter> arrived = new ArrayList<>();
    for (MimeMessage message : server.newlyArrived()) {
      arrived.add(read(message));
    }
    arrived.sort(Comparator.comparing(Letter::at).thenComparing(Letter::to));
    for (Letter letter : arrived) {
      letters.add(numbered(letter, letters.size() + 1));
    }
    List<Letter> reversed = new ArrayList<>(letters);
    Collections.reverse(reversed);
    return reversed;
  }

  synchronized Optional<Letter> find(int number) {
    return number < 1 || number > letters.size()
        ? Optional.empty()
        : Optional.of(letters.get(number - 1));
  }

  private static Letter numbered(Letter letter, int number) {
    return new Letter(
        number, letter.to(), letter.subject(), letter.at(), letter.text(), letter.html());
  }

  private static Letter read(MimeMessage message) {
    try {
      return new Letter(
          0,
          ((InternetAddress) message.getAllRecipients()[0]).toUnicodeString(),
          String.valueOf(message.getSubject()),
          message.getSentDate().toInstant(),
          body(message, "text/plain").orElse(""),
          body(message, "text/html").orElse(""));
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("a message that cannot be read arrived", e);
    }
  }

  /** The first part of a type, wherever it stands in the message. */
  private static Optional<String> body(Part part, String type)
      throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return Optional.of(part.getContent().toString());
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart one = parts.getBodyPart(i);
        Optional<String> found = body(one, type);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}
