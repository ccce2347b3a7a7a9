package org.conferenceid.invitation;

import java.util.Locale;
import org.conferenceid.texts.BidiIsolation;

/** Writes a footer as an HTML fragment, with everything from outside escaped. */
final class FooterHtml {
  private static final String ONE_LINE = " style=\"white-space:nowrap\"";

  private final StringBuilder html = new StringBuilder();
  private final Footer footer;
  private final BidiIsolation isolation;

  private FooterHtml(Footer footer) {
    this.footer = footer;
    this.isolation = footer.isolation();
  }

  static String of(Footer footer) {
    return new FooterHtml(footer).write();
  }

  private String write() {
    add("<div lang=\"%s\" dir=\"%s\">\n", footer.language().toLanguageTag(), footer.word("dir"));
    mark(FooterMarks.START);
    title("title");
    html.append("<ul>\n");
    for (ShownNumber number : footer.numbers()) {
      String shown = inOrder(number.number(), ONE_LINE);
      String described = footer.word("described").replace("{cost}", number.cost());
      add(
          "<li>%s %s</li>\n",
          number.link().map(link -> link(link, shown)).orElse(shown),
          number.label().isEmpty()
              ? escape(number.cost())
              : escape(described).replace("{label}", label(number)));
    }
    html.append("</ul>\n");
    String id = "<strong>" + inOrder(footer.keyedId(), ONE_LINE) + "</strong>";
    add("<p>%s</p>\n", escape(footer.word("id")).replace("{id}", id));
    if (!footer.oneTapNumbers().isEmpty()) {
      oneTap();
    }
    footer
        .allNumbersLink()
        .ifPresent(
            link -> add("<p>%s</p>\n", link(link.toString(), escape(footer.word("allNumbers")))));
    mark(FooterMarks.END);
    return html.append("</div>\n").toString();
  }

  private void oneTap() {
    title("oneTap");
    html.append("<ul>\n");
    for (ShownNumber number : footer.oneTapNumbers()) {
      ShownNumber.OneTap oneTap = number.oneTap().orElseThrow();
      add(
          "<li>%s%s</li>\n",
          link(oneTap.link(), mayBreakBeforeId(inOrder(oneTap.text(), ""))),
          number.label().isEmpty() ? "" : " " + label(number));
    }
    html.append("</ul>\n");
  }

  /** On the narrowest screens the ID goes to the next line, in one piece. */
  private String mayBreakBeforeId(String oneTap) {
    String keyed = footer.id().digits() + "#";
    return oneTap.replace(keyed, "<wbr>" + keyed);
  }

  /** A line that programs find and people pass over: small, grey, and not read aloud. */
  private void mark(String line) {
    add(
        "<p aria-hidden=\"true\" style=\"margin:0;color:#767676;font-size:12px;"
            + "white-space:nowrap;overflow:hidden\">%s</p>\n",
        line);
  }

  private void title(String key) {
    add("<p><strong>%s</strong></p>\n", escape(footer.word(key)));
  }

  private static String link(String target, String content) {
    return "<a href=\"" + escape(target) + "\">" + content + "</a>";
  }

  private String label(ShownNumber number) {
    return "<span dir=\"auto\">" + escape(isolation.anyDirection(number.label())) + "</span>";
  }

  /** Digits in their order, also in programs that take the element or its attributes away. */
  private String inOrder(String digits, String style) {
    String text = isolation.leftToRight(BidiIsolation.unbroken(digits));
    return "<span dir=\"ltr\"" + style + ">" + escape(text) + "</span>";
  }

  private void add(String pattern, Object... values) {
    html.append(String.format(Locale.ROOT, pattern, values));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
