package org.conferenceid.cli;

import java.util.regex.Pattern;

/**
 * Texts in CSV as spreadsheets take them: one that they would run as a formula begins with an
 * apostrophe, which reading takes away again.
 */
final class SpreadsheetCell {
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@].*", Pattern.DOTALL);
  private static final String GUARD = "'";

  private SpreadsheetCell() {}

  static String written(String text) {
    return FORMULA.matcher(text).matches() ? GUARD + text : text;
  }

  static String read(String cell) {
    return cell.startsWith(GUARD) && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }
}
