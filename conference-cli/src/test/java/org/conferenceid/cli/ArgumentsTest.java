package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What reaches the program from the shell, from files, and from those who wrote them. */
class ArgumentsTest extends Shell {
  @Test
  @DisplayName("An argument that the environment could not decode is refused, with what to set")
  void refusesMutilatedArguments() {
    assertThat(run("enable", "zo\uFFFD\uFFFD")).isEqualTo(2);
    assertThat(err()).contains("LC_ALL=C.UTF-8");
    assertThat(folder.resolve("ids.db")).doesNotExist();
  }

  @Test
  @DisplayName("Arguments in a file are taken as they are, whatever marks they hold")
  void takesArgumentFilesAsTheyAre() {
    Path database = folder.resolve("a#b\\c d.db");
    Path arguments = file("arguments", "\uFEFF--file " + database + "\r\n\r\nzoë#1\r\n# x\r\n");
    assertThat(runBare("enable", "@" + arguments)).isZero();
    assertThat(out()).contains("zoë#1: ", "# x: ");
    assertThat(database).exists();

    assertThat(run("enable", "@@zoe")).isZero();
    assertThat(out()).startsWith("@zoe: ");
    assertThat(run("enable", "@" + folder.resolve("none"))).isEqualTo(2);
    assertThat(err()).contains("none cannot be read: it is not there");
  }

  @Test
  @DisplayName("A new database can be read by its owner alone")
  void keepsTheDatabaseToItsOwner() throws IOException {
    run("enable", "amelie");
    try (var files = Files.list(folder)) {
      assertThat(files)
          .filteredOn(file -> file.getFileName().toString().startsWith("ids.db"))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  @DisplayName("A name cannot rewrite the question that an administrator confirms")
  void showsNamesHarmlessly() {
    run("enable", "amelie");
    String people =
        file(
                "people.csv",
                "key,name,address,language\namelie,\"\u001b[2K\u202e\r\nGo on?\",a@example.org,fr\n")
            .toString();
    types("n");
    assertThat(run("reset", "amelie", "--people", people)).isEqualTo(1);
    assertThat(err())
        .contains("to \\u001b[2K\\u202e\\u000d\\u000aGo on? <a@example.org>")
        .doesNotContain("\u001b", "\u202e");
  }

  @Test
  @DisplayName("S13: a key that a spreadsheet would run is guarded in the export, and read back")
  void guardsFormulas() {
    String[] keys = {"=cmd|' /C calc'!A0", "+1", "-1", "@sum", "'=x", "it's", "'quoted'"};
    for (String key : keys) {
      String database = folder.resolve("ids.db").toString();
      String argument = key.startsWith("@") ? "@" + key : key;
      assertThat(runBare("--file", database, "enable", "--", argument)).isZero();
    }
    run("export");
    String exported = out();
    assertThat(exported.lines().skip(1)).noneMatch(line -> line.matches("\"?[=+\\-@].*"));
    assertThat(run("adopt", file("exported.csv", exported).toString())).isZero();
    assertThat(out()).startsWith("adopted 0, unchanged " + keys.length + ",");
  }

  @Test
  @DisplayName("An error of the platform or a driver is a fault of the program, not a refusal")
  void tellsErrors() {
    ctrlC =
        () -> {
          throw new StackOverflowError("on purpose");
        };
    assertThat(
            run("dispatch", "--smtp", "127.0.0.1:1", "--people", people(), "--file", folder + "/x"))
        .isEqualTo(2); // given twice
    run("enable", "amelie");
    assertThat(run("dispatch", "--smtp", "127.0.0.1:1", "--people", people())).isEqualTo(6);
    assertThat(err()).contains("StackOverflowError: on purpose");
  }

  @Test
  @DisplayName("Good lines of a file of people are used, and bad ones are told")
  void usesGoodLines() {
    run("enable", "amelie");
    String people =
        file(
                "people.csv",
                "key,name,address,language\namelie,Amélie,amelie@example.org,\nbruno,B,bruno@,en\n")
            .toString();
    types("n");
    run("reset", "amelie", "--people", people);
    assertThat(err())
        .contains("people.csv, line 3: e-mail address", "to Amélie <amelie@example.org>");
  }

  @Test
  @DisplayName("A file in another encoding, or with semicolons, is told for what it is")
  void tellsOtherFiles() throws IOException {
    run("enable", "amelie");
    String text = "key,name,address,language\namelie,Amélie,amelie@example.org,fr\n";
    Path people = folder.resolve("people.csv");
    Files.writeString(people, "\uFEFF" + text, StandardCharsets.UTF_16LE);
    assertThat(run("reset", "amelie", "--people", people.toString())).isEqualTo(2);
    assertThat(err()).contains("it is in UTF-16, save it in UTF-8");
    Files.writeString(people, text, StandardCharsets.ISO_8859_1);
    assertThat(run("reset", "amelie", "--people", people.toString())).isEqualTo(2);
    assertThat(err()).contains("it is not in UTF-8, save it in UTF-8");
    Files.writeString(people, text.replace(',', ';'));
    assertThat(run("reset", "amelie", "--people", people.toString())).isEqualTo(2);
    assertThat(err()).contains("header must have commas between its fields, not semicolons");
    Files.writeString(people, text, StandardCharsets.UTF_16BE);
    assertThat(run("adopt", people.toString())).isEqualTo(2);
  }
}
