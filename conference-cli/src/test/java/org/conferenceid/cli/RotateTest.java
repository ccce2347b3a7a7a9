package org.conferenceid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.conferenceid.UserId;
import org.conferenceid.administration.Administration;
import org.conferenceid.examples.support.JdbcUrl;
import org.conferenceid.jdbc.JdbcConferenceStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RotateTest extends Shell {
  @BeforeEach
  void enableSomeLongAgo() {
    enableAt("2020-01-01T00:00:00Z", "oldest");
    enableAt("2020-07-01T00:00:00Z", "older");
    run("enable", "newer");
  }

  private void enableAt(String time, String user) {
    try (HikariDataSource database = JdbcUrl.ofSqlite(folder.resolve("ids.db")).open()) {
      JdbcConferenceStore store =
          JdbcConferenceStore.builder(database)
              .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
              .build();
      store.createSchema();
      Administration.builder(store).build().enable(UserId.of(user));
    }
  }

  @Test
  @DisplayName("A dry run tells who is next, the oldest first")
  void previews() {
    assertThat(run("rotate", "--older-than", "180", "--dry-run", "--json")).isZero();
    assertThat(json()).extracting(one -> one.get("user")).containsExactly("oldest", "older");
    assertThat(run("rotate", "--older-than", "180", "--batch-size", "1", "--dry-run")).isZero();
    assertThat(out()).startsWith("oldest: since 20").hasLineCount(1);
  }

  @Test
  @DisplayName("A batch is reset after the question, and is not due again")
  void rotates() {
    String oldest = idOf("oldest");
    String older = idOf("older");
    String newer = idOf("newer");
    assertThat(run("rotate", "--older-than", "180")).isEqualTo(1);
    types("y");
    assertThat(run("rotate", "--older-than", "180", "--batch-size", "1")).isZero();
    assertThat(err())
        .contains("Reset the conference IDs of 1 users, which are older than 180 days?");
    assertThat(out()).isEqualTo("reset 1, unchanged 0, not enabled 0, failed 0\n");
    assertThat(idOf("oldest")).isNotEqualTo(oldest);
    assertThat(idOf("older")).isEqualTo(older);

    assertThat(run("rotate", "--older-than", "180", "--yes", "--json", "--by", "cron")).isZero();
    assertThat(json().get(0)).containsEntry("user", "older").containsEntry("result", "reset");
    assertThat(idOf("newer")).isEqualTo(newer);
    run("audit", "older", "--limit", "1", "--json");
    assertThat(only())
        .containsEntry("by", "cron")
        .containsEntry("reason", "older than 180 days")
        .containsEntry("mail", "PENDING");

    assertThat(run("rotate", "--older-than", "180")).as("nobody is asked for nothing").isZero();
    assertThat(out()).startsWith("reset 0, ");
  }

  @Test
  @DisplayName("An age or a batch size out of its range is refused")
  void refusesBadRules() {
    assertThat(run("rotate", "--older-than", "0")).isEqualTo(2);
    assertThat(err()).contains("age must be positive");
    assertThat(run("rotate", "--older-than", "1", "--batch-size", "1001")).isEqualTo(2);
    assertThat(run("rotate")).isEqualTo(2);
  }
}
