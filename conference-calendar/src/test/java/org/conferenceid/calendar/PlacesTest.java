package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NEW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.html;
import static org.conferenceid.calendar.Samples.text;
import static org.conferenceid.calendar.Samples.unfolded;
import static org.conferenceid.calendar.Samples.update;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.conferenceid.calendar.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where in an event footers and IDs are looked for (B16). */
class PlacesTest {
  private static void assertReplaced(String before, String after, Finding... findings) {
    CalendarUpdate update = update(event(before));
    assertThat(unfolded(update)).contains("\r\n" + after + "\r\n");
    assertThat(update.meetings().get(0).findings()).containsExactly(findings);
  }

  @Test
  @DisplayName("B16: LOCATION, SUMMARY, COMMENT and CONTACT are looked into")
  void texts() {
    for (String name : new String[] {"LOCATION", "COMMENT", "CONTACT"}) {
      assertReplaced(
          name + ";LANGUAGE=en:Phone: +33 1 70 00 00 00\\,\\,4839201#",
          name + ";LANGUAGE=en:Phone: +33 1 70 00 00 00\\,\\,6120345#",
          new Finding(name, Kind.DIAL_LINK));
    }
    assertThat(
            unfolded(
                update(
                    event("X-A:b")
                        .replace("SUMMARY:Review", "SUMMARY:Call +33170000000p4839201#"))))
        .contains("SUMMARY:Call +33170000000p6120345#");
  }

  @Test
  @DisplayName("B16, RFC 7986: CONFERENCE is looked into, and so is URL")
  void links() {
    assertReplaced(
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"a:b;c\":tel:+33170000000,,4839201%23",
        "CONFERENCE;VALUE=URI;FEATURE=AUDIO,PHONE;LABEL=\"a:b;c\":tel:+33170000000,,6120345%23",
        new Finding("CONFERENCE", Kind.DIAL_LINK));
    assertReplaced(
        "URL:TEL:+49-800-0000000;postd=pp4839201%23",
        "URL:TEL:+49-800-0000000;postd=pp6120345%23", new Finding("URL", Kind.DIAL_LINK));
  }

  @Test
  @DisplayName("B14, B16: older one-tap links with other pauses are found")
  void pauses() {
    for (String pauses : new String[] {",", ",,,", ",,,,", "p", "pp", ";", "w", "%2C%2C"}) {
      String before = "URL:tel:+33170000000" + pauses + "4839201%23";
      assertThat(unfolded(update(event(before)))).contains(before.replace("4839201", "6120345"));
    }
  }

  @Test
  @DisplayName("B16: STYLED-DESCRIPTION (RFC 9073) and X-ALT-DESC are looked into, as HTML")
  void styled() {
    for (String name : new String[] {"STYLED-DESCRIPTION;VALUE=TEXT", "X-ALT-DESC"}) {
      assertReplaced(
          name + ";FMTTYPE=text/html:" + escaped(html(OLD).strip()),
          name + ";FMTTYPE=text/html:" + escaped(html(NEW).strip()),
          new Finding(name.split(";", 2)[0], Kind.MARKED_FOOTER));
    }
    assertReplaced(
        "STYLED-DESCRIPTION;FMTTYPE=text/plain:" + escaped(text(OLD)),
        "STYLED-DESCRIPTION;FMTTYPE=text/plain:" + escaped(text(NEW)),
        new Finding("STYLED-DESCRIPTION", Kind.MARKED_FOOTER));
  }

