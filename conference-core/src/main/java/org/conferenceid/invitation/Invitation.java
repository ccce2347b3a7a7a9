package org.conferenceid.invitation;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.conferenceid.ConferenceId;
import org.conferenceid.guard.ApplicationCode;
import org.conferenceid.texts.BidiIsolation;
import org.conferenceid.texts.LocalizedTexts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The foot of a meeting invitation: the dial-in numbers and the organizer's ID (S1), as text, as
 * HTML and for a calendar file. It shows the ID as it was when the invitation was made.
 *
 * <p>Offered in Arabic, Chinese (simplified), Dutch, English, French, German, Italian, Japanese,
 * Polish, Portuguese (of Brazil) and Spanish; other languages get English. Immutable. {@code
 * toString} masks the ID.
 *
 * @since 0.1.0
 */
public final class Invitation {
  /** The languages offered; the first is the one for readers of any other. */
  static final List<String> LANGUAGES =
      List.of("en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-CN");

  static final LocalizedTexts TEXTS =
      LocalizedTexts.load("invitation", LANGUAGES, Invitation.class::getResourceAsStream);

  private static final Logger log = LoggerFactory.getLogger("org.conferenceid.invitation");

  private final ConferenceId id;
  private final Bridge bridge;
  private final PhoneNumberFormat format;

  /**
   * Makes a footer.
   *
   * @param id the organizer's ID
   * @param bridge the dial-in numbers
   * @param format how they are shown
   * @return the footer
   */
  public static Invitation of(ConferenceId id, Bridge bridge, PhoneNumberFormat format) {
    return new Invitation(
        Objects.requireNonNull(id, "id"),
        Objects.requireNonNull(bridge, "bridge"),
        Objects.requireNonNull(format, "format"));
  }

  private Invitation(ConferenceId id, Bridge bridge, PhoneNumberFormat format) {
    this.id = id;
    this.bridge = bridge;
    this.format = format;
  }

  /**
   * The foot as plain text. In a language that is written from right to left, numbers stand between
   * the invisible marks that keep their digits in order (U+2066 and U+2069).
   *
   * @param language the reader's language
   * @return lines ended by {@code \n}
   */
  public String asText(Locale language) {
    Locale offered = TEXTS.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = TEXTS.in(offered);
    BidiIsolation isolation = isolation(words);
    int width =
        bridge.numbers().stream().mapToInt(n -> shown(n, offered).length()).max().orElseThrow();
    StringBuilder text = new StringBuilder(line(words, "title")).append('\n');
    for (DialInNumber number : bridge.numbers()) {
      String shown = shown(number, offered);
      text.append("  ")
          .append(isolation.leftToRight(shown))
          .append(" ".repeat(width - shown.length() + 2))
          .append(described(isolation.anyDirection(number.label()), number, words))
          .append('\n');
    }
    return text.append(line(words, "id"))
        .append(' ')
        .append(isolation.leftToRight(id.grouped()))
        .append('\n')
        .toString();
  }

  private static BidiIsolation isolation(Map<String, String> words) {
    return new BidiIsolation(line(words, "dir").equals("rtl"));
  }

  /**
   * The foot as an HTML fragment, with its language and direction set, each number a {@code tel:}
   * link (RFC 3966), and everything from outside escaped.
   *
   * @param language the reader's language
   * @return a {@code div} element
   */
  public String asHtml(Locale language) {
    Locale offered = TEXTS.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = TEXTS.in(offered);
    BidiIsolation isolation = isolation(words);
    StringBuilder html = new StringBuilder();
    html.append(
            String.format(
                Locale.ROOT,
                "<div lang=\"%s\" dir=\"%s\">\n",
                offered.toLanguageTag(),
                line(words, "dir")))
        .append(
            String.format(
                Locale.ROOT, "<p><strong>%s</strong></p>\n<ul>\n", escape(line(words, "title"))));
    for (DialInNumber number : bridge.numbers()) {
      html.append(
          String.format(
              Locale.ROOT,
              "<li><a href=\"%s\">%s</a> <span dir=\"auto\">%s</span> (%s)</li>\n",
              number.number().telUri(),
              element(shown(number, offered), isolation),
              escape(isolation.anyDirection(number.label())),
              escape(cost(number, words))));
    }
    return html.append(
            String.format(
                Locale.ROOT,
                "</ul>\n<p>%s <strong>%s</strong></p>\n</div>\n",
                escape(line(words, "id")),
                element(id.grouped(), isolation)))
        .toString();
  }

  /**
   * A number that stands on one line with its groups in order, also in programs that take the
   * element or its attributes away.
   */
  private static String element(String number, BidiIsolation isolation) {
    String text = isolation.leftToRight(BidiIsolation.unbroken(number));
    return "<span dir=\"ltr\" style=\"white-space:nowrap\">" + escape(text) + "</span>";
  }

  /**
   * The {@code CONFERENCE} properties for an event of a calendar file (RFC 7986 section 5.11), one
   * for each dial-in number. The link dials the number, pauses and keys the ID, in the form of the
   * RFC's own example.
   *
   * @param language the reader's language
   * @return content lines, folded and ended as RFC 5545 section 3.1 wants them
   */
  public String asICalendar(Locale language) {
    Locale offered = TEXTS.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = TEXTS.in(offered);
    return bridge.numbers().stream()
        .map(
            n ->
                new ContentLine("CONFERENCE")
                    .parameter("VALUE", "URI")
                    .parameter("FEATURE", "AUDIO,PHONE")
                    .quotedParameter("LABEL", described(n.label(), n, words))
                    .parameter("LANGUAGE", offered.toLanguageTag())
                    .value(n.number().telUri() + ",,," + id.digits()))
        .collect(Collectors.joining());
  }

  private String shown(DialInNumber number, Locale language) {
    try {
      String formatted = format.format(number.number(), language);
      if (formatted != null && !formatted.isBlank()) {
        return formatted;
      }
      log.error("the phone number format answers nothing for {}", number.number());
    } catch (Throwable thrown) {
      ApplicationCode.failed(log, "the phone number format", thrown);
    }
    return number.number().written();
  }

  /** The label and what a call costs, such as {@code Paris (toll)}. */
  private static String described(String label, DialInNumber number, Map<String, String> words) {
    return label + " (" + cost(number, words) + ")";
  }

  private static String cost(DialInNumber number, Map<String, String> words) {
    return line(words, number.kind() == DialInNumber.Kind.TOLL ? "toll" : "tollFree");
  }

  private static String line(Map<String, String> words, String key) {
    return Objects.requireNonNull(words.get(key), key);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return "Invitation[id=" + id + "]";
  }
}
