package org.conferenceid.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.conferenceid.examples.support.MailServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer reads on the screen. */
class QuickstartTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  /** Runs it on a database file of this test. */
  private int run(String... args) {
    return runBare(
        Stream.concat(
                Stream.of("--jdbc", "jdbc:sqlite:" + folder.resolve("ids.db")), Stream.of(args))
            .toArray(String[]::new));
  }

  private int runBare(String... args) {
    return new Quickstart(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(args);
  }

  private String screen() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("people.csv"), content);
  }

  @Test
  @DisplayName("S1 to S11: without arguments the whole tour is shown, from enabling to the audit")
  void showsTheWholeTour() {
    assertThat(run()).isZero();
    assertThat(errors()).isEmpty();

    Matcher ids =
        Pattern.compile(
                "The ID (\\d{3} \\d{4}) .* will stop working.*the new ID is (\\d{3} \\d{4})\\.",
                Pattern.DOTALL)
            .matcher(screen());
    assertThat(ids.find()).isTrue();
    String old = ids.group(1);
    String current = ids.group(2);
    assertThat(old).isNotEqualTo(current);
    assertThat(screen())
        .contains("amelie@example.org", "bruno@example.org", "chiara@example.org")
        .contains("Rejoindre par téléphone") // the invitation's foot
        .contains("To: Amélie Durand <amelie@example.org>", "Votre ID de conférence a changé")
        .contains(
            "  │     " + current + "\n",
            "<span dir=\"ltr\">" + current.replace(' ', '\u00a0') + "</span>")
        .contains("Subject: Vos informations de conférence audio")
        .doesNotContain("To: Chiara") // of the others, only the acceptance is shown
        .contains("Auto-Submitted: auto-generated", "To: ", "Message-ID: <") // the mail's headers
        .contains("text/plain", "text/html", "tel:+33170000000") // and both bodies
        .contains("A caller keys " + old + "#: refused")
        .contains("A caller keys " + current + "#: let in, to amelie's meeting")
        .containsOnlyOnce("<html")
        .contains("ENABLED", "RESET", "INFO_REQUESTED", "mail SENT")
        .doesNotContain("null");
  }

  @Test
  @DisplayName("B1: a second run finds the IDs of the first")
  void findsTheIdsOfTheFirstRun() {
    assertThat(run()).isZero();
    Matcher first = Pattern.compile("the new ID is (\\d{3} \\d{4})\\.").matcher(screen());
    assertThat(first.find()).isTrue();
    out.reset();

    assertThat(run()).isZero();

    assertThat(screen())
        .contains(first.group(1) + "  kept from an earlier run")
        .contains("The ID " + first.group(1) + " of Amélie Durand will stop working")
        .contains("A caller keys " + first.group(1) + "#: refused");
    assertThat(errors()).isEmpty();
  }

  @Test
  @DisplayName("A database that cannot be used is told")
  void tellsThatTheDatabaseCannotBeUsed() {
    String url = "jdbc:sqlite:" + folder.resolve("no/such/x.db");
    assertThat(runBare("--jdbc", url)).isEqualTo(Quickstart.USAGE);
    assertThat(errors()).contains(url + " cannot be used: ");
    err.reset();
    assertThat(runBare("--jdbc", "jdbc:none:x?user=me&password=secret"))
        .isEqualTo(Quickstart.USAGE);
    assertThat(errors()).contains("jdbc:none: cannot be used: ").doesNotContain("secret");
    assertThat(screen()).isEmpty();
  }

  @Test
  @DisplayName("People from a file of one's own; a bad line is told, and the others are done")
  void tellsBadLinesAndGoesOn() throws IOException {
    Path people =
        file(
            """
            key,name,address,language
            dora,Dora,dora@example.org,de
            emil,Emil,emil@,de
            hans,Hans,hans@example.org,de
            """);

    assertThat(run(people.toString())).isEqualTo(Quickstart.INCOMPLETE);

    assertThat(errors().lines())
        .containsExactly(
            people + ", line 3: e-mail address must have a domain after the @: \"emil@\"");
    assertThat(screen()).contains("dora@example.org", "hans@example.org").doesNotContain("emil");
  }

  @Test
  @DisplayName("A missing column, an empty file and a file that cannot be read are told")
  void tellsUnreadableFiles() throws IOException {
    assertThat(run(file("key,name\nida,Ida\n").toString())).isEqualTo(Quickstart.INCOMPLETE);
    assertThat(errors()).contains("line 2: address is missing");
    assertThat(run(file("").toString())).isEqualTo(Quickstart.INCOMPLETE);
    assertThat(errors()).contains("there is nobody in it");
    assertThat(run(folder.resolve("none.csv").toString())).isEqualTo(Quickstart.USAGE);
    assertThat(errors()).contains("none.csv cannot be read");
    assertThat(run(folder.toString())).isEqualTo(Quickstart.USAGE);
    assertThat(screen()).isEmpty();
  }

  @Test
  @DisplayName("A command line that makes no sense is answered with the usage")
  void tellsItsUsage() {
    for (String[] args :
        new String[][] {
          {"--smtp"},
          {"--jdbc"},
          {"--smtp", "localhost"},
          {"--smtp", "localhost:0"},
          {"--smtp", "localhost:x"},
          {"--smtp", ":25"},
          {"--smtp", "localhost:70000"},
          {"--smtp", "smtp://me@localhost"},
          {"--smtp-password"},
          {"--smtp-password", "secret"},
          {"--smtp-password", "env:PATH"},
          {"--smtp", "localhost:25", "--smtp-password", "env:PATH"},
          {"--id", "1234567"},
          {"a.csv", "b.csv"}
        }) {
      err.reset();
      assertThat(run(args)).isEqualTo(Quickstart.USAGE);
      assertThat(errors()).contains("usage: quickstart").doesNotContain("secret");
    }
  }

  @Test
  @DisplayName("--smtp sends to a given server")
  void sendsToAGivenServer() {
    GreenMail server = MailServer.start();
    try {
      assertThat(run("--smtp", "127.0.0.1:" + server.getSmtp().getPort())).isZero();
      assertThat(server.getReceivedMessages()).hasSize(5);
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("A mail server that is away is told; the reset is done all the same")
  void tellsThatTheServerIsAway() {
    GreenMail server = MailServer.start();
    int port = server.getSmtp().getPort();
    server.stop();

    assertThat(run("--smtp", "127.0.0.1:" + port)).isEqualTo(Quickstart.INCOMPLETE);

    assertThat(screen()).contains("Confirmed: the new ID is", "accepted 0 of", "mail PENDING");
    assertThat(errors()).contains("user amelie was not accepted by 127.0.0.1:" + port);
  }
}
