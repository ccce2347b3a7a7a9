package org.conferenceid.spring.console.adoption;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Text;
import org.conferenceid.adoption.AdoptionLine;

/**
 * A list of users and IDs as it is copied out of a spreadsheet or a CSV file: two columns, with a
 * comma, a semicolon or a tab between them, with quotation marks or without. A first line that is a
 * header is passed over.
 */
final class PastedList {
  /** The most characters of a list; there is a command line for longer ones. */
  static final int MAX_LENGTH = 500_000;

  private static final char QUOTE = '"';

  private PastedList() {}

  /**
   * Reads the lines that are not empty.
   *
   * @throws InvalidValueException if the text is too long
   */
  static List<AdoptionLine> read(String text) {
    Text.requireLength("list", text, MAX_LENGTH);
    List<AdoptionLine> lines = new ArrayList<>();
    long number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!Text.trimmed(line).isEmpty() && !(lines.isEmpty() && isHeader(line))) {
        List<String> cells = cells(line);
        lines.add(new AdoptionLine(number, cell(cells, 0), cell(cells, 1)));
      }
    }
    return lines;
  }

  private static boolean isHeader(String line) {
    List<String> cells = cells(line.toLowerCase(Locale.ROOT));
    return cell(cells, 0).equals("user") && cell(cells, 1).equals("id");
  }

  private static String cell(List<String> cells, int index) {
    return index < cells.size() ? Text.trimmed(cells.get(index)) : "";
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char character = line.charAt(i);
      if (character == QUOTE && quoted && i + 1 < line.length() && line.charAt(i + 1) == QUOTE) {
        cell.append(QUOTE);
        i++;
      } else if (character == QUOTE) {
        quoted = !quoted;
      } else if (!quoted && (character == ',' || character == ';' || character == '\t')) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
