package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ResetAllTest extends Shell {
  /** More than the two batches after which a run is stopped below. */
  private static final int MANY = 1200;

  private static List<String> users(int many) {
    return IntStream.range(0, many)
        .mapToObj(i -> String.format(Locale.ROOT, "user%04d", i))
        .toList();
  }

  private void enable(int many) {
    run(Stream.concat(Stream.of("enable"), users(many).stream()).toArray(String[]::new));
  }

  /** Everybody's ID. */
  private Map<Object, Object> ids() {
    run("export", "--json");
    Map<Object, Object> ids = new HashMap<>();
    json().forEach(one -> ids.put(one.get("user"), one.get("id")));
    return ids;
  }

  private void adoptMany() {
    String csv =
        users(MANY).stream()
            .map(user -> user + "," + (2_750_386 + 7 * Integer.parseInt(user.substring(4))))
            .collect(Collectors.joining("\n", "user,id\n", "\n"));
    assertThat(run("adopt", file("many.csv", csv).toString(), "--skip-invalid")).isIn(0, 3);
  }

  @Test
  @DisplayName("B6, S13: everyone is reset, and told in lines of JSON with a summary at the end")
  void resetsEveryone() {
    enable(3);
    Map<Object, Object> before = ids();

    assertThat(run("reset-all", "--run-key", "leak", "--yes", "--json", "--by", "zoe")).isZero();

    assertThat(json()).hasSize(4);
    assertThat(json().subList(0, 3))
        .allSatisfy(
            one ->
                assertThat(one)
                    .containsEntry("type", "user")
                    .containsEntry("result", "reset")
                    .containsEntry("oldId", masked((String) before.get(one.get("user")))));
    assertThat(json().get(3))
        .isEqualTo(
            Map.of(
                "type",
                "summary",
                "reset",
                3,
                "unchanged",
                0,
                "notEnabled",
                0,
                "failed",
                0,
                "cancelled",
                false));
    before.values().forEach(id -> assertThat(out()).doesNotContain((String) id));
    Map<Object, Object> after = ids();
    assertThat(after).hasSize(3);
    after.forEach((user, id) -> assertThat(id).isNotEqualTo(before.get(user)));
    run("audit", "--limit", "1", "--json");
    assertThat(only()).containsEntry("by", "zoe").containsEntry("key", "leak");
  }

  @Test
  @DisplayName("B6: a list, from a file or the input; unknown users and repetitions are told")
  void resetsAList() {
    enable(3);
    Map<Object, Object> before = ids();
    String list = "user0000\n\nnobody\nuser0001\nuser0000\n";

    assertThat(run("reset-all", "--run-key", "a", "--users", file("l", list).toString(), "--yes"))
        .isEqualTo(3);
    assertThat(out()).isEqualTo("reset 2, unchanged 1, not enabled 1, failed 0\n");

    input = list;
    assertThat(run("reset-all", "--run-key", "b", "--users", "-", "--yes", "--verbose"))
        .isEqualTo(3);
    assertThat(out())
        .contains("user0000: *****", "nobody: not enabled\n", "unchanged, was reset by this run")
        .endsWith("reset 2, unchanged 1, not enabled 1, failed 0\n");
    assertThat(ids()).containsEntry("user0002", before.get("user0002"));

    assertThat(run("reset-all", "--run-key", "c", "--users", file("n", "x\ny").toString(), "-y"))
        .isEqualTo(1);
  }

  @Test
  @DisplayName("A list that cannot be read, or has a bad line, is refused before anything is done")
  void refusesBadLists() {
    enable(1);
    Map<Object, Object> before = ids();
    String bad = file("bad.txt", "user0000\n" + "x".repeat(300) + "\n").toString();
    assertThat(run("reset-all", "--run-key", "a", "--users", bad, "--yes")).isEqualTo(2);
    assertThat(err()).contains(bad + ", line 2: user key");
    String none = folder.resolve("none.txt").toString();
    assertThat(run("reset-all", "--run-key", "a", "--users", none, "--yes")).isEqualTo(2);
    assertThat(err()).contains("none.txt cannot be read");
    assertThat(run("reset-all", "--yes")).isEqualTo(2);
    assertThat(err()).contains("Missing required option: '--run-key=TEXT'");
    assertThat(run("reset-all", "--run-key", "a", "--rate", "0", "--yes")).isEqualTo(2);
    assertThat(err()).contains("users per second must be at least 1");
    assertThat(ids()).isEqualTo(before);
  }

  @Test
  @DisplayName("S5: reset-all asks, and tells how many; without a terminal, --yes is wanted")
  void asks() {
    enable(2);
    Map<Object, Object> before = ids();
    assertThat(run("reset-all", "--run-key", "leak")).isEqualTo(1);
    assertThat(err()).contains("give --yes");
    types("no");
    assertThat(run("reset-all", "--run-key", "leak", "--no-mail")).isEqualTo(1);
    assertThat(err())
        .contains("Reset the conference IDs of everyone who is enabled?")
        .contains("users     2", "run key   leak", "e-mails   none, as you wish")
        .contains("Nothing was done.");
    assertThat(ids()).isEqualTo(before);
    types("y");
    assertThat(run("reset-all", "--run-key", "leak")).isZero();
    assertThat(ids()).doesNotContainValue(before.get("user0000"));
  }

  @Test
  @DisplayName("B6: a dry run tells who would be reset, asks nobody and changes nothing")
  void runsDry() {
    enable(2);
    Map<Object, Object> before = ids();
    assertThat(run("reset-all", "--run-key", "leak", "--dry-run", "--json")).isZero();
    assertThat(json()).extracting(one -> one.get("result")).startsWith("planned", "planned");
    assertThat(json().get(2)).containsEntry("planned", 2);
    assertThat(run("reset-all", "--run-key", "leak", "--dry-run")).isZero();
    assertThat(out()).startsWith("would reset 2, ");
    assertThat(ids()).isEqualTo(before);
  }

  @Test
  @DisplayName("B6: Ctrl-C stops between batches; the same run key does the rest, nobody twice")
  void stopsAndGoesOn() {
    adoptMany();
    int all = ids().size();
    AtomicInteger asked = new AtomicInteger();
    ctrlC = () -> asked.incrementAndGet() > 1;

    assertThat(run("reset-all", "--run-key", "leak", "--yes", "--no-mail")).isEqualTo(3);
    assertThat(out()).isEqualTo("reset 500, unchanged 0, not enabled 0, failed 0\n");
    assertThat(err()).contains("Stopped before the end.", "--run-key leak does the rest");
    Map<Object, Object> stopped = ids();

    ctrlC = () -> false;
    assertThat(run("reset-all", "--run-key", "leak", "--yes", "--no-mail", "--json")).isZero();
    assertThat(json().get(all))
        .containsEntry("reset", all - 500)
        .containsEntry("unchanged", 500)
        .containsEntry("cancelled", false);
    List<Object> unchanged =
        json().stream()
            .filter(one -> "unchanged".equals(one.get("result")))
            .map(one -> one.get("user"))
            .toList();
    Map<Object, Object> after = ids();
    assertThat(unchanged)
        .hasSize(500)
        .allSatisfy(u -> assertThat(after.get(u)).isEqualTo(stopped.get(u)));
    assertThat(after).hasSize(all);
  }

  @Test
  @DisplayName("On a terminal a bar shows how far it is, and nothing is told of each user")
  void showsABar() {
    adoptMany();
    int all = ids().size();
    types();
    run("reset-all", "--run-key", "a", "--yes");
    assertThat(err())
        .contains(
            "\r[",
            String.format(Locale.ROOT, "100 %%  1,%03d of 1,%03d  ", all % 1000, all % 1000));
    assertThat(out().lines()).hasSize(1);
    run("reset-all", "--run-key", "b", "--yes", "--verbose");
    assertThat(err()).isEmpty();
    assertThat(out().lines()).hasSize(all + 1);
    run("reset-all", "--run-key", "c", "--yes", "--json", "--progress");
    assertThat(err()).contains("\r[");
    assertThat(json()).hasSize(all + 1);
  }
}
