package org.conferenceid.benchmarks;

import java.util.List;
import java.util.Locale;

/** Bars as SVG: a group for each condition, a bar for each contender. */
final class Plot {
  private static final int WIDTH = 760;
  private static final int LEFT = 250;
  private static final int RIGHT = 90;
  private static final int BAR = 18;
  private static final int HEAD = 26;
  private static final String STYLE =
      """
      <style>
        text { font: 12px sans-serif; fill: #24292f }
        .group { font-weight: bold }
        .bar { fill: #8b949e } .own { fill: #0969da } .range { stroke: #cf222e; stroke-width: 2 }
        @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
      </style>
      """;

  private Plot() {}

  /** What begins with this is this library's own. */
  static final String OWN = "this library";

  static String of(String unit, List<Answer.Figure> figures) {
    List<String> conditions = figures.stream().map(Answer.Figure::condition).distinct().toList();
    double most = figures.stream().mapToDouble(Answer.Figure::highest).max().orElse(1);
    StringBuilder bars = new StringBuilder();
    int y = 10;
    for (String condition : conditions) {
      bars.append(text(8, y + 14, "group", condition.isEmpty() ? unit : condition + ", " + unit));
      y += HEAD;
      for (Answer.Figure figure : figures) {
        if (figure.condition().equals(condition)) {
          bars.append(bar(figure, y, most));
          y += BAR + 4;
        }
      }
      y += 8;
    }
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
    %s%s</svg>
    """
        .formatted(WIDTH, y, WIDTH, y, STYLE, bars);
  }

  private static String bar(Answer.Figure figure, int y, double most) {
    double scale = (WIDTH - LEFT - RIGHT) / most;
    String style = figure.contender().startsWith(OWN) ? "own" : "bar";
    int middle = y + BAR / 2;
    return text(16, y + 14, "", figure.contender())
        + String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            style,
            LEFT,
            y,
            figure.median() * scale,
            BAR)
        + String.format(
            Locale.ROOT,
            "<line class=\"range\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
            LEFT + figure.lowest() * scale,
            LEFT + figure.highest() * scale,
            middle,
            middle)
        + text(
            (int) (LEFT + figure.highest() * scale) + 6, y + 14, "", Report.shown(figure.median()));
  }

  private static String text(int x, int y, String style, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(style, x, y, escaped);
  }
}
