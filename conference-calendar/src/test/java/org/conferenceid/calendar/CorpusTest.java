package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NOW;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calendar files in the shapes in which programs write them, with invented people, and what becomes
 * of them. After a wanted change, the files that this test leaves in {@code target/corpus} are
 * reviewed and take the place of those in {@code src/test/resources}.
 */
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/org/conferenceid/calendar/corpus");
  private static final Path WRITTEN = Path.of("target", "corpus");
  private static final Set<String> REVISED =
      Set.of("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "X-MICROSOFT-CDO-APPT-SEQUENCE");

  /** 612 0345 in any grouping. */
  private static final Pattern NEW_ID = Pattern.compile("6[ -]?1[ -]?2[ -]?0[ -]?3[ -]?4[ -]?5");

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ics") && !name.endsWith(".updated.ics"))
          .map(name -> name.substring(0, name.length() - ".ics".length()))
          .sorted()
          .toList();
    }
  }

  private static byte[] file(String name) throws IOException {
    return Files.readAllBytes(CORPUS.resolve(name + ".ics"));
  }

  private static CalendarUpdate update(String name) throws IOException {
    return Samples.updater().update(file(name), NOW);
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName("B16: each file is updated as it was reviewed, and a second run changes nothing")
  void isAsReviewed(String name) throws IOException {
    CalendarUpdate update = update(name);
    Path reviewed = CORPUS.resolve(name + ".updated.ics");
    if (update.isChanged()) {
      Files.createDirectories(WRITTEN);
      Files.write(WRITTEN.resolve(name + ".updated.ics"), update.content());
      assertThat(reviewed).exists();
      assertThat(update.content()).isEqualTo(Files.readAllBytes(reviewed));
      CalendarUpdate second = Samples.updater().update(update.content(), NOW);
      assertThat(second.isChanged()).isFalse();
      assertThat(second.content()).isEqualTo(update.content());
    } else {
      assertThat(reviewed).doesNotExist();
      assertThat(update.content()).isEqualTo(file(name));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  @DisplayName(
      "RFC 5545: ical4j reads each updated file, with the new values and all others as before")
  void isReadByIcal4j(String name) throws IOException, ParserException {
    CalendarUpdate update = update(name);
    if (!update.isChanged()) {
      return;
    }
    List<Component> before = components(file(name));
    List<Component> after = components(update.content());
    assertThat(others(after)).isEqualTo(others(before));
    List<Property> old = places(before);
    List<Property> updated = places(after);
    assertThat(updated).extracting(Property::getName).isEqualTo(names(old));
    List<Property> changed =
        IntStream.range(0, old.size())
            .filter(i -> !updated.get(i).toString().equals(old.get(i).toString()))
            .mapToObj(updated::get)
            .toList();
    assertThat(changed)
        .isNotEmpty()
        .allSatisfy(property -> assertThat(property.toString()).containsPattern(NEW_ID));
    assertThat(after.stream().flatMap(component -> component.getProperties().stream()))
        .extracting(Object::toString)
        .contains("DTSTAMP:20261126T120000Z\r\n");
  }

  /** Components with those within them, such as alarms. */
  private static List<Component> components(byte[] file) throws IOException, ParserException {
    return parsed(file).getComponents().stream()
        .flatMap(
            component ->
                component instanceof VEvent event
                    ? Stream.concat(Stream.of(event), event.getAlarms().stream())
                    : Stream.of(component))
        .toList();
  }

  /** The lines of each component that no update touches. */
  private static List<List<String>> others(List<Component> components) {
    return components.stream()
        .map(
            component ->
                component.getProperties().stream()
                    .filter(property -> !REVISED.contains(property.getName()))
                    .filter(property -> !ValueUpdate.mayHold(property.getName()))
                    .map(Object::toString)
                    .toList())
        .toList();
  }

  /** The lines in which a footer may stand. */
  private static List<Property> places(List<Component> components) {
    return components.stream()
        .flatMap(component -> component.getProperties().stream())
        .filter(property -> ValueUpdate.mayHold(property.getName()))
        .toList();
  }

  private static List<String> names(List<Property> properties) {
    return properties.stream().map(Property::getName).toList();
  }

  private static Calendar parsed(byte[] file) throws IOException, ParserException {
    String text = new String(file, StandardCharsets.UTF_8);
    if (text.contains("\ufffd") && !text.startsWith("\ufeff")) {
      text = new String(file, StandardCharsets.ISO_8859_1);
    }
    return new CalendarBuilder()
        .build(new StringReader(text.replace("\ufeff", "").replaceAll("\r?\n", "\r\n")));
  }

  @Test
  @DisplayName("B16: the table of this module's README says what is found in each file")
  void tableIsTrue() throws IOException {
    StringBuilder table =
        new StringBuilder("| file | meeting | outcome | what was found |\n|---|---|---|---|\n");
    for (String name : files()) {
      CalendarUpdate update = update(name);
      String cell = "[" + name + "](" + CORPUS.resolve(name + ".ics") + ")";
      update
          .refusal()
          .ifPresent(reason -> table.append(row(cell, "", "refused: " + words(reason), "")));
      for (MeetingUpdate meeting : update.meetings()) {
        table.append(
            row(
                cell,
                meeting.title().orElse("")
                    + meeting.recurrenceId().map(instance -> ", " + instance).orElse(""),
                words(meeting.outcome()),
                found(meeting)));
      }
    }
    Files.createDirectories(WRITTEN);
    Files.writeString(WRITTEN.resolve("table.md"), table);
    assertThat(Files.readString(Path.of("README.md"))).contains(table);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String found(MeetingUpdate meeting) {
    return meeting.findings().stream()
        .map(finding -> finding.property() + ": " + words(finding.kind()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ').replace("id", "ID");
  }

  @Test
  @DisplayName("B16: the corpus has every outcome, every finding")
  void isComplete() throws IOException {
    Set<Object> seen = new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
    for (String name : files()) {
      for (MeetingUpdate meeting : update(name).meetings()) {
        seen.add(meeting.outcome());
        meeting.findings().forEach(finding -> seen.add(finding.kind()));
      }
    }
    for (String name : files()) {
      CalendarUpdate again = Samples.updater().update(update(name).content(), NOW);
      again.meetings().forEach(meeting -> seen.add(meeting.outcome()));
      again
          .meetings()
          .forEach(meeting -> meeting.findings().forEach(finding -> seen.add(finding.kind())));
    }
    assertThat(seen)
        .contains((Object[]) MeetingOutcome.values())
        .contains(
            Stream.of(Finding.Kind.values())
                .filter(kind -> kind != Finding.Kind.NOT_READ)
                .toArray());
  }
}
