package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.conferenceid.calendar.InvitationUpdater;
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

  /** The ID with which meetings were planned; then it is reset. */
  private String formerId() {
    run("enable", "amelie");
    String old = grouped(idOf("amelie"));
    run("reset", "amelie", "--yes");
    return old;
  }

  @Test
  @DisplayName("B16: a file keeps its permissions and its link, and nothing is left beside it")
  void keepsWhatAFileIs() throws IOException {
    Path folder = Files.createDirectory(this.folder.resolve("calendars"));
    Path file = Files.move(meeting("own.ics", "amelie", formerId()), folder.resolve("own.ics"));
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString("rw-r-----");
    Files.setPosixFilePermissions(file, permissions);
    Path link = Files.createSymbolicLink(this.folder.resolve("link.ics"), file);

    assertThat(update(link.toString())).isZero();
    assertThat(Files.readString(file)).contains(grouped(idOf("amelie")));
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(permissions);
    assertThat(link).isSymbolicLink();
    assertThat(folder.toFile().list()).containsExactly("own.ics");
  }

  @Test
  @DisplayName("B16: the exit code tells whether all, a part or nothing was done; no ID is shown")
  void tellsByExitCode() throws IOException {
    String old = formerId();
    Path own = meeting("own.ics", "amelie", old);
    Files.writeString(own, Files.readString(own).replace("Budget", "Budget " + old));
    Path large = file("large.ics", "");
    try (RandomAccessFile content = new RandomAccessFile(large.toFile(), "rw")) {
      content.setLength(InvitationUpdater.MAX_BYTES + 1L);
    }
    assertThat(update(large.toString())).isEqualTo(1);
    assertThat(out())
        .contains(
            "large.ics: the file is too large", "updated 0, in part 0, untouched 0, failed 1");
    assertThat(update(large.toString(), own.toString())).isEqualTo(3);
    assertThat(out())
        .contains("own.ics: Budget *** **", "updated 0, in part 1, untouched 0, failed 1")
        .doesNotContain(old, grouped(idOf("amelie")));
  }

  @Test
  @DisplayName("B16: meetings on a CalDAV server are updated; a dry run sends nothing to it")
  void updatesOnAServer() throws IOException {
    String old = formerId();
    String[] stored = {Files.readString(meeting("own.ics", "amelie", old))};
    List<String> methods = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, methods, stored));
    server.start();
    try {
      String[] caldav = {
        "--caldav",
        "http://127.0.0.1:" + server.getAddress().getPort() + "/amelie/work/",
        "--caldav-user",
        "service",
        "--caldav-password",
        "file:" + file("password", "geheim"),
        "--plain-http"
      };
      assertThat(
              update(
                  Stream.concat(Stream.of(caldav), Stream.of("--dry-run")).toArray(String[]::new)))
          .isZero();
      assertThat(out()).contains("would be updated 0, in part 1, untouched 0, failed 0");
      assertThat(methods).contains("GET").doesNotContain("PUT");
      assertThat(update(caldav)).isZero();
      assertThat(out())
          .contains("updated 0, in part 1, untouched 0, failed 0")
          .doesNotContain("geheim", old, grouped(idOf("amelie")));
      assertThat(methods).contains("PUT");
      assertThat(stored[0]).contains(grouped(idOf("amelie")), "SEQUENCE:1").doesNotContain(old);
    } finally {
      server.stop(0);
    }
  }

  /** A calendar with one meeting. */
  private static void answer(HttpExchange exchange, List<String> methods, String[] stored)
      throws IOException {
    try (exchange) {
      String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String method = exchange.getRequestMethod();
      methods.add(method);
      String properties =
          method.equals("PROPFIND")
              ? "<resourcetype><C:calendar/></resourcetype>"
              : "<getetag>1</getetag>";
      String told =
          method.equals("GET")
              ? stored[0]
              : "<multistatus xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'><response><href>"
                  + exchange.getRequestURI().resolve(method.equals("REPORT") ? "own.ics" : "")
                  + "</href><propstat><prop>"
                  + properties
                  + "</prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>";
      if (method.equals("PUT")) {
        stored[0] = sent;
      }
      exchange.getResponseHeaders().set("ETag", "\"1\"");
      byte[] body = told.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          method.equals("GET") ? 200 : method.equals("PUT") ? 204 : 207,
          method.equals("PUT") ? -1 : body.length);
      if (!method.equals("PUT")) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
