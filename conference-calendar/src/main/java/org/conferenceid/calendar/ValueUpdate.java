package org.conferenceid.calendar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.calendar.Finding.Kind;

/** Updates the values of properties: each as it is encoded. */
final class ValueUpdate {
  private static final Set<String> TEXTS =
      Set.of(
          "DESCRIPTION",
          "LOCATION",
          "SUMMARY",
          "COMMENT",
          "CONTACT",
          "STYLED-DESCRIPTION",
          "X-ALT-DESC");
  private static final Set<String> URIS = Set.of("CONFERENCE", "URL");

  /** RFC 2397. */
  private static final Pattern DATA =
      Pattern.compile(
          "data:(text/(?:html|plain))?((?:;[^;,]{1,100}){0,5}?)(;base64)?,(.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern OTHER_CHARSET =
      Pattern.compile("charset=(?!\"?(?:utf-8|us-ascii))", Pattern.CASE_INSENSITIVE);

  private final FooterFinder finder;
  private final Footers footers;
  private final boolean whole;
  private final List<Kind> kinds = new ArrayList<>();
  private String before = "";
  private String after = "";

  ValueUpdate(FooterFinder finder, Footers footers, boolean whole) {
    this.finder = finder;
    this.footers = footers;
    this.whole = whole;
  }

  /** Whether an ID may stand in a property of this name. */
  static boolean mayHold(String name) {
    return TEXTS.contains(name) || URIS.contains(name);
  }

  /** What was found since this was last asked. */
  List<Kind> takeKinds() {
    List<Kind> taken = List.copyOf(kinds);
    kinds.clear();
    return taken;
  }

  /** The last value before it was changed, as people read it. */
  String before() {
    return before;
  }

  /** The last value after it was changed, as people read it. */
  String after() {
    return after;
  }

  /** Updates a property's value. */
  String value(String name, Property property) {
    String value = property.value();
    if (property.has("ENCODING", "BASE64")) {
      return base64(value, isHtml(name, property));
    }
    if (property.parameter("ENCODING").isPresent() && !property.has("ENCODING", "8BIT")) {
      return notRead(value);
    }
    boolean text =
        property
            .parameter("VALUE")
            .map(type -> type.equalsIgnoreCase("TEXT"))
            .orElse(TEXTS.contains(name));
    if (text) {
      Encoded encoded = Encoded.text(value);
      return update(encoded, value, isHtml(name, property));
    }
    return uri(value);
  }

  private static boolean isHtml(String name, Property property) {
    return property
        .parameter("FMTTYPE")
        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .orElse(name.equals("X-ALT-DESC"));
  }

  /** Updates a URI: one that dials, or one that holds a text. */
  String uri(String uri) {
    Matcher data = DATA.matcher(uri);
    if (!data.matches()) {
      TextUpdate update = TextUpdate.uri(uri, finder);
      return applied(update, uri, uri);
    }
    boolean html = "text/html".equalsIgnoreCase(data.group(1));
    String content = data.group(4);
    if (OTHER_CHARSET.matcher(data.group(2)).find()) {
      return notRead(uri);
    }
    if (data.group(3) != null) {
      return uri.substring(0, data.start(4)) + base64(content, html);
    }
    return Encoded.uri(content)
        .map(encoded -> uri.substring(0, data.start(4)) + update(encoded, content, html))
        .orElseGet(() -> notRead(uri));
  }

  private String base64(String value, boolean html) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(value.replace("%3D", "=").replace("%2B", "+"));
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      TextUpdate update = look(text, html);
      String updated = applied(update, text, text);
      return updated.equals(text)
          ? value
          : Base64.getEncoder().encodeToString(updated.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return notRead(value);
    }
  }

  private String update(Encoded encoded, String source, boolean html) {
    String text = encoded.text();
    TextUpdate update = look(text, html);
    applied(update, text, text);
    return update.edits().isEmpty() ? source : encoded.with(update.edits());
  }

  /** A new footer has numbers, beside which other IDs are known now: a second run would tell. */
  private TextUpdate look(String text, boolean html) {
    TextUpdate update = lookOnce(text, html);
    return update.mayLeadToMore()
        ? update.and(lookOnce(Edit.apply(text, update.edits()), html))
        : update;
  }

  private TextUpdate lookOnce(String text, boolean html) {
    return html || TextUpdate.isHtml(text)
        ? TextUpdate.html(text, finder, footers, whole)
        : TextUpdate.plain(text, finder, footers, whole);
  }

  private String applied(TextUpdate update, String text, String shown) {
    kinds.addAll(update.kinds());
    if (update.edits().isEmpty()) {
      return text;
    }
    String updated = Edit.apply(text, update.edits());
    before = readable(shown);
    after = readable(updated);
    return updated;
  }

  private static String readable(String text) {
    return TextUpdate.isHtml(text) ? HtmlText.of(text).visible().text() : text;
  }

  private String notRead(String value) {
    kinds.add(Kind.NOT_READ);
    return value;
  }
}
