package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.spi.Change;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kills a process with SIGKILL in the middle of a run over everyone, and starts the run again,
 * while single users are reset beside it. Short here; {@code -Pcrash} makes it a million users on
 * PostgreSQL, and prints how long that took.
 */
@Tag("thorough")
class KilledBulkRunTest {
  private static final int CHUNK = 1000;
  private static final String RUN = "everyone-2026-11";

  /** A process with this much memory resets any number of users. */
  private static final String HEAP = "-Xmx48m";

  private final AtomicBoolean over = new AtomicBoolean();
  private String prefix;
  private JdbcConferenceStore store;

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "B6: a run over everyone that was killed twice is finished: nobody twice, nobody missed")
  void shouldResetEveryoneOnce(TestDatabase database) throws Exception {
    int users = database == TestDatabase.POSTGRESQL ? Integer.getInteger("bulk.users", 3000) : 3000;
    prefix = TestDatabase.newPrefix();
    store = JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    enable(users);

    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<Integer> singles = thread.submit(() -> resetSingleUsers(users));
    long start = System.nanoTime();
    killAfter(users / 4, database);
    killAfter(users / 2, database);
    long last = System.nanoTime();
    List<String> end = finish(database);
    long now = System.nanoTime();
    over.set(true);
    int single = singles.get();
    thread.shutdown();

    assertThat(end).startsWith("done").endsWith("0", "0"); // not enabled, failed
    long done = Long.parseLong(end.get(1));
    long skipped = Long.parseLong(end.get(2));
    assertThat(done + skipped).isEqualTo(users);
    assertThat(done).as("the last run had something to do").isPositive();
    assertThat(skipped).as("the runs before had done something").isPositive();
    assertThat(count(database, "%saudit WHERE idempotency_key = '" + RUN + "'")).isEqualTo(users);
    assertThat(count(database, "%saudit WHERE idempotency_key LIKE 'single-%%'")).isEqualTo(single);
    assertThat(count(database, "%suser WHERE current_id IS NOT NULL")).isEqualTo(users);
    assertThat(
            count(
                database,
                "%1$suser u JOIN %1$sid i ON i.id = u.current_id AND i.owner = u.user_key AND i.free_at IS NULL"))
        .isEqualTo(users);
    assertThat(count(database, "%sid WHERE free_at IS NULL")).isEqualTo(users);
    report(users, single, skipped, last - start, now - last);
  }

  private static void report(int users, int single, long skipped, long first, long last) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT,
          "| %d users | %d before the kills, %.1f s | the rest, %.1f s | %d single resets |%n",
          users,
          skipped,
          first / 1e9,
          last / 1e9,
          single);
    }
  }

  private void enable(int users) {
    for (int from = 0; from < users; from += CHUNK) {
      List<Change> chunk =
          IntStream.range(from, Math.min(users, from + CHUNK))
              .mapToObj(i -> Changes.enable(user(i)))
              .toList();
      assertThat(store.changeAll(chunk, Changes.IDS))
          .hasOnlyElementsOfType(ChangeResult.Done.class);
    }
  }

  private static UserId user(int number) {
    return UserId.of(String.format(Locale.ROOT, "user %07d", number));
  }

  /** Beside the run, as administrators do; tells how many. */
  private int resetSingleUsers(int users) {
    Random random = new Random();
    int done = 0;
    while (!over.get()) {
      Change change = Changes.keyed(EventKind.RESET, user(random.nextInt(users)), "single-" + done);
      Object result = store.change(change, Changes.IDS);
      assertThat(result).isInstanceOf(ChangeResult.Done.class);
      done += ((ChangeResult.Done) result).replayed() ? 0 : 1;
    }
    return done;
  }

  private BufferedReader start(TestDatabase database, Process[] started) throws IOException {
    started[0] =
        Children.start(Redirect.PIPE, List.of(HEAP), BulkChild.class, database.url(), prefix, RUN);
    return started[0].inputReader(StandardCharsets.UTF_8);
  }

  private void killAfter(int handled, TestDatabase database) throws Exception {
    Process[] child = new Process[1];
    try (BufferedReader lines = start(database, child)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        assertThat(line).startsWith("handled");
        if (Integer.parseInt(line.split("\t", -1)[1]) >= handled) {
          break;
        }
      }
      child[0].destroyForcibly().waitFor();
    }
  }

  private List<String> finish(TestDatabase database) throws Exception {
    Process[] child = new Process[1];
    String last = "";
    try (BufferedReader lines = start(database, child)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
      }
    }
    assertThat(child[0].waitFor()).isZero();
    return List.of(last.split("\t", -1));
  }

  private long count(TestDatabase database, String what) throws SQLException {
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM " + String.format(Locale.ROOT, what, prefix))) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
