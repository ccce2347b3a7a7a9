package org.conferenceid.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Bidi;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.AudioConferencing;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.DialInNumber;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.InvitationTexts;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.InMemoryUserDirectory;
import org.conferenceid.testkit.RecordingNotifier;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.conferenceid.texts.Languages;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Digits stand on the screen as they are dialled, by the Unicode bidirectional algorithm, whatever
 * a mail program leaves of the HTML.
 */
class DigitsInOrderTest {
  private static final Bridge BRIDGE =
      Bridge.builder()
          .toll("+33 1 70 00 00 00", "Paris 2")
          .toll("+1 212-555-0123", "نيويورك")
          .tollFree("+33 800 00 00 00", "3 France")
          .build();
  private static final List<String> NUMBERS =
      List.of("+33 1 70 00 00 00", "+1 212-555-0123", "+33 800 00 00 00");
  private static final String ID = "483 9201";
  private static final String CONTACT = "مكتب الخدمة +49 30 1234567";

  static Stream<String> languages() {
    return Languages.OFFERED.stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("B8: in mail, digits keep their order, in HTML also where tags are taken away")
  void keepOrderInMail(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    MessageDesign design = MessageDesign.builder().support(CONTACT).build();
    RenderedMessage message =
        new Renderer(
                design, new LibphonenumberFormat(), InvitationTexts.ofDefaults(), Locale.ENGLISH)
            .render(Messages.of(EventKind.RESET, "أميلي", language, BRIDGE));
    assertThat(shown(message.text(), isRightToLeft(tag))).contains("+49 30 1234567");
    assertThat(shown(withoutTags(message.html()), isRightToLeft(tag))).contains("+49 30 1234567");
    assertInOrder(message.text(), message.html(), tag);
  }

  static Stream<String> languagesOfFooters() {
    return Languages.OFFERED.stream();
  }

  @ParameterizedTest
  @MethodSource("languagesOfFooters")
  @DisplayName("S1, B8, B14: in a footer, digits keep their order, also without tags")
  void keepOrderInInvitations(String tag) {
    Locale language = Locale.forLanguageTag(tag);
    Invitation foot = invitation();
    String text = foot.asText(language);
    String html = foot.asHtml(language);
    assertInOrder(text, html, tag);
    for (String footer : List.of(text, withoutTags(html), withoutUnknownTags(html))) {
      assertKeyedInOrder(footer, isRightToLeft(tag));
      assertKeyedInOrder(footer.replaceAll("[\u2066-\u2069]", ""), isRightToLeft(tag));
    }
  }

  private static void assertKeyedInOrder(String footer, boolean rightToLeft) {
    assertThat(shown(footer, rightToLeft))
        .contains(
            ID + "#",
            "+33 1 70 00 00 00,,4839201#",
            "+1 212-555-0123,,4839201#",
            "0800 000 0000,,4839201#",
            "12 34");
  }

  @Test
  @DisplayName("The way in which this test looks at a text sees digits that turn round")
  void seesWhatIsTurnedRound() {
    assertThat(shown("معرّف المؤتمر: 483 9201", true)).contains("9201 483");
    assertThat(shown(withoutUnknownTags("معرّف: <bdi dir=\"ltr\">483 9201</bdi>"), true))
        .contains("9201 483");
    assertThat(shown(withoutUnknownTags("معرّف: <span dir=\"ltr\">483 9201</span>"), true))
        .contains(ID);
  }

  private static void assertInOrder(String text, String html, String tag) {
    boolean rightToLeft = isRightToLeft(tag);
    for (String left : List.of(text, withoutTags(html), withoutUnknownTags(html))) {
      assertThat(shown(left, rightToLeft)).contains(ID).contains(NUMBERS);
    }
    // Some programs know nothing of isolates, and some show every message from right to left.
    String bare = withoutTags(html).replaceAll("[\u2066-\u2069]", "");
    assertThat(shown(bare, rightToLeft)).contains(ID);
    assertThat(shown(bare, true)).contains(ID);
    if (rightToLeft) {
      assertThat(shown(bare, true)).contains(NUMBERS);
      assertThat(shown(text.replaceAll("[\u2066-\u2069]", ""), true))
          .contains(ID)
          .contains(NUMBERS);
    }
  }

  private static boolean isRightToLeft(String tag) {
    return tag.equals("ar");
  }

  private static Invitation invitation() {
    Bridge bridge =
        Bridge.builder()
            .toll("+33 1 70 00 00 00", "Paris 2")
            .toll("+1 212-555-0123", "نيويورك")
            .tollFree("+33 800 00 00 00", "3 France")
            .number(DialInNumber.tollFree("+49 800 0000000").onlyWithin("DE", "0800 000 0000"))
            .extension("12 34", "نيويورك 3")
            .build();
    AudioConferencing conferencing =
        AudioConferencing.builder()
            .store(new InMemoryConferenceStore())
            .directory(new InMemoryUserDirectory())
            .notifier(new RecordingNotifier())
            .bridge(bridge)
            .administration(component -> component.generator(ScriptedIdGenerator.only(Messages.ID)))
            .build();
    conferencing.administration().enable(UserId.of("amelie"));
    return conferencing.invitationFor(UserId.of("amelie"));
  }

  /** The text alone, as where everything else is cut out. */
  static String withoutTags(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("</td><td[^>]*>", " ")
        .replaceAll("<[^>]*>", "");
  }

  /**
   * What a program shows that knows elements with a direction, but not {@code bdi}: what the
   * elements say, said by marks.
   */
  static String withoutUnknownTags(String html) {
    return withoutTags(
        html.replaceAll("<span dir=\"ltr\"[^>]*>([^<]*)</span>", "\u2066$1\u2069")
            .replaceAll("<span dir=\"auto\"[^>]*>([^<]*)</span>", "\u2068$1\u2069"));
  }

  /** The characters of each line as they stand on the screen, from left to right. */
  static String shown(String text, boolean rightToLeft) {
    return text.lines()
        .filter(line -> !line.isEmpty())
        .map(line -> shownLine(line, rightToLeft))
        .collect(Collectors.joining("\n"));
  }

  private static String shownLine(String line, boolean rightToLeft) {
    Bidi order =
        new Bidi(line, rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT);
    byte[] levels = new byte[line.length()];
    IntStream.range(0, levels.length).forEach(i -> levels[i] = (byte) order.getLevelAt(i));
    Character[] characters = line.chars().mapToObj(c -> (char) c).toArray(Character[]::new);
    Bidi.reorderVisually(levels, 0, characters, 0, characters.length);
    return Stream.of(characters)
        .map(String::valueOf)
        .collect(Collectors.joining())
        .replace('\u00a0', ' ')
        .replaceAll("[\u200e\u2066-\u2069]", "");
  }
}
