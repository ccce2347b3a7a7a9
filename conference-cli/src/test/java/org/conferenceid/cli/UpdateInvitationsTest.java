package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpdateInvitationsTest extends Shell {

  private int update(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "update-invitations",
                "amelie",
                "--people",
                people(),
                "--toll",
                "+33 1 99 00 00 00=Paris"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  /** A meeting far ahead, in which the ID was typed beside a number. */
  private Path meeting(String name, String organizer, String id) {
    return file(
        name,
        String.join(
            "\r\n",
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Example//Calendar//EN",
            "BEGIN:VEVENT",
            "UID:" + name,
            "DTSTAMP:20261101T090000Z",
            "DTSTART:29991231T090000Z",
            "ORGANIZER:mailto:" + organizer + "@example.org",
            "SEQUENCE:0",
            "SUMMARY:Budget",
            "DESCRIPTION:+33 1 99 00 00 00\\, ID " + id,
            "END:VEVENT",
            "END:VCALENDAR",
            ""));
  }

  @Test
  @DisplayName("B16: files and folders are updated, and a dry run only tells")
  void updatesFiles() throws IOException {
    run("enable", "amelie");
    String old = grouped(idOf("amelie"));
    run("reset", "amelie", "--yes");
    String present = grouped(idOf("amelie"));
    Path own = meeting("own.ics", "amelie", old);
    Path other = meeting("other.ics", "bruno", old);
    Path none = file("none.ics", "no calendar");
    String before = Files.readString(own);

    assertThat(update(folder.toString(), "--dry-run")).isZero();
    assertThat(out())
        .contains("own.ics: Budget: UPDATED_IN_PART", "  -", "  +", "OTHER_ORGANIZER")
        .contains("none.ics: left as it is: NO_CALENDAR")
        .contains("would be updated 0, in part 1, untouched 2, failed 0")
        .doesNotContain(old, present);
    assertThat(own).hasContent(before);

    assertThat(update(own.toString(), other.toString(), "--json")).isZero();
    assertThat(json())
        .extracting(line -> line.get("outcome"))
        .containsExactly("UPDATED_IN_PART", "OTHER_ORGANIZER", null);
    assertThat(Files.readString(own)).contains(present, "SEQUENCE:1").doesNotContain(old);
    assertThat(Files.readString(other)).contains(old);
    assertThat(none).hasContent("no calendar");
    assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".new"));

    assertThat(update(own.toString())).isZero();
    assertThat(out()).contains("UP_TO_DATE", "updated 0, in part 0, untouched 1, failed 0");
  }

  @Test
  @DisplayName("B16: what is missing is told, and a password is never shown")
  void refusesWhatCannotBeDone() {
    run("enable", "bruno");
    assertThat(update("x.ics")).isEqualTo(1);
    assertThat(err()).contains("amelie is not enabled");
    run("enable", "amelie");
    assertThat(update(folder.resolve("x.ics").toString())).isEqualTo(2);
    assertThat(err()).contains("x.ics cannot be read");
    assertThat(update()).isEqualTo(2);
    assertThat(err()).contains("either files and folders, or --caldav");
    String place = "file:" + file("password", "geheim");
    assertThat(update("--caldav", "http://127.0.0.1:1/", "--caldav-user", "a")).isEqualTo(2);
    String[] caldav = {
      "--caldav", "http://127.0.0.1:1/", "--caldav-user", "a", "--caldav-password", place
    };
    assertThat(update(caldav)).isEqualTo(1);
    assertThat(out() + err()).contains("http").doesNotContain("geheim");
    caldav[1] = "https://a:geheim@example.org/";
    assertThat(update(caldav)).isEqualTo(2);
    assertThat(out() + err()).contains("address of a calendar").doesNotContain("geheim");
  }
}
