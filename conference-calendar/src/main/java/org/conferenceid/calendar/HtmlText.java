package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads HTML as programs write it into calendars: what people see of it, its tags, and the links
 * that dial a number. Goes once through the text, whatever stands in it.
 */
final class HtmlText {
  /** Elements that do not begin a line of their own. */
  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em",
          "font", "i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small",
          "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr");

  /** Elements whose text nobody sees. */
  private static final Set<String> HIDDEN =
      Set.of("head", "script", "style", "template", "textarea", "title", "xml");

  private static final int MAX_NAME = 20;

  private final CharSequence source;
  private final VisibleText visible = new VisibleText();
  private final List<Tag> tags = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();
  private int preformatted;

  /**
   * The address of a link that dials.
   *
   * @param start where it begins in the source
   * @param end where it ends
   * @param visibleAt where the link stands in the visible text
   */
  record Link(int start, int end, int visibleAt) {}

  private HtmlText(CharSequence source) {
    this.source = source;
  }

  static HtmlText of(CharSequence source) {
    HtmlText html = new HtmlText(source);
    html.read();
    return html;
  }

  VisibleText visible() {
    return visible;
  }

  List<Tag> tags() {
    return tags;
  }

  List<Link> links() {
    return links;
  }

  private void read() {
    int i = 0;
    while (i < source.length()) {
      char c = source.charAt(i);
      if (c == '<' && i + 1 < source.length() && isMarkup(source.charAt(i + 1))) {
        i = markup(i);
      } else if (c == '&') {
        int end = HtmlEntity.end(source, i);
        add(HtmlEntity.character(source, i, end), i, end);
        i = end;
      } else {
        add(c, i, i + 1);
        i++;
      }
    }
  }

  private static boolean isMarkup(char c) {
    return c == '/' || c == '!' || c == '?' || isLetter(c);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Line ends of the source are spaces, and several spaces are one. */
  private void add(char c, int start, int end) {
    if (preformatted == 0 && (c == '\n' || c == '\r' || c == '\t' || c == ' ' || c == '\f')) {
      if (!visible.endsInSpace()) {
        visible.add(' ', start, end);
      }
    } else {
      visible.add(c, start, end);
    }
  }

  private void breakLine(int at) {
    if (visible.length() > 0 && !visible.endsInLine()) {
      visible.add('\n', at, at);
    }
  }

  /** Reads what begins with {@code <}; returns where it ends. What is not closed hides the rest. */
  private int markup(int start) {
    if (source.charAt(start + 1) == '!' && startsWith(start, "<!--")) {
      return after("-->", start + 2);
    }
    if (!isLetter(source.charAt(start + 1)) && source.charAt(start + 1) != '/') {
      return after(">", start);
    }
    int nameStart = source.charAt(start + 1) == '/' ? start + 2 : start + 1;
    int nameEnd = nameStart;
    while (nameEnd < source.length() && isNameCharacter(source.charAt(nameEnd))) {
      nameEnd++;
    }
    int end = tagEnd(nameEnd);
    String name =
        nameEnd - nameStart > MAX_NAME
            ? ""
            : source.subSequence(nameStart, nameEnd).toString().toLowerCase(Locale.ROOT);
    Tag tag = new Tag(start, end, name, nameStart > start + 1);
    tags.add(tag);
    if (!INLINE.contains(name)) {
      breakLine(start);
    }
    if (name.equals("pre")) {
      preformatted = Math.max(0, preformatted + (tag.closes() ? -1 : 1));
    }
    if (name.equals("a") && !tag.closes()) {
      addLink(nameEnd, end);
    }
    return !tag.closes() && HIDDEN.contains(name) ? hiddenEnd(name, end) : end;
  }

  private static boolean isNameCharacter(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == ':' || c == '-';
  }

  private boolean startsWith(int at, String prefix) {
    return at + prefix.length() <= source.length()
        && source.subSequence(at, at + prefix.length()).toString().equalsIgnoreCase(prefix);
  }

  private int after(String what, int from) {
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == what.charAt(0) && startsWith(i, what)) {
        return i + what.length();
      }
    }
    return source.length();
  }

  /** Where a tag ends: at a {@code >} that is not quoted. */
  private int tagEnd(int from) {
    char quote = 0;
    boolean value = false;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return i + 1;
      } else if (value && (c == '"' || c == '\'')) {
        quote = c;
        value = false;
      } else if (!Character.isWhitespace(c)) {
        value = c == '=';
      }
    }
    return source.length();
  }

  private int hiddenEnd(String name, int from) {
    String closing = "</" + name;
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '<' && startsWith(i, closing) && endsName(i + closing.length())) {
        return i;
      }
    }
    return source.length();
  }

  private boolean endsName(int at) {
    char c = at < source.length() ? source.charAt(at) : '>';
    return c == '>' || c == '/' || Character.isWhitespace(c);
  }

  /** Notes the address of a link if it begins with {@code tel:}. */
  private void addLink(int from, int tagEnd) {
    int i = from;
    while (i < tagEnd) {
      int nameStart = skip(i, tagEnd, c -> !isLetter(c));
      int nameEnd = skip(nameStart, tagEnd, HtmlText::isNameCharacter);
      int valueStart = skip(nameEnd, tagEnd, Character::isWhitespace);
      if (valueStart >= tagEnd || source.charAt(valueStart) != '=') {
        i = Math.max(nameEnd, i + 1);
        continue;
      }
      valueStart = skip(valueStart + 1, tagEnd, Character::isWhitespace);
      char quote = valueStart < tagEnd ? source.charAt(valueStart) : '>';
      boolean quoted = quote == '"' || quote == '\'';
      int start = quoted ? valueStart + 1 : valueStart;
      int end =
          quoted
              ? skip(start, tagEnd, c -> c != quote)
              : skip(start, tagEnd, c -> c != '>' && !Character.isWhitespace(c));
      if (nameEnd - nameStart == 4 && startsWith(nameStart, "href") && startsWith(start, "tel:")) {
        links.add(new Link(start, end, visible.length()));
      }
      i = end + 1;
    }
  }

  private interface Test {
    boolean holds(char c);
  }

  private int skip(int from, int end, Test test) {
    int i = from;
    while (i < end && test.holds(source.charAt(i))) {
      i++;
    }
    return i;
  }
}
