package org.conferenceid.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.attendant.Admission;
import org.conferenceid.behaviour.World;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest extends World {

  @BeforeEach
  void enableWithKnownId() {
    conferencing =
        builder()
            .administration(
                component ->
                    component.generator(
                        ScriptedIdGenerator.only(
                            ConferenceId.parse("4839201"), ConferenceId.parse("5920318"))))
            .build();
    enable(AMELIE);
  }

  @Test
  @DisplayName("S1: the foot of an invitation has the dial-in numbers and the ID")
  void showsNumbersAndIdAsText() {
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH))
        .isEqualTo(
            """
            :______________________________
            Join by phone
              +33 1 70 00 00 00  Paris (toll)
              +33 800 000 000    France (toll-free)
            Conference ID: 483 9201#

            One tap on a mobile phone
              +33 1 70 00 00 00,,4839201#  Paris
              +33 800 000 000,,4839201#    France
            ______________________________:
            """);
  }

  @Test
  @DisplayName("S1, B8: in the reader's language, or the nearest one")
  void speaksTheReadersLanguage() {
    Invitation invitation = conferencing.invitationFor(AMELIE);
    assertThat(invitation.asText(Locale.CANADA_FRENCH))
        .isEqualTo(
            """
            :______________________________
            Rejoindre par téléphone
              +33 1 70 00 00 00  Paris (appel payant)
              +33 800 000 000    France (appel gratuit)
            ID de conférence\u00a0: 483 9201#

            D’une seule touche, depuis un mobile
              +33 1 70 00 00 00,,4839201#  Paris
              +33 800 000 000,,4839201#    France
            ______________________________:
            """);
    Locale swedish = Locale.forLanguageTag("sv");
    assertThat(invitation.asText(swedish)).isEqualTo(invitation.asText(Locale.ENGLISH));
    assertThatThrownBy(() -> invitation.asText(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  @DisplayName("S1, B8: right to left, digits keep their order in the text and in HTML")
  void isolatesNumbersInRightToLeftText() {
    Invitation invitation = conferencing.invitationFor(AMELIE);
    assertThat(invitation.asText(Locale.forLanguageTag("ar-EG")))
        .contains(
            "\u2066\u200e+33\u00a01\u00a070\u00a000\u00a000\u00a000\u2069  \u2068Paris\u2069 (")
        .contains(": \u2066\u200e483\u00a09201#\u2069\n");
    assertThat(invitation.asHtml(Locale.forLanguageTag("ar")))
        .startsWith("<div lang=\"ar\" dir=\"rtl\">")
        .contains("<span dir=\"auto\">\u2068Paris\u2069</span> (")
        .contains(
            "<span dir=\"ltr\" style=\"white-space:nowrap\">\u2066\u200e483\u00a09201#\u2069</span>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ar", "fr", "pl", "ja"})
  @DisplayName("S2: the ID is accepted as it is copied out of an invitation, marks and all")
  void showsAnIdThatCanBePasted(String tag) {
    Invitation invitation = conferencing.invitationFor(AMELIE);
    Locale language = Locale.forLanguageTag(tag);
    for (String foot : List.of(invitation.asText(language), invitation.asHtml(language))) {
      Matcher copied = Pattern.compile("\\p{Cf}?[0-9]{3}\\p{Zs}[0-9]{4}#\\p{Cf}?").matcher(foot);
      assertThat(copied.find()).isTrue();
      assertThat(conferencing.attendant().admit(copied.group(), Caller.anonymous()))
          .isEqualTo(new Admission.Admitted(AMELIE));
    }
  }

  @Test
  @DisplayName("B8: as HTML, with tel: links (RFC 3966), language and direction")
  void showsNumbersAndIdAsHtml() {
    assertThat(conferencing.invitationFor(AMELIE).asHtml(Locale.FRENCH))
        .startsWith("<div lang=\"fr\" dir=\"ltr\">")
        .contains("<a href=\"tel:+33170000000\"><span dir=\"ltr\"")
        .contains(">+33\u00a01\u00a070\u00a000\u00a000\u00a000</span></a>")
        .contains("<span dir=\"auto\">France</span> (appel gratuit)")
        .contains(">483\u00a09201#<");
  }

  @Test
  @DisplayName("B8: markup in a label stays text")
  void escapesLabels() {
    conferencing =
        builder()
            .bridge(Bridge.builder().toll("+33170000000", "<b onclick='x'>\"A & B\"").build())
            .build();
    assertThat(conferencing.invitationFor(AMELIE).asHtml(Locale.ENGLISH))
        .contains(">&lt;b onclick=&#39;x&#39;&gt;&quot;A &amp; B&quot;</span>")
        .doesNotContain("<b onclick");
  }

  @Test
  @DisplayName("B8: as CONFERENCE lines of a calendar file (RFC 7986), one for each number")
  void showsNumbersAndIdAsICalendar() {
    String lines = conferencing.invitationFor(AMELIE).asICalendar(Locale.ENGLISH);
    assertThat(unfolded(lines).lines())
        .containsExactly(
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"Paris (toll)\";LANGUAGE=en:tel:+33170000000,,4839201%23",
            "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"France (toll-free)\";LANGUAGE=en:tel:+33800000000,,4839201%23");
  }

  @Test
  @DisplayName("B8: calendar lines are folded at 75 octets, and not inside a character (RFC 5545)")
  void foldsLines() {
    String label = "Zürich, «Haus»; a: \"b\" ^ 😀".repeat(3);
    conferencing = builder().bridge(Bridge.builder().toll("+33170000000", label).build()).build();
    String lines = conferencing.invitationFor(AMELIE).asICalendar(Locale.ENGLISH);

    for (String line : lines.lines().toList()) {
      assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
    }
    assertThat(lines).endsWith("\r\n").doesNotContain("\ufffd");
    // RFC 6868 encodes what a quoted value cannot hold.
    String encoded = label.replace("^", "^^").replace("\"", "^'");
    assertThat(unfolded(lines)).contains("LABEL=\"" + encoded + " (toll)\";");
  }

  private static String unfolded(String lines) {
    return lines.replace("\r\n ", "");
  }

  @Test
  @DisplayName("S8: after a reset the invitation has the new ID")
  void showsTheNewId() {
    Invitation before = conferencing.invitationFor(AMELIE);
    reset(AMELIE);
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.ENGLISH)).contains("592 0318");
    assertThat(before.asText(Locale.ENGLISH)).contains("483 9201");
    assertThat(before).hasToString("Invitation[id=*****01]");
  }

  @Test
  @DisplayName("B8: the application decides how phone numbers are shown")
  void formatsNumbersAsTheApplicationLikes() {
    conferencing =
        builder().phoneNumberFormat((number, language) -> language + ":" + number.e164()).build();
    assertThat(conferencing.invitationFor(AMELIE).asText(Locale.FRENCH))
        .contains("fr:+33170000000");
  }
}
