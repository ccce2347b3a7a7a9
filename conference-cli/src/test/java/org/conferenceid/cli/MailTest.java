package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailTest extends Shell {
  private final GreenMail server = mailServer();

  @AfterEach
  void stop() {
    server.stop();
  }

  private int dispatch(String... more) {
    String[] args = new String[more.length + 5];
    args[0] = "dispatch";
    args[1] = "--smtp";
    args[2] = addressOf(server);
    args[3] = "--people";
    args[4] = people();
    System.arraycopy(more, 0, args, 5, more.length);
    return run(args);
  }

  @Test
  @DisplayName("S6, S7: dispatch --once sends what waits: the ID and the numbers given")
  void sendsWhatWaits() throws MessagingException, IOException {
    run("enable", "amelie", "bruno");
    run("send-info", "bruno");
    String id = idOf("amelie");

    assertThat(
            dispatch(
                "--once",
                "--toll",
                "+49 30 23125 000=Berlin",
                "--toll-free",
                "+49 800 0000000=Germany",
                "--extension",
                "1234=Head office",
                "--all-numbers-link",
                "https://example.org/numbers",
                "--max-numbers",
                "3",
                "--update-link",
                "https://example.org/how",
                "--from",
                "Telephone <telephone@example.org>"))
        .isZero();

    assertThat(out()).isEqualTo("sent 3, superseded 0, tried again later 0, given up 0\n");
    assertThat(err()).isEmpty();
    assertThat(server.getReceivedMessages()).hasSize(3);
    MimeMessage message = server.getReceivedMessages()[0];
    assertThat(message.getAllRecipients())
        .extracting(to -> ((InternetAddress) to).getAddress())
        .containsExactly("amelie@example.org");
    assertThat(message.getFrom()[0]).hasToString("Telephone <telephone@example.org>");
    assertThat(((Multipart) message.getContent()).getBodyPart(0).getContent().toString())
        .contains(grouped(id), "Berlin", "+49 800", "1234", "https://example.org/how");

    assertThat(dispatch("--once", "--json")).isZero();
    assertThat(only()).containsEntry("sent", 0);
    assertThat(err()).contains("an example's dial-in number: give --toll");
  }

  @Test
  @DisplayName("S6: with --no-mail nothing is sent")
  void sendsNothing() {
    run("enable", "amelie", "--no-mail");
    run("reset-all", "--run-key", "x", "--yes", "--no-mail");
    assertThat(dispatch("--once")).isZero();
    assertThat(out()).startsWith("sent 0,");
  }

  @Test
  @DisplayName("Without --once dispatch goes on until Ctrl-C")
  void goesOnUntilInterrupted() {
    run("enable", "amelie", "bruno");
    ctrlC = () -> server.waitForIncomingEmail(600_000, 2);
    assertThat(dispatch("--json")).isZero();
    assertThat(json()).hasSize(3);
    assertThat(json().get(0))
        .containsEntry("type", "message")
        .containsEntry("kind", "ENABLED")
        .containsEntry("user", "amelie")
        .containsEntry("result", "accepted");
    assertThat(json().get(2)).containsEntry("type", "summary").containsEntry("sent", 2);
    assertThat(err()).contains("Ctrl-C ends it");
  }

  @Test
  @DisplayName("B10: failed-mails lists what was given up, and resend queues it again")
  void resends() {
    run("enable", "amelie", "chiara", "dora"); // two of whom are not in the file
    assertThat(dispatch("--once", "--json")).isEqualTo(3);
    assertThat(json()).hasSize(2);
    assertThat(json().get(1)).containsEntry("sent", 1).containsEntry("failed", 2);

    assertThat(run("failed-mails", "--json")).isZero();
    assertThat(json()).extracting(one -> one.get("user")).containsExactly("chiara", "dora");
    String number = json().get(0).get("number").toString();
    assertThat(run("failed-mails")).isZero();
    assertThat(out()).contains(number + "  20", "ENABLED chiara  ").hasLineCount(2);

    assertThat(run("resend", number, number, "99")).isEqualTo(3);
    assertThat(out()).isEqualTo("1 queued\n");
    assertThat(run("resend", number)).isEqualTo(1);
    assertThat(run("resend", "--all", "--json")).isZero();
    assertThat(only()).containsEntry("queued", 1);
    run("failed-mails");
    assertThat(out()).isEmpty();
    for (String[] args : new String[][] {{"resend"}, {"resend", "--all", "7"}, {"resend", "x"}}) {
      assertThat(run(args)).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("A mail server that is away is told, and the mail waits")
  void tellsThatTheServerIsAway() {
    run("enable", "amelie");
    String address = addressOf(server);
    server.stop();
    assertThat(run("dispatch", "--once", "--smtp", address, "--people", people(), "--verbose"))
        .isEqualTo(3);
    assertThat(out())
        .contains("ENABLED amelie: tried again later: ")
        .endsWith("sent 0, superseded 0, tried again later 1, given up 0\n");
    run("audit", "--mail", "pending", "--json");
    assertThat(only()).containsEntry("attempts", 1).containsKey("problem");
  }

  @Test
  @DisplayName("A user of the mail server logs in; the password is never shown")
  void logsIn() {
    server.setUser("relay", "se-cret");
    run("enable", "amelie");
    String address = "smtp://relay@" + addressOf(server);
    String[] dispatch = {
      "dispatch", "--once", "--verbose", "--people", people(), "--smtp", address
    };

    assertThat(run(with(dispatch, file("old", "winter").toString()))).isEqualTo(3);
    assertThat(out()).contains("mail server refused user or password").doesNotContain("winter");
    assertThat(run(dispatch)).isEqualTo(2);
    assertThat(err()).contains("must have a user and a password");
    assertThat(run(with(dispatch, "none"))).isEqualTo(2);
    assertThat(err()).contains("password must be readable in file:none");

    run("enable", "bruno");
    assertThat(run(with(dispatch, file("new", "se-cret").toString()))).isZero();
    assertThat(out()).contains("sent 1,").doesNotContain("se-cret");
    assertThat(run("dispatch", "--smtp", "smtp://relay:se-cret@localhost")).isEqualTo(2);
    assertThat(err()).contains("must not hold the password").doesNotContain("se-cret");
  }

  private static String[] with(String[] dispatch, String passwordFile) {
    return Stream.concat(Stream.of(dispatch), Stream.of("--smtp-password", "file:" + passwordFile))
        .toArray(String[]::new);
  }

  @Test
  @DisplayName("Without people, with bad ones or with a bad number, nothing is sent")
  void refusesBadPeople() {
    run("enable", "amelie");
    assertThat(run("dispatch", "--once", "--smtp", addressOf(server))).isEqualTo(2);
    assertThat(err()).contains("Missing required option: '--people=FILE'");
    String bad = file("bad.csv", "key,name,address,language\namelie,A,amelie@,fr\n").toString();
    assertThat(run("dispatch", "--once", "--smtp", addressOf(server), "--people", bad))
        .isEqualTo(2);
    assertThat(err()).contains("bad.csv, line 2: e-mail address");
    String half = "key,name,address,language\namelie,A,amelie@,fr\nbruno,B,bruno@example.org,\n";
    run("enable", "bruno");
    assertThat(
            run(
                "dispatch",
                "--once",
                "--smtp",
                addressOf(server),
                "--people",
                file("half.csv", half).toString()))
        .isEqualTo(3);
    assertThat(err()).contains("half.csv, line 2: e-mail address");
    assertThat(out()).startsWith("sent 1, superseded 0, tried again later 1, given up 0");
    server.reset();
    String none = folder.resolve("none.csv").toString();
    assertThat(run("dispatch", "--once", "--smtp", addressOf(server), "--people", none))
        .isEqualTo(2);
    assertThat(err()).contains("none.csv cannot be read");
    assertThat(dispatch("--once", "--toll", "030 23125=Berlin")).isEqualTo(2);
    assertThat(err()).contains("phone number must be");
    String[] two = {
      "--once", "--max-numbers", "1", "--toll", "+49 30 23125=A", "--extension", "12=B"
    };
    assertThat(dispatch(two)).isEqualTo(2);
    assertThat(err()).contains("bridge must have a link to all numbers");
    assertThat(dispatch("--once", "--smtp", "localhost")).isEqualTo(2);
    assertThat(server.getReceivedMessages()).isEmpty();
  }
}
