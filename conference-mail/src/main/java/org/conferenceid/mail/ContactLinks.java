package org.conferenceid.mail;

import com.samskivert.mustache.Escapers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes addresses, phone numbers and pages in a line of text clickable. */
final class ContactLinks {
  private static final Pattern LINKED =
      Pattern.compile(
          "(?<page>https://[^\\s<>\"]+[^\\s<>\".,;)])"
              + "|(?<mail>[A-Za-z0-9._%+-]++@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)"
              + "|(?<phone>\\(?\\+[0-9][0-9 \u00a0()./-]{5,}[0-9])");

  private ContactLinks() {}

  /** Returns the line as HTML, with everything escaped. */
  static String of(String line) {
    StringBuilder html = new StringBuilder();
    Matcher found = LINKED.matcher(line);
    int end = 0;
    while (found.find()) {
      html.append(Escapers.HTML.escape(line.substring(end, found.start())))
          .append("<a href=\"")
          .append(Escapers.HTML.escape(target(found)))
          .append("\" style=\"color:#0b57a4\">")
          .append(Escapers.HTML.escape(found.group()))
          .append("</a>");
      end = found.end();
    }
    return html.append(Escapers.HTML.escape(line.substring(end))).toString();
  }

  private static String target(Matcher found) {
    if (found.group("mail") != null) {
      return "mailto:" + found.group().replace("%", "%25");
    }
    return found.group("phone") == null
        ? found.group()
        : "tel:" + found.group().replaceAll("[^+0-9]", "");
  }
}
