package org.conferenceid;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.conferenceid.spi.PhoneNumberFormat;
import org.conferenceid.wording.Wording;

/**
 * The foot of a meeting invitation: the dial-in numbers and the organizer's ID (S1), as text, as
 * HTML and for a calendar file. It shows the ID as it was when the invitation was made.
 *
 * <p>Offered in English and French; other languages get English. Immutable. {@code toString} masks
 * the ID.
 */
public final class Invitation {
  private static final Wording WORDING =
      Wording.load("invitation", List.of("en", "fr"), Invitation.class::getResourceAsStream);

  private final ConferenceId id;
  private final Bridge bridge;
  private final PhoneNumberFormat format;

  Invitation(ConferenceId id, Bridge bridge, PhoneNumberFormat format) {
    this.id = id;
    this.bridge = bridge;
    this.format = format;
  }

  /**
   * The foot as plain text.
   *
   * @param language the reader's language
   * @return lines ended by {@code \n}
   */
  public String asText(Locale language) {
    Locale offered = WORDING.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = WORDING.in(offered);
    int width =
        bridge.numbers().stream().mapToInt(n -> shown(n, offered).length()).max().orElseThrow();
    String numbers =
        bridge.numbers().stream()
            .map(n -> "  %-" + width + "s  %s\n")
            .collect(Collectors.joining());
    Object[] cells =
        bridge.numbers().stream()
            .flatMap(n -> List.of(shown(n, offered), described(n, words)).stream())
            .toArray();
    return line(words, "title")
        + "\n"
        + numbers.formatted(cells)
        + line(words, "id")
        + " "
        + id.grouped()
        + "\n";
  }

  /**
   * The foot as an HTML fragment, with its language and direction set, each number a {@code tel:}
   * link (RFC 3966), and everything from outside escaped.
   *
   * @param language the reader's language
   * @return a {@code div} element
   */
  public String asHtml(Locale language) {
    Locale offered = WORDING.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = WORDING.in(offered);
    StringBuilder html = new StringBuilder();
    html.append(
            "<div lang=\"%s\" dir=\"%s\">\n".formatted(offered.toLanguageTag(), line(words, "dir")))
        .append("<p><strong>%s</strong></p>\n<ul>\n".formatted(escape(line(words, "title"))));
    for (DialInNumber number : bridge.numbers()) {
      html.append(
          "<li><a href=\"%s\"><bdi dir=\"ltr\">%s</bdi></a> %s</li>\n"
              .formatted(
                  number.number().telUri(),
                  escape(shown(number, offered)),
                  escape(described(number, words))));
    }
    return html.append(
            "</ul>\n<p>%s <strong><bdi dir=\"ltr\">%s</bdi></strong></p>\n</div>\n"
                .formatted(escape(line(words, "id")), id.grouped()))
        .toString();
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
    Locale offered = WORDING.language(Objects.requireNonNull(language, "language"));
    Map<String, String> words = WORDING.in(offered);
    return bridge.numbers().stream()
        .map(
            n ->
                new ContentLine("CONFERENCE")
                    .parameter("VALUE", "URI")
                    .parameter("FEATURE", "AUDIO,PHONE")
                    .quotedParameter("LABEL", described(n, words))
                    .parameter("LANGUAGE", offered.toLanguageTag())
                    .value(n.number().telUri() + ",,," + id.digits()))
        .collect(Collectors.joining());
  }

  private String shown(DialInNumber number, Locale language) {
    return format.format(number.number(), language);
  }

  /** The label and what a call costs, such as {@code Paris (toll)}. */
  private static String described(DialInNumber number, Map<String, String> words) {
    String kind = number.kind() == DialInNumber.Kind.TOLL ? "toll" : "tollFree";
    return number.label() + " (" + line(words, kind) + ")";
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
