package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SendToManyTest extends Shell {
  @Test
  @DisplayName("S11: conference information is queued for everyone, once under a run key")
  void sendsInformationToEveryone() {
    run("enable", "amelie", "bruno", "--no-mail");

    assertThat(run("send-info-all", "--run-key", "move", "--yes", "--verbose")).isZero();
    assertThat(out())
        .contains("amelie: queued\n", "bruno: queued\n")
        .endsWith("queued 2, unchanged 0, not enabled 0, failed 0\n");

    assertThat(run("send-info-all", "--run-key", "move", "--yes", "--json")).isZero();
    assertThat(json().get(2))
        .containsAllEntriesOf(Map.of("type", "summary", "queued", 0, "unchanged", 2));
    run("audit", "--limit", "1", "--json");
    assertThat(only()).containsEntry("kind", "INFO_REQUESTED").containsEntry("key", "move");
  }

  @Test
  @DisplayName("B15: that the numbers have changed is queued for a list; others are told")
  void tellsAListThatNumbersChanged() {
    run("enable", "amelie", "--no-mail");
    String list = file("list.txt", "amelie\nnobody\n").toString();

    assertThat(run("send-numbers-changed", "--run-key", "move", "--users", list, "--dry-run"))
        .isEqualTo(3);
    assertThat(out()).contains("would queue 1, unchanged 0, not enabled 1, failed 0");
    assertThat(run("send-numbers-changed", "--run-key", "move", "--users", list, "--yes"))
        .isEqualTo(3);
    assertThat(out()).contains("queued 1, unchanged 0, not enabled 1, failed 0");
    run("audit", "--limit", "1", "--json");
    assertThat(only()).containsEntry("kind", "NUMBERS_CHANGED").containsEntry("user", "amelie");
  }

  @Test
  @DisplayName("S11: without a yes nothing is queued")
  void asks() {
    run("enable", "amelie", "--no-mail");
    assertThat(run("send-info-all", "--run-key", "move")).isNotZero();
    assertThat(err()).contains("Send conference information to everyone who is enabled?");
    run("audit", "--limit", "5", "--json");
    assertThat(only()).containsEntry("kind", "ENABLED");
  }
}
