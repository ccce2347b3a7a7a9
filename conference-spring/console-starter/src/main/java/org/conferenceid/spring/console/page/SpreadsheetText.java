package org.conferenceid.spring.console.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180) as spreadsheets take them. A text that one would run as a formula begins
 * with an apostrophe.
 *
 * @since 0.1.0
 */
public final class SpreadsheetText {
  /** Also after white space, which spreadsheets pass over, and in letters of full width. */
  private static final Pattern FORMULA =
      Pattern.compile("[\\s\\p{Cntrl}']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*", Pattern.DOTALL);

  private SpreadsheetText() {}

  /**
   * Returns a line.
   *
   * @param cells what stands in it
   * @return the line, with its end
   */
  public static String line(List<String> cells) {
    return cells.stream().map(SpreadsheetText::cell).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String cell(String text) {
    String guarded = FORMULA.matcher(text).matches() ? "'" + text : text;
    return '"' + guarded.replace("\"", "\"\"") + '"';
  }
}
