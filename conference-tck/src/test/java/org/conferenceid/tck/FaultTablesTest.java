package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** That the list of faults that the contracts find is that of their tests. */
class FaultTablesTest {

  private static String row(String rule, String name) {
    String words = name.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ');
    return "| " + rule + " | " + words.toLowerCase(Locale.ROOT) + " |\n";
  }

  private static void assertWrittenDown(Stream<String> rows) throws IOException {
    assertThat(Files.readString(Path.of("FAULTS.md")))
        .contains("|---|---|\n" + rows.collect(Collectors.joining()) + "\n");
  }

  @Test
  @DisplayName("The faults of limiters are written down")
  void shouldListLimiters() throws IOException {
    assertWrittenDown(
        GuessLimiterContractBitesTest.faults().map(fault -> row(fault.rule(), fault.name())));
  }

  @Test
  @DisplayName("The faults of notifiers are written down")
  void shouldListNotifiers() throws IOException {
    assertWrittenDown(
        NotifierContractBitesTest.faults().map(fault -> row(fault.rule, fault.name())));
  }

  @Test
  @DisplayName("The faults of directories are written down")
  void shouldListDirectories() throws IOException {
    assertWrittenDown(
        UserDirectoryContractBitesTest.faults().map(fault -> row(fault.rule, fault.name())));
  }

  @Test
  @DisplayName("The faults of updates of meetings are written down")
  void shouldListMeetings() throws IOException {
    assertWrittenDown(
        MeetingUpdatesContractBitesTest.faults().map(fault -> row(fault.rule, fault.name())));
  }
}