  @Test
  @DisplayName("B16: the text of an ALTREP is looked into, as programs encode it")
  void altrep() {
    String before = "data:text/html," + encoded("<body>Agenda " + html(OLD).strip());
    String after = "data:text/html," + encoded("<body>Agenda " + html(NEW).strip());
    assertReplaced(
        "DESCRIPTION;ALTREP=\"" + before + "\";LANGUAGE=en:" + escaped(text(OLD)),
        "DESCRIPTION;ALTREP=\"" + after + "\";LANGUAGE=en:" + escaped(text(NEW)),
        new Finding("DESCRIPTION;ALTREP", Kind.MARKED_FOOTER),
        new Finding("DESCRIPTION", Kind.MARKED_FOOTER));
    assertThat(unfolded(update(event("DESCRIPTION;ALTREP=\"cid:x\":y")))).contains("\"cid:x\":y");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  @Test
  @DisplayName("B16: HTML in Base64 is looked into")
  void base64() {
    assertReplaced(
        "X-ALT-DESC;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:" + base64(html(OLD).strip()),
        "X-ALT-DESC;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:" + base64(html(NEW).strip()),
        new Finding("X-ALT-DESC", Kind.MARKED_FOOTER));
    assertReplaced(
        "DESCRIPTION;ALTREP=\"data:text/html;charset=utf-8;base64,"
            + base64(html(OLD).strip())
            + "\":x",
        "DESCRIPTION;ALTREP=\"data:text/html;charset=utf-8;base64,"
            + base64(html(NEW).strip())
            + "\":x",
        new Finding("DESCRIPTION;ALTREP", Kind.MARKED_FOOTER));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("B16: what cannot be decoded is told, and stays")
  void notRead() {
    for (String line :
        new String[] {
          "X-ALT-DESC;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:!!!!A",
          "X-ALT-DESC;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:/w==",
          "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:+33 1 70 00 00 00 =34839201",
          "DESCRIPTION;ALTREP=\"data:text/html;charset=utf-16,x\":y",
          "DESCRIPTION;ALTREP=\"data:text/html,%FF\":y"
        }) {
      CalendarUpdate update = update(event(line));
      assertThat(update.isChanged()).as(line).isFalse();
      assertThat(Samples.kinds(update)).as(line).containsExactly(Kind.NOT_READ);
      assertThat(Samples.outcome(update)).as(line).isEqualTo(MeetingOutcome.LEFT_ALONE);
    }
  }

  @Test
  @DisplayName("B16: descriptions of reminders are looked into")
  void alarms() {
    CalendarUpdate update =
        update(
            event(
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                "TRIGGER:-PT15M",
                "DESCRIPTION:" + escaped(text(OLD)),
                "END:VALARM"));
    assertThat(unfolded(update)).contains("\r\nDESCRIPTION:" + escaped(text(NEW)) + "\r\n");
    assertThat(update.meetings().get(0).findings())
        .containsExactly(new Finding("VALARM.DESCRIPTION", Kind.MARKED_FOOTER));
  }

  @Test
  @DisplayName(
      "B14, B16: the links of HTML are looked into, also where a program made one of the ID")
  void htmlLinks() {
    String before =
        "<a href=\"tel:+33170000000,,4839201%23\">Call</a> +33 1 70 00 00 00"
            + " <a class=x href='tel:4839201'>483 9201</a>"
            + " <a href=tel:+33170000000&#44;&#44;4839201&#35;>x</a>"
            + " <a href=\"https://example.org/4839201\">4839201</a>";
    String after =
        "<a href=\"tel:+33170000000,,6120345%23\">Call</a> +33 1 70 00 00 00"
            + " <a class=x href='tel:6120345'>612 0345</a>"
            + " <a href=tel:+33170000000&#44;&#44;6120345&#35;>x</a>"
            + " <a href=\"https://example.org/4839201\">6120345</a>";
    assertThat(Samples.description(Samples.description(before))).isEqualTo(after);
  }

  @Test
  @DisplayName("B16: other properties, tasks and attachments stay")
  void otherPlaces() {
    String other = "ATTACH;FMTTYPE=text/html;ENCODING=BASE64;VALUE=BINARY:" + base64(html(OLD));
    assertThat(update(event(other, "X-NOTE:" + escaped(text(OLD)))).isChanged()).isFalse();
    String task = event("DESCRIPTION:" + escaped(text(OLD))).replace("VEVENT", "VTODO");
    assertThat(update(task).isChanged()).isFalse();
  }
}
