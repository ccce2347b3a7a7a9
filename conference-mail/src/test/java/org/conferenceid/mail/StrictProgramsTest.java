package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.conferenceid.EventKind;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a message in the strictest mail programs known. */
class StrictProgramsTest {
  private static final Properties LISTS = lists();
  private static final Set<String> ELEMENTS = list("elements");
  private static final Set<String> ATTRIBUTES = list("attributes");
  private static final Set<String> STYLES = list("styles");

  private static final Pattern TAG = Pattern.compile("<(/?)([a-z0-9]+)((?:\\s[^<>]*)?)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("\\s([a-z-]+)=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  private final Renderer renderer =
      new Renderer(
          MessageDesign.builder().support("help@example.org, +49 30 1234567").build(),
          new LibphonenumberFormat(),
          InvitationTexts.ofDefaults(),
          Locale.ENGLISH);

  static Stream<Arguments> messages() {
    return Languages.OFFERED.stream()
        .flatMap(tag -> Sample.kinds().stream().map(kind -> Arguments.of(tag, kind)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("B8: what strict programs leave has every text and link, and digits in their order")
  void isWholeInStrictPrograms(String tag, EventKind kind) {
    RenderedMessage message = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag)));
    boolean rightToLeft = tag.equals("ar");
    String washed = washed(message.html());
    String bare = washed.replaceAll("<(?!a )([a-z0-9]+) [^>]*>", "<$1>");
    for (String left : List.of(washed, bare)) {
      assertThat(links(left)).isEqualTo(links(message.html()));
      String shown =
          DigitsInOrderTest.shown(DigitsInOrderTest.withoutUnknownTags(left), rightToLeft);
      assertThat(shown).contains("+49 30 1234567");
      if (kind != EventKind.DISABLED) {
        assertThat(shown)
            .contains("483 9201", "483 9201#", "+33 1 70 00 00 00", "+33 800 00 00 00")
            .contains("+33 1 70 00 00 00,,4839201#", "+33 800 00 00 00,,4839201#");
        assertThat(DigitsInOrderTest.withoutTags(left))
            .contains("\n" + FooterMarks.START + "\n", "\n" + FooterMarks.END + "\n");
      }
      String said = DigitsInOrderTest.withoutTags(left);
      texts(tag, kind).forEach(text -> assertThat(said).contains(text));
    }
  }

  /** What a message of a kind says in any case. */
  private static Stream<String> texts(String tag, EventKind kind) {
    return MessageTexts.SHIPPED.in(Locale.forLanguageTag(tag)).entrySet().stream()
        .filter(text -> text.getKey().matches(kind + "\\.(subject|lead|step\\..)|update|automatic"))
        .map(text -> text.getValue().replace("'", "&#39;"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("B8: no element, attribute or style that strict programs remove carries a meaning")
  void usesWhatIsAllowed(String tag, EventKind kind) {
    String html = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag))).html();
    String body = html.substring(html.indexOf("<body"));
    assertThat(TAG.matcher(body).results().map(found -> found.group(2)).distinct())
        .allMatch(element -> ELEMENTS.contains(element) || element.matches("body|html"));
    assertThat(styles(body))
        .allMatch(style -> STYLES.contains(style) || list("dispensable").contains(style));
    assertThat(attributes(body))
        .allMatch(
            attribute ->
                ATTRIBUTES.contains(attribute) || attribute.matches("style|role|aria-hidden"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  @DisplayName("B8: Outlook for Windows gets a font in each cell, no margins of tables, a width")
  void isFitForOutlook(String tag, EventKind kind) {
    String html = renderer.render(Messages.of(kind, Locale.forLanguageTag(tag))).html();
    assertThat(html)
        .containsPattern("<!--\\[if mso]><table [^>]*width=\"560\"[^>]*><tr><td><!\\[endif]-->")
        .contains("<!--[if mso]></td></tr></table><![endif]-->");
    assertThat(found("<table[^>]*style=\"[^\"]*margin[^>]*>", html)).isEmpty();
    // Cells that hold text themselves; those that hold a table have no text.
    assertThat(found("<td[^>]*>(?!\\s*<(?:table|!--))", html))
        .isNotEmpty()
        .allMatch(cell -> cell.contains("font-family:") || cell.equals("<td>"));
    assertThat(found("<h[12][^>]*>", html)).allMatch(title -> title.contains("font-family:"));
    assertThat(html).doesNotContain("<ol", "flex", "grid", "position:");
  }

  @Test
  @DisplayName("This test sees what a strict program removes")
  void seesWhatIsRemoved() {
    assertThat(
            washed(
                "<!-- x --><style>p{}</style><p role=\"x\" style=\"margin:0;position:fixed\" dir=\"rtl\">"
                    + "<bdi dir=\"ltr\">1</bdi></p>"))
        .isEqualTo("<p style=\"margin:0\" dir=\"rtl\">1</p>");
  }

  private static String washed(String html) {
    String content = html.substring(Math.max(0, html.indexOf("</head>")));
    for (String element : list("removed")) {
      content = content.replaceAll("(?s)<" + element + "\\b.*?</" + element + ">", "");
    }
    return TAG.matcher(content.replaceAll("(?s)<!--.*?-->", ""))
        .replaceAll(
            tag ->
                ELEMENTS.contains(tag.group(2))
                    ? quoted("<" + tag.group(1) + tag.group(2) + attributesLeft(tag.group(3)) + ">")
                    : "");
  }

  private static String attributesLeft(String attributes) {
    return ATTRIBUTE
        .matcher(attributes)
        .replaceAll(
            attribute ->
                attribute.group(1).equals("style")
                    ? quoted(" style=\"" + stylesLeft(attribute.group(2)) + "\"")
                    : ATTRIBUTES.contains(attribute.group(1)) ? quoted(attribute.group()) : "");
  }

  private static String stylesLeft(String styles) {
    return Arrays.stream(styles.split(";", -1))
        .filter(style -> STYLES.contains(style.replaceAll(":.*", "").strip()))
        .collect(Collectors.joining(";"));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static Stream<String> styles(String html) {
    return ATTRIBUTE
        .matcher(html)
        .results()
        .filter(attribute -> attribute.group(1).equals("style"))
        .flatMap(attribute -> Arrays.stream(attribute.group(2).split(";", -1)))
        .map(style -> style.replaceAll(":.*", "").strip())
        .distinct();
  }

  private static Stream<String> attributes(String html) {
    return TAG.matcher(html)
        .results()
        .flatMap(tag -> ATTRIBUTE.matcher(tag.group(3)).results())
        .map(attribute -> attribute.group(1))
        .distinct();
  }

  private static List<String> links(String html) {
    return LINK.matcher(html).results().map(link -> link.group(1)).toList();
  }

  private static List<String> found(String pattern, String html) {
    return Pattern.compile(pattern).matcher(html).results().map(MatchResult::group).toList();
  }

  private static Set<String> list(String name) {
    return Set.of(LISTS.getProperty(name).split(" +", -1));
  }

  private static Properties lists() {
    Properties lists = new Properties();
    try (InputStream in = StrictProgramsTest.class.getResourceAsStream("allow-lists.properties");
        Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      lists.load(reader);
      return lists;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
