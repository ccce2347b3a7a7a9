package org.conferenceid.mail;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.InvalidValueException;

/** The structure of one body of the messages, with a name for people who look for a fault in it. */
final class MessageTemplate {
  /** As jmustache reads tags, with the delimiters that no HTML template can change. */
  private static final Pattern UNESCAPED = Pattern.compile("\\{\\{(?:\\{|\\s*&)");

  private static final Pattern OTHER_DELIMITERS = Pattern.compile("\\{\\{\\s*=");

  /** Begins what is HTML already. Nothing from outside can hold it. */
  private static final String MARKUP = "\u0000";

  static final MessageTemplate TEXT = shipped("message.txt.mustache", false);
  static final MessageTemplate HTML = shipped("message.html.mustache", true);

  private final String name;
  private final boolean html;
  private final String source;
  private final Template template;

  private MessageTemplate(String name, String given, boolean html) {
    this.name = name;
    this.html = html;
    this.source = given.replace("\r\n", "\n").replace('\r', '\n');
    if (html) {
      refuse(UNESCAPED, "must not put anything into HTML unescaped");
      refuse(OTHER_DELIMITERS, "must keep the delimiters {{ and }}");
    }
    try {
      this.template =
          Mustache.compiler()
              .withEscaper(html ? MessageTemplate::escaped : Escapers.NONE)
              .strictSections(true)
              .emptyStringIsFalse(true)
              .compile(source);
    } catch (MustacheException | UnsupportedOperationException e) {
      throw broken("cannot be read: " + e.getMessage());
    } catch (IndexOutOfBoundsException e) { // jmustache's answer to {{}} and {{=}}
      throw broken("cannot be read: it has an empty tag");
    }
  }

  /** Reads a plain text template; nothing is escaped. */
  static MessageTemplate text(String name, String source) {
    return new MessageTemplate(name, source, false);
  }

  /** Reads an HTML template, which escapes everything from outside. */
  static MessageTemplate html(String name, String source) {
    return new MessageTemplate(name, source, true);
  }

  /** Marks HTML that is made here, so that an HTML template does not escape it. */
  static String markup(String html) {
    return MARKUP + html;
  }

  private static String escaped(String value) {
    return value.startsWith(MARKUP)
        ? value.substring(MARKUP.length())
        : Escapers.HTML.escape(value);
  }

  private static MessageTemplate shipped(String file, boolean html) {
    try (InputStream in =
        Objects.requireNonNull(MessageTemplate.class.getResourceAsStream(file), file)) {
      return new MessageTemplate(file, new String(in.readAllBytes(), StandardCharsets.UTF_8), html);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  boolean isHtml() {
    return html;
  }

  /**
   * Fills the template.
   *
   * @throws InvalidValueException if it asks for something that no message has, by name and line
   */
  String fill(Map<String, Object> model) {
    try {
      return template.execute(model);
    } catch (MustacheException | UnsupportedOperationException e) {
      throw broken("cannot be filled: " + e.getMessage());
    } catch (IndexOutOfBoundsException e) { // jmustache's answer to {{...}}
      throw broken("cannot be filled: it has a tag of dots alone");
    }
  }

  /** Returns a fault of the whole template. */
  InvalidValueException broken(String rule) {
    return new InvalidValueException("template " + name, rule);
  }

  private void refuse(Pattern tag, String rule) {
    Matcher found = tag.matcher(source);
    if (found.find()) {
      throw brokenAt(found.start(), rule);
    }
  }

  /** Returns a fault at a place in the template. */
  private InvalidValueException brokenAt(int index, String rule) {
    return broken(rule + " @ line " + source.substring(0, index).split("\n", -1).length);
  }

  /** Returns a fault in the first line that has the given text. */
  InvalidValueException broken(String rule, String found) {
    int index = source.indexOf(found);
    return index < 0 ? broken(rule) : brokenAt(index, rule);
  }
}
