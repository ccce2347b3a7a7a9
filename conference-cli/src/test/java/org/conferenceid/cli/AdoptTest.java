package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdoptTest extends Shell {
  private static final String WITH_PROBLEMS =
      """
      user,id
      amelie,4839201
      bruno,0123456
      chiara,4839201
      amelie,2750386
      ,2750386
      dora,1234567
      emil,5071839
      fred
      """;

  private int adopt(String content, String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "adopt";
    args[1] = file("ids.csv", content).toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return run(args);
  }

  @Test
  @DisplayName("B13: IDs are adopted, also grouped, and from a spreadsheet's file")
  void adopts() {
    assertThat(adopt("\uFEFFuser,id\r\namelie,483 9201\r\nbruno,\"5071839\"\r\n", "--by", "zoe"))
        .isZero();
    assertThat(out()).isEqualTo("adopted 2, unchanged 0, not applied 0, problems 0\n");
    assertThat(idOf("amelie")).isEqualTo("4839201");
    assertThat(idOf("bruno")).isEqualTo("5071839");
    run("audit", "amelie", "--json");
    assertThat(only())
        .containsEntry("by", "zoe")
        .containsEntry("reason", "adopted")
        .containsEntry("mail", "OFF");
    assertThat(adopt("user,id\namelie,4839201\n")).isZero();
    assertThat(out()).startsWith("adopted 0, unchanged 1,");
  }

  @Test
  @DisplayName("B13: each problem is told by its line, never with the ID; then nobody is adopted")
  void tellsProblems() {
    assertThat(adopt(WITH_PROBLEMS)).isEqualTo(1);
    String at = folder.resolve("ids.csv") + ", line ";
    assertThat(err().lines())
        .containsExactlyInAnyOrder(
            at + "3: conference ID must not start with 0",
            at + "4: the ID stands in line 2 already",
            at + "5: the user stands in line 2 already",
            at + "6: user key must not be empty",
            at + "7: the ID is easily guessed, and such IDs are not issued",
            at + "9: conference ID must have exactly 7 digits");
    assertThat(out()).isEqualTo("adopted 0, unchanged 0, not applied 2, problems 6\n");
    assertThat(run("show", "amelie")).isEqualTo(1);
  }

  @Test
  @DisplayName("B13: with --skip-invalid those that can be are adopted, with --dry-run none is")
  void adoptsTheValid() {
    assertThat(adopt(WITH_PROBLEMS, "--dry-run", "--json")).isEqualTo(1);
    assertThat(json()).hasSize(7);
    assertThat(json())
        .anySatisfy(
            one ->
                assertThat(one)
                    .containsEntry("type", "problem")
                    .containsEntry("line", 4)
                    .containsEntry("reason", "ID_TWICE"));
    assertThat(json().get(6)).containsEntry("type", "summary").containsEntry("notApplied", 2);
    assertThat(out()).doesNotContain("4839201");
    assertThat(run("show", "amelie")).isEqualTo(1);

    assertThat(adopt(WITH_PROBLEMS, "--skip-invalid")).isEqualTo(3);
    assertThat(out()).isEqualTo("adopted 2, unchanged 0, not applied 0, problems 6\n");
    assertThat(idOf("emil")).isEqualTo("5071839");

    assertThat(adopt("user,id\nemil,5071839\nzoe,0123456\n")).isEqualTo(1);
    assertThat(out()).isEqualTo("adopted 0, unchanged 1, not applied 0, problems 1\n");

    assertThat(adopt("user,id\nzoe,5071839\n")).isEqualTo(1);
    assertThat(err()).contains("line 2: the ID is that of user emil");
    assertThat(adopt("user,id\n", "--dry-run", "--skip-invalid")).isEqualTo(2);
  }

  @Test
  @DisplayName("B13: what export writes, adopt reads elsewhere")
  void goesRound() {
    run("enable", "amelie", "bruno", "x,\"y\"");
    assertThat(run("export")).isZero();
    assertThat(err()).contains("access codes");
    String exported = out();
    assertThat(exported).startsWith("user,id\n").contains("\"x,\"\"y\"\"\",").hasLineCount(4);

    String elsewhere = folder.resolve("elsewhere.db").toString();
    input = exported;
    assertThat(runBare("adopt", "-", "--file", elsewhere)).isZero();
    assertThat(runBare("export", "--file", elsewhere)).isZero();
    assertThat(out().lines()).containsExactlyInAnyOrderElementsOf(exported.lines().toList());
  }

  @Test
  @DisplayName("A file that cannot be read is refused, and nobody is adopted")
  void refusesUnreadableFiles() throws IOException {
    assertThat(adopt("key,digits\namelie,4839201\n")).isEqualTo(2);
    assertThat(err()).contains("must have the header user,id");
    assertThat(adopt("user,id\namelie,4839201\nbruno,\"50718\"39\n")).isEqualTo(2);
    assertThat(err()).contains("ids.csv cannot be read").doesNotContain("4839201", "50718");
    Path latin1 = folder.resolve("latin1.csv");
    Files.writeString(latin1, "user,id\nzoë,4839201\n", StandardCharsets.ISO_8859_1);
    assertThat(run("adopt", latin1.toString())).isEqualTo(2);
    assertThat(err()).contains("latin1.csv cannot be read").doesNotContain("4839201");
    assertThat(run("adopt", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(run("adopt", folder.toString())).isEqualTo(2);
    assertThat(run("export")).isZero();
    assertThat(out()).isEqualTo("user,id\n");
  }
}
