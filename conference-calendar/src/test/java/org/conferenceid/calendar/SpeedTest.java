package org.conferenceid.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.conferenceid.calendar.Samples.OLD;
import static org.conferenceid.calendar.Samples.bytes;
import static org.conferenceid.calendar.Samples.escaped;
import static org.conferenceid.calendar.Samples.event;
import static org.conferenceid.calendar.Samples.text;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints the figure of this module's README. */
@EnabledIfSystemProperty(named = "figures", matches = "true")
class SpeedTest {
  private static final int MEETINGS = 3_000;
  private static final int RUNS = 6;

  @Test
  @DisplayName("How many meetings are updated in a second of a processor")
  void meetingsPerSecond() {
    String one =
        event("DESCRIPTION:" + escaped(text(OLD)))
            .replaceAll("(?s)^.*(?=BEGIN:VEVENT)|END:VCALENDAR.*", "");
    byte[] file =
        bytes("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + one.repeat(MEETINGS) + "END:VCALENDAR\r\n");
    for (int run = 1; run <= RUNS; run++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      CalendarUpdate update = Samples.updater().update(file, Samples.NOW);
      long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      assertThat(update.meetings()).hasSize(MEETINGS);
      System.out.println(
          "run " + run + ": " + MEETINGS * 1_000_000_000L / took + " meetings of " + one.length());
    }
  }
}
