package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.NOW;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Whatever file comes in, the updater answers with a report, a second run changes nothing, and what
 * was refused or left comes back as it was. Inputs that are kept are replayed by every build.
 */
class UpdaterFuzz {
  @FuzzTest(maxDuration = "1m")
  void file(byte[] input) {
    check(input);
  }

  /** The value of a description, which the fuzzer would rarely find by itself. */
  @FuzzTest(maxDuration = "1m")
  void description(byte[] input) {
    check(value("DESCRIPTION:", input));
  }

  @FuzzTest(maxDuration = "1m")
  void html(byte[] input) {
    check(value("X-ALT-DESC;FMTTYPE=text/html:", input));
  }

  private static byte[] value(String name, byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8).replaceAll("[\r\n]+", "\\\\n");
    return Samples.bytes(Samples.event(name + text));
  }

  private static void check(byte[] file) {
    byte[] before = file.clone();
    CalendarUpdate first = Samples.updater().update(file, NOW);
    assertThat(file).isEqualTo(before);
    if (!first.isChanged()) {
      assertThat(first.content()).isEqualTo(file);
    }
    CalendarUpdate second = Samples.updater().update(first.content(), NOW.plusSeconds(1));
    assertThat(second.isChanged()).isFalse();
    assertThat(second.refusal()).isEqualTo(first.refusal());
    assertThat(second.meetings()).hasSameSizeAs(first.meetings());
  }
}
