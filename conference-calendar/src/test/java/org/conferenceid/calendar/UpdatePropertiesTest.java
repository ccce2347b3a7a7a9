package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.BRUNOS;
import static org.conferenceid.calendar.Samples.NOW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.OLDER;
import static org.conferenceid.calendar.Samples.bytes;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.html;
import static org.conferenceid.calendar.Samples.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any file that the updater is given (B16). */
class UpdatePropertiesTest {
  private static final Set<String> TOUCHED =
      Set.of(
          "DTSTAMP",
          "LAST-MODIFIED",
          "SEQUENCE",
          "DESCRIPTION",
          "LOCATION",
          "SUMMARY",
          "X-ALT-DESC",
          "CONFERENCE",
          "COMMENT");

  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> pieces =
        Arbitraries.oneOf(
            Arbitraries.of(
                text(OLD),
                text(OLDER),
                text(BRUNOS),
                html(OLD),
                html(BRUNOS),
                "4839201",
                "483 9201#",
                "+33 1 70 00 00 00",
                "<p>",
                "</p>",
                "<div>",
                "<br>",
                "\n",
                "<a href=\"tel:4839201\">",
                "tel:+33170000000,,4839201%23",
                "&nbsp;",
                "&#52;839201",
                text(OLD).substring(0, 90),
                text(OLD).substring(60),
                "\u202e",
                "https://example.org/4839201",
                "é",
                "\ud83d\ude00"),
            Arbitraries.strings().ofMaxLength(20).all());
    Arbitrary<String> values = pieces.list().ofMaxSize(8).map(each -> String.join("", each));
    Arbitrary<String> lines =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(
                    "DESCRIPTION",
                    "LOCATION",
                    "SUMMARY",
                    "X-ALT-DESC;FMTTYPE=text/html",
                    "X-OTHER",
                    "CONFERENCE;VALUE=URI",
                    "ATTENDEE;CN=\"a:b;c\"",
                    "SEQUENCE",
                    "DTSTAMP",
                    "COMMENT"),
                values,
                Arbitraries.of("", "\r\n ", "\r\n\t"))
            .as(UpdatePropertiesTest::line);
    return lines
        .list()
        .ofMaxSize(8)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(UpdatePropertiesTest::file);
  }

  private static String line(String name, String value, String fold) {
    String escaped = escaped(value.replaceAll("[\r\n]+", "\n"));
    int middle = escaped.offsetByCodePoints(0, escaped.codePointCount(0, escaped.length()) / 2);
    return name + ":" + escaped.substring(0, middle) + fold + escaped.substring(middle);
  }

  private static String file(List<List<String>> events) {
    StringBuilder file = new StringBuilder("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    for (List<String> lines : events) {
      file.append("BEGIN:VEVENT\r\nDTSTART:20270101T100000Z\r\n");
      lines.forEach(line -> file.append(line).append("\r\n"));
      file.append("END:VEVENT\r\n");
    }
    return file.append("END:VCALENDAR\r\n").toString();
  }

  @Property(tries = 200)
  @Label("B16: bytes outside the touched lines are equal")
  void otherBytesStay(@ForAll("files") String file) {
    byte[] before = bytes(file);
    byte[] after = Samples.updater().update(before, NOW).content();
    assertThat(untouched(after)).isEqualTo(untouched(before));
  }

  /** The lines that no update touches, byte for byte. */
  private static List<String> untouched(byte[] file) {
    List<String> lines = new ArrayList<>();
    boolean touched = false;
    for (String line : new String(file, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)) {
      if (!line.startsWith(" ") && !line.startsWith("\t")) {
        touched = TOUCHED.contains(line.split("[;:]", 2)[0]);
      }
      if (!touched) {
        lines.add(line);
      }
    }
    return lines;
  }

  @Property(tries = 200)
  @Label("B16: a second run changes nothing")
  void secondRunChangesNothing(@ForAll("files") String file) {
    CalendarUpdate first = Samples.updater().update(bytes(file), NOW);
    CalendarUpdate second = Samples.updater().update(first.content(), NOW.plusSeconds(60));
    assertThat(second.isChanged()).isFalse();
    assertThat(second.content()).isEqualTo(first.content());
  }

  @Property(tries = 200)
  @Label("B16: a meeting is changed if, and only if, its outcome says so; no report shows an ID")
  void outcomeTellsTheTruth(@ForAll("files") String file) {
    CalendarUpdate update = Samples.updater().update(bytes(file), NOW);
    assertThat(update.isChanged())
        .isEqualTo(update.meetings().stream().anyMatch(meeting -> meeting.outcome().isChanged()));
    for (MeetingUpdate meeting : update.meetings()) {
      assertThat(meeting.diff().isEmpty()).isEqualTo(!meeting.outcome().isChanged());
      assertThat(meeting + meeting.findings().toString() + update)
          .doesNotContain("4839201", "483 9201", "6120345", "612 0345");
      assertThat(meeting.diff()).doesNotContain("612 0345", "6120345");
    }
  }

  @Property(tries = 200)
  @Label("B16: any bytes are answered by a report")
  void anyBytes(@ForAll byte[] bytes) {
    CalendarUpdate update = Samples.updater().update(bytes, NOW);
    assertThat(update.refusal().isPresent() || update.meetings() != null).isTrue();
  }
}
