package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OneUserTest extends Shell {
  @Test
  @DisplayName("S1, S3: enable gives each user an ID, and show shows it")
  void enables() {
    assertThat(run("enable", "amelie", "bruno", "--json")).isZero();
    assertThat(json()).extracting(one -> one.get("user")).containsExactly("amelie", "bruno");
    String id = (String) json().get(0).get("id");
    assertThat(json().get(0)).containsEntry("result", "enabled");

    assertThat(run("enable", "amelie")).isZero();
    assertThat(out()).isEqualTo("amelie: " + grouped(id) + ", as before\n");

    assertThat(run("show", "amelie")).isZero();
    assertThat(out()).startsWith("amelie: " + grouped(id) + ", since 20");
    assertThat(idOf("amelie")).isEqualTo(id);
  }

  @Test
  @DisplayName("One bad key among several is refused before anything is done")
  void refusesBadKeys() {
    assertThat(run("enable", "amelie", " bruno")).isEqualTo(2);
    assertThat(err()).contains("user key");
    assertThat(run("show", "amelie")).isEqualTo(1);
  }

  @Test
  @DisplayName("show tells who is not enabled; of several, that a part was found")
  void showsUnknownUsers() {
    run("enable", "amelie");
    assertThat(run("show", "nobody")).isEqualTo(1);
    assertThat(out()).isEqualTo("nobody: not enabled\n");
    assertThat(run("show", "nobody", "amelie", "--json")).isEqualTo(3);
    assertThat(json().get(0)).containsEntry("enabled", false).doesNotContainKey("id");
    assertThat(json().get(1)).containsEntry("enabled", true).containsKeys("id", "since");
  }

  @Test
  @DisplayName("S5, B11: reset asks, and shows whose ID, and who gets mail where in which language")
  void asks() {
    run("enable", "amelie");
    String old = idOf("amelie");

    types("yes");
    assertThat(run("reset", "amelie", "--people", people(), "--json")).isZero();

    assertThat(err())
        .contains("Reset the conference ID of amelie?", masked(old))
        .contains("to Amélie Durand <amelie@example.org>, in language fr")
        .doesNotContain(old, grouped(old));
    assertThat(only()).containsEntry("user", "amelie").containsEntry("result", "reset");
    assertThat(only().get("id")).isNotEqualTo(old).isEqualTo(idOf("amelie"));
  }

  @Test
  @DisplayName("S5: no answer but yes resets anything")
  void takesOnlyYes() {
    run("enable", "amelie");
    String id = idOf("amelie");
    for (String[] typed : new String[][] {{"n"}, {""}, {"yep"}, {}}) {
      types(typed);
      assertThat(run("reset", "amelie")).isEqualTo(1);
      assertThat(err()).contains("which --people would show here", "Nothing was done.");
      assertThat(out()).isEmpty();
    }
    assertThat(idOf("amelie")).isEqualTo(id);
  }

  @Test
  @DisplayName("S5: without a terminal, --yes is wanted")
  void wantsATerminal() {
    run("enable", "amelie");
    String id = idOf("amelie");
    assertThat(run("reset", "amelie")).isEqualTo(1);
    assertThat(err()).contains("There is no terminal to ask at: give --yes");
    assertThat(idOf("amelie")).isEqualTo(id);

    assertThat(run("reset", "amelie", "--yes")).isZero();
    assertThat(err()).isEmpty();
    String fresh = idOf("amelie");
    assertThat(fresh).isNotEqualTo(id);
  }

  @Test
  @DisplayName("S6, B11: the question tells that no mail goes out, or cannot")
  void tellsThatNoMailGoesOut() {
    run("enable", "amelie", "chiara");
    types("n");
    run("reset", "amelie", "--no-mail");
    assertThat(err()).contains("e-mail      none, as you wish");
    types("n");
    run("reset", "chiara", "--people", people());
    assertThat(err()).contains("cannot be sent, the file of people has no such user");
  }

  @Test
  @DisplayName("S5: reset --expecting-version resets the ID that show told, and no newer one")
  void expectsAVersion() {
    run("enable", "amelie");
    run("show", "amelie", "--json");
    String version = only().get("version").toString();
    assertThat(run("reset", "amelie", "--yes", "--expecting-version", version)).isZero();

    String id = idOf("amelie");
    assertThat(run("reset", "amelie", "--yes", "--expecting-version", version)).isEqualTo(1);
    types("y");
    assertThat(run("reset", "amelie", "--expecting-version", version)).isEqualTo(1);
    assertThat(err()).doesNotContain("Go on?").contains("amelie");
    assertThat(run("reset", "amelie", "--yes", "--expecting-version", "0")).isEqualTo(2);
    assertThat(idOf("amelie")).isEqualTo(id);

    run("show", "amelie");
    assertThat(out()).endsWith(", version 2\n");
    types("y");
    assertThat(run("reset", "amelie", "--expecting-version", "2")).isZero();
    assertThat(idOf("amelie")).isNotEqualTo(id);
  }

  @Test
  @DisplayName("S4: a user who is not enabled cannot be reset, and nobody is asked")
  void refusesToResetUnknownUsers() {
    run("enable", "amelie");
    types("y");
    assertThat(run("reset", "nobody")).isEqualTo(1);
    assertThat(err())
        .isEqualTo("user nobody is not enabled for audio conferencing, enable the user first\n");
  }

  @Test
  @DisplayName("B12: the same key again gives the same ID")
  void replays() {
    run("enable", "amelie");
    run("reset", "amelie", "--yes", "--key", "7f3c", "--json");
    Map<String, Object> first = only();
    assertThat(run("reset", "amelie", "--yes", "--key", "7f3c", "--json")).isZero();
    assertThat(only())
        .containsEntry("result", "unchanged")
        .containsEntry("id", first.get("id"))
        .containsEntry("at", first.get("at"));
    assertThat(run("disable", "amelie", "--yes", "--key", "7f3c")).isEqualTo(1);
    assertThat(err()).contains("idempotency key 7f3c was used before");
  }

  @Test
  @DisplayName("disable asks, and tells who was not enabled")
  void disables() {
    run("enable", "amelie");
    assertThat(run("disable", "amelie")).isEqualTo(1);
    types("y");
    assertThat(run("disable", "amelie", "nobody", "--json")).isEqualTo(3);
    assertThat(err()).contains("Disable amelie, nobody?");
    assertThat(json())
        .extracting(one -> one.get("result"))
        .containsExactly("disabled", "not-enabled");
    assertThat(run("disable", "amelie", "--yes")).isEqualTo(1);
    assertThat(run("show", "amelie")).isEqualTo(1);
    assertThat(out()).startsWith("amelie: not enabled, since 20");
  }

  @Test
  @DisplayName("B3: lookup tells active, retired and unknown")
  void looksUp() {
    run("enable", "amelie");
    String old = idOf("amelie");
    assertThat(run("lookup", grouped(old) + "#", "--json")).isZero();
    assertThat(only()).containsEntry("state", "active").containsEntry("user", "amelie");

    run("reset", "amelie", "--yes");
    assertThat(run("lookup", old, "--json")).isZero();
    assertThat(only())
        .containsEntry("state", "retired")
        .containsEntry("user", "amelie")
        .containsKeys("retiredAt", "freeAt");
    assertThat(run("lookup", old)).isZero();
    assertThat(out()).startsWith("retired: amelie until 20").contains("in quarantine until 20");

    assertThat(run("lookup", "1234567")).isEqualTo(1); // guessable, and so nobody's
    assertThat(out()).isEqualTo("unknown\n");
    assertThat(run("lookup", "012345")).isEqualTo(2);
    assertThat(err()).contains("must have exactly 7 digits").doesNotContain("012345");
  }

  @Test
  @DisplayName("S11: send-info queues the conference information of whoever is enabled")
  void sendsInformation() {
    run("enable", "amelie");
    assertThat(run("send-info", "amelie", "--json")).isZero();
    assertThat(only()).containsEntry("result", "queued");
    assertThat(run("send-info", "nobody")).isEqualTo(1);
    assertThat(out()).isEqualTo("nobody: not enabled\n");
  }

  @Test
  @DisplayName("B10: audit tells who did what, newest first, with masked IDs")
  void showsTheAudit() {
    run("enable", "amelie", "bruno", "--by", "zoe");
    String old = idOf("amelie");
    run("reset", "amelie", "--yes", "--by", "zoe", "--reason", "leaked", "--key", "7f3c");
    String id = idOf("amelie");

    assertThat(run("audit", "amelie", "--json")).isZero();
    assertThat(json()).extracting(one -> one.get("kind")).containsExactly("RESET", "ENABLED");
    assertThat(json().get(0))
        .containsEntry("user", "amelie")
        .containsEntry("oldId", masked(old))
        .containsEntry("newId", masked(id))
        .containsEntry("by", "zoe")
        .containsEntry("reason", "leaked")
        .containsEntry("key", "7f3c")
        .containsEntry("mail", "PENDING")
        .containsEntry("attempts", 0);
    assertThat(out()).doesNotContain(old, id);

    assertThat(run("audit")).isZero();
    assertThat(out().lines()).hasSize(3);
    assertThat(out())
        .contains("RESET amelie  " + masked(old) + " → " + masked(id) + "  by zoe: leaked  mail P")
        .contains("ENABLED bruno  none → ", "  by zoe: no reason given");
    run("audit", "--limit", "1");
    assertThat(out().lines()).hasSize(1);
    run("audit", "--mail", "sent");
    assertThat(out()).isEmpty();
    assertThat(run("audit", "--limit", "-1")).isEqualTo(2);
    assertThat(run("audit", "--mail", "lost")).isEqualTo(2);
  }

  @Test
  @DisplayName("B10: unless said otherwise, whoever runs the program did it")
  void knowsWhoRunsIt() {
    run("enable", "amelie");
    run("audit", "--json");
    assertThat(only()).containsEntry("by", System.getProperty("user.name"));
  }

  @Test
  @DisplayName("B2: capacity tells how many IDs are left")
  void tellsTheCapacity() {
    run("enable", "amelie", "bruno", "chiara");
    run("reset", "amelie", "--yes");
    assertThat(run("capacity", "--json")).isZero();
    assertThat(only())
        .containsEntry("active", 3)
        .containsEntry("quarantined", 1)
        .containsEntry("free", 8_987_252)
        .containsEntry("issuable", 8_987_256)
        .containsEntry("guessesPerHit", 3_000_000)
        .containsEntry("warnings", List.of());
    assertThat(run("capacity")).isZero();
    assertThat(out()).contains("free         8,987,252 of 8,987,256", "one in 3,000,000 hits");
  }

  @Test
  @DisplayName("erase asks, and then nothing is left that names the user")
  void erases() {
    run("enable", "amelie", "bruno", "--by", "zoe");
    types("no");
    assertThat(run("erase", "amelie")).isEqualTo(1);
    assertThat(run("show", "amelie")).isZero();

    assertThat(run("erase", "amelie", "nobody", "--yes")).isEqualTo(3);
    assertThat(out()).isEqualTo("amelie: erased\nnobody: not known\n");
    assertThat(run("show", "amelie")).isEqualTo(1);
    assertThat(run("audit")).isZero();
    assertThat(out()).doesNotContain("amelie").contains("bruno");
    assertThat(run("show", "bruno")).isZero();
  }

  @Test
  @DisplayName("prune removes old entries of the audit, and no others")
  void prunes() {
    run("enable", "amelie", "--no-mail");
    assertThat(run("prune", "--older-than", "30", "--json")).isZero();
    assertThat(only()).containsEntry("removed", 0);
    assertThat(run("audit")).isZero();
    assertThat(out()).contains("amelie");

    assertThat(run("prune", "--older-than", "0")).isEqualTo(2);
    assertThat(err()).contains("audit retention");
  }

  @Test
  @DisplayName("completion writes a script that knows every command")
  void completes() {
    assertThat(runBare("completion")).isZero();
    assertThat(out()).startsWith("#!").contains("reset-all", "--run-key", "prune");
  }
}
