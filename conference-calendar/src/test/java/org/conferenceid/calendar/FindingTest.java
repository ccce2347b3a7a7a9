package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.BRUNOS;
import static org.conferenceid.calendar.Samples.NEW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.OLDER;
import static org.conferenceid.calendar.Samples.description;
import static org.conferenceid.calendar.Samples.html;
import static org.conferenceid.calendar.Samples.kinds;
import static org.conferenceid.calendar.Samples.outcome;
import static org.conferenceid.calendar.Samples.text;
import static org.conferenceid.calendar.Samples.update;
import static org.conferenceid.calendar.Samples.withoutMarks;

import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.calendar.Finding.Kind;
import org.conferenceid.invitation.Bridge;
import org.conferenceid.invitation.FooterMarks;
import org.conferenceid.invitation.Invitation;
import org.conferenceid.invitation.PhoneNumberFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How a footer is found, and what takes its place (B16). */
class FindingTest {
  static Stream<Locale> languages() {
    return Samples.invitation(NEW).languages().stream();
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("B16: a footer between its marks is replaced in its language, and nothing around it")
  void markedText(Locale language) {
    CalendarUpdate update =
        description("Agenda: a, b; c\n\n" + text(OLD, language) + "\nSee you.\n");
    assertThat(kinds(update)).containsExactly(Kind.MARKED_FOOTER);
    assertThat(Samples.description(update))
        .isEqualTo("Agenda: a, b; c\n\n" + text(NEW, language) + "\nSee you.\n");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("B16: in HTML too, with the element around it")
  void markedHtml(Locale language) {
    CalendarUpdate update =
        description("<p>Agenda &amp; more</p>\n" + html(OLD, language) + "<p>See you.</p>\n");
    assertThat(kinds(update)).containsExactly(Kind.MARKED_FOOTER);
    assertThat(Samples.description(update))
        .isEqualTo("<p>Agenda &amp; more</p>\n" + html(NEW, language) + "<p>See you.</p>\n");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName(
      "B16: a footer whose marks are gone is found word for word; white space does not count")
  void exactText(Locale language) {
    String footer = withoutMarks(text(OLD, language)).replace("  ", " ").replace("\n\n", "\n");
    CalendarUpdate update = description("Agenda\n" + footer + "See you.");
    assertThat(kinds(update)).containsExactly(Kind.EXACT_FOOTER);
    assertThat(Samples.description(update))
        .isEqualTo("Agenda\n" + text(NEW, language) + "See you.");
  }

  @ParameterizedTest
  @MethodSource("languages")
  @DisplayName("B16: in HTML too")
  void exactHtml(Locale language) {
    CalendarUpdate update =
        description("<p>Agenda</p>" + withoutMarks(html(OLD, language)) + "<p>See you.</p>");
    assertThat(kinds(update)).containsExactly(Kind.EXACT_FOOTER);
    assertThat(Samples.description(update))
        .startsWith("<p>Agenda</p>")
        .contains(html(NEW, language).strip())
        .endsWith("<p>See you.</p>");
  }

  @Test
  @DisplayName("B16: numbers may be shown in another format than the invitation's")
  void otherFormat() {
    Invitation old = Samples.invitation(OLD).withFormat((number, language) -> number.e164());
    assertThat(kinds(description(withoutMarks(old.asText(Locale.ENGLISH)))))
        .containsExactly(Kind.EXACT_FOOTER);
  }

  @Test
  @DisplayName("B16: a footer with former dial-in numbers is known if they are told")
  void formerNumbers() {
    Bridge former = Bridge.builder().toll("+41 44 000 00 00", "Zürich").build();
    String old = Invitation.of(OLD, former, PhoneNumberFormat.asWritten()).asText(Locale.ENGLISH);
    InvitationUpdater updater = Samples.builder().formerBridge(former).build();
    assertThat(kinds(description(updater, old))).containsExactly(Kind.MARKED_FOOTER);
    assertThat(Samples.description(description(updater, old))).isEqualTo(text(NEW));
    assertThat(kinds(description(updater, withoutMarks(old)))).containsExactly(Kind.EXACT_FOOTER);

    CalendarUpdate untold = description(old);
    assertThat(kinds(untold)).containsExactly(Kind.ID);
    assertThat(Samples.description(untold)).contains("+41 44 000 00 00,,6120345#  Zürich");
  }

  @Test
  @DisplayName("B15, B16: a footer with the current ID and former numbers is replaced, too")
  void onlyNumbersChanged() {
    Bridge former = Bridge.builder().toll("+41 44 000 00 00", "Zürich").build();
    String old = Invitation.of(NEW, former, PhoneNumberFormat.asWritten()).asText(Locale.ENGLISH);
    CalendarUpdate update = description(Samples.builder().formerBridge(former).build(), old);
    assertThat(kinds(update)).containsExactly(Kind.MARKED_FOOTER);
    assertThat(Samples.description(update)).isEqualTo(text(NEW));
  }

  @Test
  @DisplayName("B16: what somebody wrote into a footer stays; then only its digits are replaced")
  void changedFooter() {
    String old = text(OLD).replace("\n\nOne tap", "\nOur room: Mozart, 2nd floor\n\nOne tap");
    CalendarUpdate update = description(old);
    assertThat(kinds(update)).containsExactly(Kind.ID);
    assertThat(outcome(update)).isEqualTo(MeetingOutcome.UPDATED_IN_PART);
    assertThat(Samples.description(update))
        .isEqualTo(old.replace("483 9201", "612 0345").replace("4839201", "6120345"));
  }

  @Test
  @DisplayName("B16: a number or a link that somebody added to a footer is not lost")
  void addedNumber() {
    for (String added :
        new String[] {"+49 30 1234567", "https://meet.example.com/x", "Toll: 12345"}) {
      String old = text(OLD).replace("\n\nOne tap", "\n" + added + "\n\nOne tap");
      assertThat(Samples.description(description(old))).contains(added);
    }
  }

  @Test
  @DisplayName(
      "B16: without marks and whole footer, the digits beside a dial-in number are replaced")
  void digitsInAnyGrouping() {
    for (String grouped :
        new String[] {
          "483 9201", "4839201", "483-9201", "483.92.01", "4 8 3 9 2 0 1", "48 39 201"
        }) {
      CalendarUpdate update = description("Call +33 1 70 00 00 00, then " + grouped + "#.");
      assertThat(kinds(update)).as(grouped).containsExactly(Kind.ID);
      assertThat(outcome(update)).isEqualTo(MeetingOutcome.UPDATED_IN_PART);
      assertThat(Samples.description(update).replaceAll("[^0-9]", ""))
          .as(grouped)
          .isEqualTo("33170000000" + "6120345");
      assertThat(Samples.description(update).replaceAll("[0-9]", ""))
          .as("grouping stays")
          .isEqualTo(("Call +33 1 70 00 00 00, then " + grouped + "#.").replaceAll("[0-9]", ""));
    }
  }

  @Test
  @DisplayName("B16: digits of other scripts are replaced by digits of their own")
  void otherScripts() {
    assertThat(Samples.description(description("+33 1 70 00 00 00 : ٤٨٣ ٩٢٠١# ４８３９２０１#")))
        .isEqualTo("+33 1 70 00 00 00 : ٦١٢ ٠٣٤٥# ６１２０３４５#");
  }

  @Test
  @DisplayName("B16: an ID split by tags, entities or invisible marks is found")
  void splitIds() {
    String number = "<p>+33&nbsp;1 70 00 00&#32;00 ";
    for (String split :
        new String[] {
          "4<b>83</b> 9<wbr>201", "&#52;83&nbsp;9201", "<span>4</span><span>839201</span>",
          "483&shy;9201", "\u2066\u200e483\u00a09201\u2069", "483<!-- x -->9201"
        }) {
      CalendarUpdate update = description(number + split + "#</p>");
      assertThat(kinds(update)).as(split).containsExactly(Kind.ID);
      assertThat(HtmlText.of(Samples.description(update)).visible().text().strip())
          .as(split)
          .matches("\\+33 1 70 00 00 00 612 ?0345#");
    }
  }

  @Test
  @DisplayName("B16: after two resets whichever ID is there is replaced")
  void olderIds() {
    assertThat(Samples.description(description(text(OLDER) + text(OLD))))
        .isEqualTo(text(NEW) + text(NEW));
  }

  @Test
  @DisplayName("B16: a second run changes nothing, also after a calendar changed the white space")
  void secondRun() {
    for (String footer : new String[] {text(OLD), html(OLD), withoutMarks(text(OLD))}) {
      CalendarUpdate first = description(footer);
      CalendarUpdate second = Samples.updater().update(first.content(), Samples.NOW);
      assertThat(second.isChanged()).isFalse();
      assertThat(second.content()).isEqualTo(first.content());
      assertThat(outcome(second)).isEqualTo(MeetingOutcome.UP_TO_DATE);
    }
    CalendarUpdate rewritten = description(text(NEW).replaceAll("\\s+", " "));
    assertThat(outcome(rewritten)).isEqualTo(MeetingOutcome.UP_TO_DATE);
  }

  @Test
  @DisplayName("B16: an ID beside the numbers that only the new footer has is replaced with it")
  void besideNewNumbers() {
    String emptied = FooterMarks.START + "\nID 483 9201\n" + FooterMarks.END + "\n";
    CalendarUpdate update = description(emptied + "or key 4839201");
    assertThat(Samples.description(update)).isEqualTo(text(NEW) + "or key 6120345");
    assertThat(kinds(update)).containsExactly(Kind.MARKED_FOOTER, Kind.ID);
    assertThat(Samples.updater().update(update.content(), Samples.NOW).isChanged()).isFalse();
  }

  @Test
  @DisplayName("B16: a footer of another organizer stays, also beside one's own")
  void twoOrganizers() {
    CalendarUpdate update = description(text(BRUNOS) + "or\n" + text(OLD));
    assertThat(Samples.description(update)).isEqualTo(text(BRUNOS) + "or\n" + text(NEW));
    assertThat(kinds(update)).containsExactly(Kind.FOREIGN_FOOTER, Kind.MARKED_FOOTER);
    assertThat(outcome(description(text(BRUNOS)))).isEqualTo(MeetingOutcome.LEFT_ALONE);
  }

  @Test
  @DisplayName("B16: a footer that was cut counts as none, and its digits are replaced")
  void cutFooter() {
    String cut = text(OLD).substring(0, text(OLD).indexOf("\n\nOne tap"));
    CalendarUpdate update = description(cut);
    assertThat(kinds(update)).containsExactly(Kind.ID);
    assertThat(Samples.description(update)).isEqualTo(cut.replace("483 9201", "612 0345"));
  }

  @Test
  @DisplayName("B16: the marks' lines are told from the plain rules of other programs")
  void otherRules() {
    String rule = "________________________________";
    String longer = "_".repeat(80);
    CalendarUpdate update =
        description(longer + "\nOther Meeting\n" + rule + "\n" + text(OLD) + longer + ":\n");
    assertThat(Samples.description(update))
        .isEqualTo(longer + "\nOther Meeting\n" + rule + "\n" + text(NEW) + longer + ":\n");
  }

  @Test
  @DisplayName("B16: a title tells a meeting from others, and no ID")
  void titleWithId() {
    for (String id : new String[] {"4839201", "483 9201", "6120345"}) {
      CalendarUpdate update =
          update(Samples.event("X-A:b").replace("SUMMARY:Review", "SUMMARY:Call in\\, " + id));
      assertThat(update.meetings().get(0).title().orElseThrow())
          .startsWith("Call in, **")
          .endsWith(id.substring(id.length() - 2))
          .doesNotContain(id);
    }
  }

  @Test
  @DisplayName("B16: an event without footer and ID is left as it is")
  void nothingFound() {
    CalendarUpdate update = description("Agenda");
    assertThat(outcome(update)).isEqualTo(MeetingOutcome.NOTHING_FOUND);
    assertThat(update.isChanged()).isFalse();
  }

  @Test
  @DisplayName("B16: an organizer without former IDs has nothing to replace")
  void noFormerIds() {
    InvitationUpdater updater =
        InvitationUpdater.builder(Samples.invitation(ConferenceId.parse("5551234")), Samples.AMELIE)
            .build();
    assertThat(description(updater, text(OLD)).isChanged()).isFalse();
  }

  @Test
  @DisplayName("B16: in hostile HTML, what nobody sees is no footer, and all of it stays")
  void hostileHtml() {
    for (String hidden :
        new String[] {
          "<script>var x = '+33 1 70 00 00 00 4839201';</script>",
          "<style>/* +33 1 70 00 00 00 4839201 */</style>",
          "<!-- +33 1 70 00 00 00 4839201 -->",
          "<img alt='+33 1 70 00 00 00 4839201' src=x onerror=\"tel('+33170000000,,4839201')\">",
          "<a href=\"javascript:call('+33170000000,,4839201')\">x</a>",
          "<a title=\"tel:+33170000000,,4839201%23\" href=x>y</a>",
          "<script><!-- </script" + html(OLD),
        }) {
      CalendarUpdate update = description("<b>Agenda</b>" + hidden);
      assertThat(update.isChanged()).as(hidden).isFalse();
    }
    for (String around :
        new String[] {
          "<div><b><i>",
          "</div></b>",
          "<a href='",
          "<p <p <p>",
          "&#0;&#x110000;&bogus;",
          "<![CDATA["
        }) {
      CalendarUpdate update = description("<p>x</p>" + html(OLD) + around);
      assertThat(Samples.description(update)).as(around).startsWith("<p>x</p>").endsWith(around);
    }
  }

  @Test
  @DisplayName("B16: an update of nothing but digits keeps the file's own HTML")
  void keepsHtml() {
    String html =
        "<P CLASS='x'>Call&nbsp;<A HREF=\"tel:+33170000000\">+33 1 70 00 00 00</a> 4839201#<br>";
    assertThat(Samples.description(description(html)))
        .isEqualTo(html.replace("4839201", "6120345"));
    assertThat(update(Samples.event("DESCRIPTION:x")).isChanged()).isFalse();
  }
}
