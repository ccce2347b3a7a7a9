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
  /**
   * Also after white space and signs that are not seen, which spreadsheets pass over, and in
   * letters of full width; and whatever begins with a tab or a line break.
   */
  private static final Pattern FORMULA =
      Pattern.compile(
          "[\\t\\r\\n].*|[\\s\\p{C}\\p{Z}']*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*",
          Pattern.DOTALL);

  private SpreadsheetText() {}

  /**
   * Returns the first line.
   *
   * @param cells what stands in it
   * @return the mark by which spreadsheets know UTF-8, and the line with its end
   */
  public static String begin(List<String> cells) {
    return '\uFEFF' + line(cells);
  }

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
