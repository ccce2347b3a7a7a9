package org.conferenceid.invitation;

import org.conferenceid.texts.BidiIsolation;

/** Writes a footer as plain text. */
final class FooterText {
  private static final String INDENT = "  ";

  private final StringBuilder text = new StringBuilder();
  private final Footer footer;
  private final BidiIsolation isolation;

  private FooterText(Footer footer) {
    this.footer = footer;
    this.isolation = footer.isolation();
  }

  static String of(Footer footer) {
    return new FooterText(footer).write();
  }

  private String write() {
    line(FooterMarks.START);
    line(footer.word("title"));
    int width = footer.numbers().stream().mapToInt(n -> n.number().length()).max().orElseThrow();
    for (ShownNumber number : footer.numbers()) {
      row(number.number(), width, footer.described(isolated(number)));
    }
    line(footer.word("id").replace("{id}", isolation.leftToRight(footer.keyedId())));
    if (!footer.oneTapNumbers().isEmpty()) {
      line("");
      line(footer.word("oneTap"));
      int tapWidth =
          footer.oneTapNumbers().stream().mapToInt(n -> tap(n).length()).max().orElseThrow();
      for (ShownNumber number : footer.oneTapNumbers()) {
        row(tap(number), tapWidth, isolation.anyDirection(number.label()));
      }
    }
    footer
        .allNumbersLink()
        .ifPresent(
            link -> {
              line("");
              line(footer.word("allNumbers"));
              line(link.toString());
            });
    line(FooterMarks.END);
    return text.toString();
  }

  private ShownNumber isolated(ShownNumber number) {
    return new ShownNumber(
        number.kind(),
        number.number(),
        isolation.anyDirection(number.label()),
        number.cost(),
        number.link(),
        number.oneTap());
  }

  private static String tap(ShownNumber number) {
    return number.oneTap().orElseThrow().text();
  }

  private void row(String number, int width, String description) {
    text.append(INDENT).append(isolation.leftToRight(number));
    if (!description.isEmpty()) {
      text.append(" ".repeat(width - number.length())).append(INDENT).append(description);
    }
    text.append('\n');
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
