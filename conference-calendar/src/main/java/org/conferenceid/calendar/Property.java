package org.conferenceid.calendar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of an unfolded content line, by their place in it.
 *
 * @param line the line
 * @param parameters its parameters, in their order
 * @param valueStart where its value begins
 */
record Property(String line, List<Parameter> parameters, int valueStart) {

  /**
   * A parameter.
   *
   * @param name its name
   * @param start where its value begins, after a quotation mark
   * @param end where its value ends, before a quotation mark
   */
  record Parameter(String name, int start, int end) {}

  /** Reads a line that has a colon. Where quotation marks do not pair, the first colon counts. */
  static Property parse(String line) {
    List<Parameter> parameters = new ArrayList<>();
    int at = nameEnd(line, 0);
    while (at < line.length() && line.charAt(at) == ';') {
      int equals = nameEnd(line, at + 1);
      int end = valueEnd(line, equals + 1);
      if (end < 0 || line.charAt(equals) != '=') {
        return new Property(line, List.of(), line.indexOf(':') + 1);
      }
      boolean quoted =
          end - equals > 2 && line.charAt(equals + 1) == '"' && line.charAt(end - 1) == '"';
      int margin = quoted ? 1 : 0;
      parameters.add(
          new Parameter(line.substring(at + 1, equals), equals + 1 + margin, end - margin));
      at = end;
    }
    return new Property(line, List.copyOf(parameters), Math.min(at + 1, line.length()));
  }

  private static int nameEnd(String line, int from) {
    int i = from;
    while (i < line.length() && ";:=".indexOf(line.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Where a parameter's value ends: at a semicolon or colon that is not quoted, or -1. */
  private static int valueEnd(String line, int from) {
    boolean quoted = false;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ';' || c == ':')) {
        return i;
      }
    }
    return -1;
  }

  String value() {
    return line.substring(valueStart);
  }

  Optional<Parameter> find(String name) {
    return parameters.stream().filter(p -> p.name().equalsIgnoreCase(name)).findFirst();
  }

  Optional<String> parameter(String name) {
    return find(name).map(p -> line.substring(p.start(), p.end()));
  }

  boolean has(String name, String value) {
    return parameter(name).filter(value::equalsIgnoreCase).isPresent();
  }

  /** Returns the length only: the value may hold an ID. */
  @Override
  public String toString() {
    return "Property[" + line.length() + " characters]";
  }
}
