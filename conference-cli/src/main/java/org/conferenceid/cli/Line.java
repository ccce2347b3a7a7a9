package org.conferenceid.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.conferenceid.examples.support.Printable;

/**
 * A result in both forms: a text for people and fields for programs. An ID stands in it masked,
 * unless its digits are given.
 */
final class Line {
  private final String text;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Line(String text) {
    this.text = Printable.line(text);
  }

  static Line of(String text) {
    return new Line(text);
  }

  /**
   * Adds a field: numbers and truth values as such, sets as sorted lists, all else as text, nothing
   * if empty.
   */
  Line with(String field, Object value) {
    if (value instanceof Optional<?> optional) {
      optional.ifPresent(present -> with(field, present));
    } else if (value instanceof Number || value instanceof Boolean) {
      fields.put(field, value);
    } else if (value instanceof Set<?> set) {
      fields.put(field, set.stream().map(Object::toString).sorted().toList());
    } else {
      fields.put(field, value.toString());
    }
    return this;
  }

  String text() {
    return text;
  }

  /** One JSON object (RFC 8259) on one line. */
  String json() {
    try {
      return JSON.std.asString(fields);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
