package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.examples.support.JdbcUrl;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import picocli.CommandLine;

/** What all commands have in common. */
class ProgramTest extends Shell {
  private CommandLine program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new ConferenceIds(InputStream.nullInputStream(), nowhere, nowhere, new Keyboard())
        .commandLine();
  }

  @Test
  @DisplayName("Every command has a help that fits a terminal")
  void helps() {
    assertThat(runBare("--help")).isZero();
    assertThat(out()).contains(program().getSubcommands().keySet()).contains("Exit codes:");
    for (String command : program().getSubcommands().keySet()) {
      assertThat(runBare(command, "--help")).isZero();
      assertThat(out())
          .startsWith("Usage: conference-ids " + command)
          .contains("--file", "--jdbc", "--json", "--help")
          .doesNotContain("null");
      assertThat(out().lines()).as(command).hasSizeLessThan(50).allMatch(l -> l.length() <= 80);
    }
  }

  @Test
  @DisplayName("The program tells its version, and that of Java")
  void tellsItsVersion() {
    assertThat(runBare("--version")).isZero();
    assertThat(out()).startsWith("conference-ids ").contains("Java " + Runtime.version());
  }

  @Test
  @DisplayName("A command line that makes no sense is told, with where to read more")
  void tellsUsage() {
    for (String[] args :
        new String[][] {{}, {"enabel", "amelie"}, {"enable"}, {"show", "amelie", "--idd", "7"}}) {
      assertThat(runBare(args)).isEqualTo(2);
      assertThat(err()).contains("Try conference-ids");
      assertThat(out()).isEmpty();
    }
    runBare("enabel", "amelie");
    assertThat(err()).contains("enable");
    assertThat(runBare("show", "amelie", "--file", "a.db", "--jdbc", "jdbc:sqlite:b.db"))
        .isEqualTo(2);
    assertThat(err()).contains("--file and --jdbc cannot both be given");
  }

  @Test
  @DisplayName("The database may be named before the command, or by a URL")
  void findsTheDatabase() {
    Path file = folder.resolve("own.db");
    assertThat(runBare("--file", file.toString(), "enable", "amelie")).isZero();
    assertThat(runBare("show", "amelie", "--jdbc", "jdbc:sqlite:" + file)).isZero();
  }

  @Test
  @DisplayName("A mistyped file is told, and not made, except by what brings users in")
  void makesNoFileByMistake() {
    Path file = folder.resolve("typo.db");
    for (String command : new String[] {"export", "capacity", "audit", "failed-mails"}) {
      assertThat(runBare(command, "--file", file.toString())).isEqualTo(4);
      assertThat(err()).contains("typo.db does not exist");
    }
    assertThat(file).doesNotExist();
  }

  @Test
  @DisplayName("A database that cannot be used is told, never with a password")
  void tellsThatTheDatabaseCannotBeUsed() {
    String url = "jdbc:none:x?user=me&password=secret";
    assertThat(runBare("show", "amelie", "--jdbc", url)).isEqualTo(4);
    assertThat(err()).contains("jdbc:none: cannot be used").doesNotContain("secret");
    assertThat(runBare("show", "amelie", "--jdbx", url)).isEqualTo(2);
    assertThat(err()).doesNotContain("secret");
    assertThat(runBare("--jdbc=secret", "show", "amelie")).isEqualTo(2);
    assertThat(err()).contains("must be a URL that begins with jdbc:").doesNotContain("secret");

    assertThat(run("adopt", url)).isEqualTo(2);
    assertThat(err()).startsWith("jdbc:none:").doesNotContain("secret");

    Path none = file("none.db", "this is no database, but a text that is long enough to be one");
    assertThat(runBare("show", "amelie", "--file", none.toString())).isEqualTo(4);
    assertThat(runBare("enable", "amelie", "--file", none.toString())).isEqualTo(4);
    assertThat(runBare("enable", "amelie", "--file", folder.resolve("no/such.db").toString()))
        .isEqualTo(4);
  }

  @Test
  @DisplayName("A database without the tables is told by all but what brings users in")
  void tellsMissingTables() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.db"));
    assertThat(runBare("show", "amelie", "--file", empty.toString())).isEqualTo(4);
    assertThat(err()).contains("create or migrate the schema");
    assertThat(runBare("enable", "amelie", "--file", empty.toString())).isZero();
    assertThat(runBare("show", "amelie", "--file", empty.toString())).isZero();
  }

  @Test
  @DisplayName("B2: when no ID is left, that has an exit code of its own")
  void hasACodeForExhaustion() {
    InMemoryConferenceStore full = new InMemoryConferenceStore();
    full.withholdAllBut(List.of());
    Administration administration = Administration.builder(full).build();
    Throwable thrown = catchThrowable(() -> administration.enable(UserId.of("amelie")));
    assertThat(Outcome.of(thrown).code()).isEqualTo(5);
  }

  @Test
  @EnabledIfSystemProperty(
      named = "full",
      matches = "true",
      disabledReason = "nine million IDs take their time: mvn verify -Dfull=true")
  @DisplayName("B2: when no ID is left, that has an exit code of its own, and reset-all can go on")
  void tellsThatNoIdIsLeft() throws SQLException {
    run("enable", "amelie");
    try (HikariDataSource database = JdbcUrl.ofSqlite(folder.resolve("ids.db")).open();
        Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT OR IGNORE INTO cid_id (id, since, free_at)
          WITH RECURSIVE ids (id) AS (
            SELECT 1000000 UNION ALL SELECT id + 1 FROM ids WHERE id < 9999999)
          SELECT id, 0, 9000000000000000000 FROM ids""");
    }
    assertThat(run("enable", "bruno")).isEqualTo(5);
    assertThat(err()).startsWith("no conference ID is left: 1 are in use");
    assertThat(run("reset-all", "--run-key", "leak", "--yes", "--verbose")).isEqualTo(5);
    assertThat(out())
        .isEqualTo(
            "amelie: failed: no conference ID is left: 1 are in use and 8999999 in quarantine\n");
    assertThat(err()).contains("--run-key leak does the rest", "no conference ID is left");
    assertThat(run("capacity", "--json")).isZero();
    assertThat(only())
        .containsEntry("free", 0)
        .containsEntry("secondsUntilExhausted", 0)
        .containsEntry("warnings", List.of("EXHAUSTED_SOON", "NEARLY_FULL"));
  }

  @Test
  @DisplayName("Results that cannot be written are told")
  void tellsThatResultsAreLost() {
    run("enable", "amelie");
    StringWriter told = new StringWriter();
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("the disk is full");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    int code =
        new ConferenceIds(
                InputStream.nullInputStream(),
                new PrintWriter(full, true),
                new PrintWriter(told, true),
                new Keyboard())
            .run("export", "--file", folder.resolve("ids.db").toString());
    assertThat(code).isEqualTo(3);
    assertThat(told.toString()).contains("the results could not be written");
  }

  @Test
  @DisplayName("The README names every command and every exit code")
  void isInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    program()
        .getSubcommands()
        .forEach((name, command) -> assertThat(readme).contains("| `" + name));
    Outcome.meanings()
        .forEach((code, meaning) -> assertThat(readme).contains("| " + code + " | " + meaning));
  }
}
