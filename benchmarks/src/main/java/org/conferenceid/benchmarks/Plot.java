package org.conferenceid.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * A group for each condition, a line for each contender, as SVG. A bar shows a value from zero on;
 * a dot shows it between powers of ten, where a length would mean nothing.
 */
final class Plot {
  private static final int WIDTH = 760;
  private static final int LEFT = 250;
  private static final int RIGHT = 90;
  private static final int BAR = 18;
  private static final int HEAD = 26;
  private static final int DOT = 5;
  private static final String STYLE =
      """
      <style>
        text { font: 12px sans-serif; fill: #24292f }
        .group { font-weight: bold }
        .bar { fill: #8b949e } .own { fill: #0969da } .range { stroke: #cf222e; stroke-width: 2 }
        .step { stroke: #8b949e; stroke-opacity: 0.4 }
        @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } }
      </style>
      """;

  /** What begins with this is this library's own. */
  static final String OWN = "this library";

  private final Axis axis;
  private final StringBuilder drawn = new StringBuilder();
  private int y = 10;

  private Plot(Axis axis) {
    this.axis = axis;
  }

  static String of(String unit, List<Answer.Figure> figures) {
    Plot plot = new Plot(Axis.of(figures));
    plot.steps();
    figures.stream()
        .map(Answer.Figure::condition)
        .distinct()
        .forEach(condition -> plot.group(condition, unit, figures));
    return String.format(
        Locale.ROOT,
        """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
    %s%s</svg>
    """,
        WIDTH,
        plot.y,
        WIDTH,
        plot.y,
        STYLE,
        plot.drawn);
  }

  /** The powers of ten, above the first group. */
  private void steps() {
    if (axis.inTens()) {
      axis.steps().forEach(step -> text(x(step) - 3, "", Report.shown(step)));
      y += HEAD;
    }
  }

  private void group(String condition, String unit, List<Answer.Figure> figures) {
    text(8, "group", condition.isEmpty() ? unit : condition + ", " + unit);
    y += HEAD;
    for (Answer.Figure figure : figures) {
      if (figure.condition().equals(condition)) {
        contender(figure);
        y += BAR + 4;
      }
    }
    y += 8;
  }

  private void contender(Answer.Figure figure) {
    int middle = y + BAR / 2;
    for (double step : axis.steps()) {
      line("step", x(step), x(step), y - 4, y + BAR);
    }
    text(16, "", figure.contender());
    String style = figure.contender().startsWith(OWN) ? "own" : "bar";
    double median = x(figure.median());
    if (axis.inTens()) {
      draw("<circle class=\"%s\" cx=\"%.1f\" cy=\"%d\" r=\"%d\"/>%n", style, median, middle, DOT);
    } else {
      draw(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
          style, LEFT, y, median - LEFT, BAR);
    }
    line("range", x(figure.lowest()), x(figure.highest()), middle, middle);
    text(Math.max(x(figure.highest()), median + DOT) + 6, "", Report.shown(figure.median()));
  }

  private double x(double value) {
    return LEFT + axis.at(value) * (WIDTH - LEFT - RIGHT);
  }

  private void line(String style, double fromX, double toX, int fromY, int toY) {
    draw(
        "<line class=\"%s\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>%n",
        style, fromX, toX, fromY, toY);
  }

  private void text(double x, String style, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    draw("<text class=\"%s\" x=\"%.0f\" y=\"%d\">%s</text>%n", style, x, y + 14, escaped);
  }

  private void draw(String format, Object... values) {
    drawn.append(String.format(Locale.ROOT, format, values));
  }
}
