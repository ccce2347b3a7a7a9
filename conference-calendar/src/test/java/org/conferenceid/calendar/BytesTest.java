package org.conferenceid.calendar;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NEW;
import static org.conferenceid.calendar.Samples.NOW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.text;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.stream.Stream;
import org.conferenceid.calendar.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encodings, line ends and folds stay as they are (RFC 5545 section 3.1). */
class BytesTest {
  private static final String FILE =
      event("X-A: ü \u20ac \ud83d\ude00", "DESCRIPTION:Größe\\n" + escaped(text(OLD)), "X-B:ü");

  private static byte[] updated(byte[] file) {
    CalendarUpdate update = Samples.updater().update(file, NOW);
    assertThat(update.isChanged()).isTrue();
    return update.content();
  }

  private static String newFile(String file) {
    return file.replace("483 9201", "612 0345")
        .replace("4839201", "6120345")
        .replace(
            "DTSTAMP:20261001T080000Z\r\n",
            "DTSTAMP:20261126T120000Z\r\nLAST-MODIFIED:20261126T120000Z\r\nSEQUENCE:1\r\n");
  }

  private static String unfolded(String file) {
    return file.replaceAll("\r?\n[ \t]", "");
  }

  static Stream<Charset> encodings() {
    return Stream.of(UTF_8, UTF_16BE, UTF_16LE);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  @DisplayName("B16: a file stays in its encoding, with or without a byte order mark")
  void encodings(Charset charset) {
    for (String mark : new String[] {"", "\ufeff"}) {
      byte[] updated = updated((mark + FILE).getBytes(charset));
      assertThat(unfolded(new String(updated, charset))).isEqualTo(mark + newFile(FILE));
    }
  }

  @Test
  @DisplayName("B16: a file in ISO 8859-1 stays so")
  void latin1() {
    String file = FILE.replace("\u20ac \ud83d\ude00", "ÿ");
    byte[] updated = updated(file.getBytes(ISO_8859_1));
    assertThat(unfolded(new String(updated, ISO_8859_1))).isEqualTo(newFile(file));
  }

  @Test
  @DisplayName(
      "B16: where the encoding lacks characters of the new footer, its digits are replaced")
  void notEncodable() {
    String footer = text(OLD, Locale.FRENCH).replace("’", "'");
    String file = event("SUMMARY:é", "DESCRIPTION:" + escaped(footer));
    CalendarUpdate update =
        Samples.builder().language(Locale.JAPANESE).build().update(file.getBytes(ISO_8859_1), NOW);
    assertThat(Samples.kinds(update)).containsExactly(Kind.ID);
    assertThat(unfolded(new String(update.content(), ISO_8859_1))).isEqualTo(newFile(file));
  }

  @Test
  @DisplayName("B16: broken UTF-16 is refused, and comes back as it was")
  void brokenUtf16() {
    byte[] file = ("\ufeff" + FILE + "\ud83d").getBytes(UTF_16LE);
    byte[] broken = java.util.Arrays.copyOf(file, file.length - 1);
    CalendarUpdate update = Samples.updater().update(broken, NOW);
    assertThat(update.refusal()).contains(CalendarRefusal.NO_CALENDAR);
    assertThat(update.content()).isEqualTo(broken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  @DisplayName("B16: line ends stay as they are, and new lines have the same")
  void lineEnds(String lineEnd) {
    String file = FILE.replace("\r\n", lineEnd);
    String updated = new String(updated(file.getBytes(UTF_8)), UTF_8);
    assertThat(unfolded(updated)).isEqualTo(newFile(FILE).replace("\r\n", lineEnd));
    assertThat(updated.replace(lineEnd, "")).doesNotContain("\r", "\n");
  }

  @Test
  @DisplayName("RFC 5545: touched lines are folded at 75 octets, as the line was; others stay")
  void folds() {
    String long1 = "X-LONG:" + "y".repeat(200);
    String file =
        event(long1, "DESCRIPTION:\r\n\t" + "é".repeat(60) + escaped(text(OLD)), "X-F:a\r\n b");
    String updated = new String(updated(file.getBytes(UTF_8)), UTF_8);
    assertThat(updated).contains("\r\n" + long1 + "\r\n", "\r\nX-F:a\r\n b\r\n", "\r\n\té");
    assertThat(
            updated
                .lines()
                .filter(line -> !line.equals(long1))
                .mapToInt(line -> line.getBytes(UTF_8).length)
                .max())
        .hasValue(75);
    assertThat(unfolded(updated)).isEqualTo(newFile(unfolded(file)));
  }

  @Test
  @DisplayName("B16: a name that is folded is read, and so are characters that a fold splits")
  void foldsAnywhere() {
    byte[] file =
        event("DESC\r\n RIPTION:+33 1 70 00 00 00 \u00e9: 483 9\r\n 201#")
            .replace("\u00e9", "\u00c3\r\n \u00a9")
            .getBytes(ISO_8859_1);
    String updated = new String(updated(file), UTF_8);
    assertThat(unfolded(updated)).contains("DESCRIPTION:+33 1 70 00 00 00 \u00e9: 612 0345#");
  }

  @Test
  @DisplayName("B16: NUL, a CR alone and what the last line lacks stay")
  void oddBytes() {
    String file = FILE.replace("X-B:ü", "X-B:\0a\rb\u001a").stripTrailing();
    String updated = new String(updated(file.getBytes(UTF_8)), UTF_8);
    assertThat(unfolded(updated)).isEqualTo(newFile(file)).endsWith("END:VCALENDAR");
    String inside = event("DESCRIPTION:\0a\rb " + escaped(text(OLD)));
    assertThat(Samples.description(Samples.update(inside))).isEqualTo("\0a\rb " + text(NEW));
  }

  @Test
  @DisplayName("RFC 5545: a file may hold several calendars, and empty lines")
  void severalCalendars() {
    String two = "\r\n" + FILE + "\r\n\r\n" + FILE;
    CalendarUpdate update = Samples.update(two);
    assertThat(update.meetings()).hasSize(2);
    assertThat(Samples.unfolded(update))
        .isEqualTo("\r\n" + newFile(FILE) + "\r\n\r\n" + newFile(FILE));
  }

  @Test
  @DisplayName("B16: the result is a copy of its own")
  void copies() {
    byte[] file = event("DESCRIPTION:x").getBytes(UTF_8);
    CalendarUpdate update = Samples.updater().update(file, NOW);
    file[0] = 'x';
    update.content()[0] = 'y';
    assertThat(update.content()[0]).isEqualTo((byte) 'B');
  }
}
