package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NOW;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.bytes;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.html;
import static org.conferenceid.calendar.Samples.text;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.conferenceid.calendar.Finding.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large and hostile files: the work grows with the size, and no faster. */
class LimitsTest {
  /** A text that counts how often a character of it is looked at. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private final long[] looks;

    Counted(CharSequence text, long[] looks) {
      this.text = text;
      this.looks = looks;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      looks[0] += end - start;
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }

  private static long looks(String text, Consumer<CharSequence> reader) {
    long[] looks = new long[1];
    reader.accept(new Counted(text, looks));
    return looks[0];
  }

  static Stream<String> hostile() {
    return Stream.of(
        "<",
        "</",
        "<a ",
        "<a href=",
        "<a href=\"",
        "<a href='tel:",
        "<!--",
        "<!",
        "<?",
        "<script>",
        "<style></",
        "<p>",
        "</p>",
        "<b><i>",
        "<pre>",
        "&",
        "&#",
        "&#x41",
        "&amp",
        "<a b=c ",
        "<a href=tel:1>",
        "1 ",
        "12-",
        "(0)",
        "4839201 ",
        "+",
        "\\",
        "\\n",
        "%41",
        "%C3%A9",
        "%",
        ":______________________________",
        "______________________________:",
        "_",
        ":",
        "\"",
        "a=",
        ";a=b",
        ":______________________________4839201______________________________:",
        "+33170000000 4839201 ",
        "https://",
        "tel:",
        "Join by phone +33 1 70 00 00 00 ");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName(
      "B16: each reader looks at a text in proportion to its length, whatever stands in it")
  void workIsLinear(String part) {
    String text = part.repeat(100_000 / part.length());
    long most = 60L * text.length();
    assertThat(looks(text, VisibleText::plain)).isLessThan(most);
    assertThat(looks(text, HtmlText::of)).isLessThan(most);
    assertThat(looks(text, NumberRun::in)).isLessThan(most);
    assertThat(looks(text, Encoded::text)).isLessThan(most);
    assertThat(looks(text, Encoded::uri)).isLessThan(most);
    assertThat(
            looks(
                text,
                source -> {
                  HtmlText html = HtmlText.of(source);
                  int half = text.length() / 2;
                  new HtmlElements(source, html.tags()).replace(half, half, "");
                }))
        .isLessThan(2 * most);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a href=\"", "Agenda: 12 people, 5839201 ", "<b><i>"})
  @DisplayName("B16: a line of a megabyte is read, as text and as HTML, and the rest of it stays")
  void longLine(String part) {
    assertRestStays(part);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @Tag("thorough")
  @DisplayName("B16: so is each hostile line of a megabyte")
  void hostileLine(String part) {
    assertRestStays(part);
  }

  private static void assertRestStays(String part) {
    String filling = part.repeat(1_000_000 / part.length()).replace("4839201", "5839201");
    String description = "x " + filling + "\n\n" + text(OLD);
    CalendarUpdate update =
        Samples.updater().update(bytes(event("DESCRIPTION:" + escaped(description))), NOW);
    assertThat(update.refusal()).isEmpty();
    assertThat(Samples.description(update)).startsWith("x " + filling);
    CalendarUpdate html =
        Samples.updater()
            .update(bytes(event("X-ALT-DESC:" + escaped(html(OLD) + "<p>" + filling))), NOW);
    assertThat(Samples.unfolded(html)).contains(escaped("<p>" + filling));
    assertThat(Samples.kinds(html)).contains(Kind.MARKED_FOOTER);
  }

  @Test
  @DisplayName("B16: a line that is too long is not looked into, and the report says so")
  void tooLongLine() {
    String file = event("DESCRIPTION:" + "x".repeat(EventUpdate.MAX_LINE) + escaped(text(OLD)));
    CalendarUpdate update = Samples.update(file);
    assertThat(update.isChanged()).isFalse();
    assertThat(Samples.kinds(update)).containsExactly(Kind.NOT_READ);
  }

  @Test
  @DisplayName("B16: ten thousand events in a file of 20 MB are updated")
  void manyEvents() {
    String one =
        event("DESCRIPTION:" + "Agenda ".repeat(150) + escaped(text(OLD)))
            .replaceAll("(?s)^.*(?=BEGIN:VEVENT)|END:VCALENDAR.*", "");
    String file =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
            + one.repeat(10_000)
            + "X-FILL:"
            + "x".repeat(5_000_000)
            + "\r\nEND:VCALENDAR\r\n";
    assertThat(file.length()).isGreaterThan(20_000_000);
    CalendarUpdate update = Samples.update(file);
    assertThat(update.meetings())
        .hasSize(10_000)
        .allMatch(meeting -> meeting.outcome() == MeetingOutcome.UPDATED);
  }

  @Test
  @DisplayName("B16: a file beyond the limit is refused")
  void tooLarge() {
    CalendarUpdate update =
        Samples.updater().update(new byte[InvitationUpdater.MAX_BYTES + 1], NOW);
    assertThat(update.refusal()).contains(CalendarRefusal.TOO_LARGE);
  }

  @Test
  @DisplayName("B16: many footers and many IDs in one text are all replaced")
  void manyFooters() {
    String footers = text(OLD).repeat(500) + "+33 1 70 00 00 00: " + "4839201# ".repeat(20);
    assertThat(Samples.description(Samples.description(footers)))
        .doesNotContain("4839201", "483 9201");
  }
}
