package org.conferenceid.examples.quickstart;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.examples.support.Printable;

/** Writes to the terminal: headings, indented texts, tables, messages. */
final class Screen {
  private static final int WIDTH = 78;

  private final PrintStream out;
  private int step;

  Screen(PrintStream out) {
    this.out = out;
  }

  void heading(String text) {
    String title = "── " + ++step + ". " + Printable.line(text) + " ";
    out.println();
    out.println(title + "─".repeat(Math.max(0, WIDTH - title.length())));
  }

  void say(String text) {
    out.println("  " + Printable.line(text));
  }

  /** A text of several lines, set off from what surrounds it. */
  void quote(String text) {
    (text.isEmpty() ? Stream.of("") : text.lines())
        .forEach(
            line ->
                out.println(("  │ " + Printable.line(line.replace("\t", "    "))).stripTrailing()));
  }

  /** Rows of equal length; each column is as wide as its widest cell. */
  void table(List<List<String>> cells) {
    List<List<String>> rows =
        cells.stream().map(row -> row.stream().map(Printable::line).toList()).toList();
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /**
   * A message as it arrived: every header, then the bodies.
   *
   * @param bodies how many of them: the first is the text, the second the HTML
   */
  void message(MimeMessage message, int bodies) {
    try {
      show(message, bodies);
    } catch (MessagingException | IOException e) {
      say("(it cannot be read: " + e + ")");
    }
  }

  private void show(MimeMessage message, int shown) throws MessagingException, IOException {
    for (Header header : Collections.list(message.getAllHeaders())) {
      quote(
          header.getName() + ": " + MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
    }
    MimeMultipart bodies = (MimeMultipart) message.getContent();
    for (int i = 0; i < Math.min(shown, bodies.getCount()); i++) {
      BodyPart body = bodies.getBodyPart(i);
      quote("");
      quote("[" + body.getContentType() + "]");
      quote(body.getContent().toString());
    }
  }
}
