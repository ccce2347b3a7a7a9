package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What pages show of a terminal is what the program does; only IDs, times and ports differ. */
class SessionsTest extends Shell {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
  private static final Pattern STEP =
      Pattern.compile("(?m)^\\$ conference-ids (.+)\n((?:(?!\\$ ).*\n)*)");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String PROMPT = "Go on? [y/N] ";

  private int steps;

  private void replay(Path page) throws IOException {
    people();
    GreenMail server = mailServer();
    try {
      for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
        for (MatchResult step : STEP.matcher(block.group(2)).results().toList()) {
          steps++;
          if (step.group(2).contains(PROMPT)) {
            types("y");
          }
          int code = run(arguments(step.group(1), addressOf(server)));
          assertThat(withoutDigits((err() + out()).replace(folder.toString(), "~")))
              .as("%s (exit code %d)", step.group(1), code)
              .isEqualTo(withoutDigits(step.group(2)));
          assertThat(code).as(step.group(1)).isZero();
          leaves();
        }
      }
    } finally {
      server.stop();
    }
  }

  private String[] arguments(String line, String mailServer) {
    List<String> arguments = new ArrayList<>();
    for (MatchResult argument : ARGUMENT.matcher(line).results().toList()) {
      String value = argument.group(1) == null ? argument.group(2) : argument.group(1);
      switch (value) {
        case "localhost:2525" -> arguments.add(mailServer);
        case "people.csv" -> arguments.add(folder.resolve("people.csv").toString());
        case "~/Calendars" -> arguments.add(folder.resolve("Calendars").toString());
        default -> arguments.add(value);
      }
    }
    return arguments.toArray(String[]::new);
  }

  /** Also without what is typed, and without the lines between two commands. */
  private static String withoutDigits(String text) {
    return text.replace(PROMPT + "y\n", PROMPT).replaceAll("\\d", "#").strip();
  }

  @Test
  @DisplayName("The README's morning of work is what the program does")
  void readmeIsTrue() throws IOException {
    replay(Path.of("README.md"));
    assertThat(steps).isGreaterThan(5);
  }

  @Test
  @DisplayName("The guide's update of meetings is what the program does")
  void guideIsTrue() throws IOException {
    run("enable", "amelie");
    Files.createDirectory(folder.resolve("Calendars"));
    file(
        "Calendars/budget.ics",
        String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//Calendar//EN",
            "BEGIN:VEVENT",
            "UID:budget@example.org",
            "DTSTAMP:20261101T090000Z",
            "DTSTART:29991231T090000Z",
            "ORGANIZER:mailto:amelie@example.org",
            "SUMMARY:Budget",
            "DESCRIPTION:Dial +33 1 99 00 00 00\\, ID " + grouped(idOf("amelie")),
            "END:VEVENT",
            "END:VCALENDAR",
            ""));
    run("reset", "amelie", "--yes");
    replay(Path.of("..", "docs", "guide", "meetings.md"));
    assertThat(steps).isEqualTo(1);
  }
}
