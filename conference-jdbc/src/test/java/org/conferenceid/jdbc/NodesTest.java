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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Several application nodes, each a process with everything on it, on one database. */
@Tag("thorough")
class NodesTest {
  private static final int USERS = 200;

  private final String prefix = TestDatabase.newPrefix();

  static Stream<Arguments> setUps() {
    return Stream.of(TestDatabase.values())
        .flatMap(database -> Stream.of(2, 4).map(nodes -> Arguments.of(nodes, database)))
        .filter(setUp -> setUp.get()[1] != TestDatabase.SQLITE); // is for one machine
  }

  @ParameterizedTest(name = "{0} nodes on {1}")
  @MethodSource("setUps")
  @DisplayName(
      "B1, B4, B6: of what several nodes do at once, nothing is done twice and nothing is missed")
  void shouldShareEverything(int nodes, TestDatabase database) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool())
            .tablePrefix(prefix)
            .clock(new MutableClock(database.now().minus(NodeChild.OLD.multipliedBy(2))))
            .build();
    store.createSchema();
    IntStream.range(0, USERS).forEach(i -> store.change(Changes.enable(user(i)), Changes.IDS));
    ConferenceId old = store.find(user(0)).orElseThrow().id().orElseThrow();
    store.change(Changes.reset(user(0)), Changes.IDS);

    List<String> said = run(nodes, database, old.digits());

    assertThat(numbers(said, "run", 1).sum()).as("reset by the run").isEqualTo(USERS);
    assertThat(numbers(said, "run", 3).sum()).as("failures of the run").isZero();
    assertThat(number(database, "audit WHERE idempotency_key = '" + NodeChild.RUN + "'"))
        .isEqualTo(USERS);
    assertThat(said.stream().filter(line -> line.startsWith("run")))
        .as("each node has seen to everybody")
        .hasSize(nodes)
        .allSatisfy(
            line -> assertThat(number(line, 1) + number(line, 2)).as(line).isEqualTo(USERS));
    long rotated = numbers(said, "rotation", 1).sum();
    assertThat(number(database, "audit WHERE kind = 'RESET'"))
        .as("resets: one before, those of the run, and those of %d rotations", nodes)
        .isEqualTo(1 + USERS + rotated);
    assertThat(rotated).as("each ID is rotated once at most").isLessThanOrEqualTo(USERS);
    assertThat(
            number(
                database,
                String.format(
                    Locale.ROOT,
                    "user u JOIN %sid i ON i.id = u.current_id AND i.owner = u.user_key"
                        + " AND i.free_at IS NULL",
                    prefix)))
        .as("users with an ID of their own")
        .isEqualTo(USERS);
    assertThat(number(database, "id WHERE free_at IS NULL")).isEqualTo(USERS);

    List<String> sent =
        said.stream()
            .filter(line -> line.startsWith("delivered\t"))
            .map(line -> line.split("\t", -1)[1])
            .toList();
    assertThat(sent).as("no message twice").doesNotHaveDuplicates();
    assertThat(sent)
        .as("what was delivered, and what the audit says was")
        .containsExactlyInAnyOrderElementsOf(
            texts(database, "SELECT mail_key FROM %saudit WHERE mail_state = 'SENT'"));
    assertThat(texts(database, "SELECT DISTINCT mail_state FROM %saudit"))
        .as("nothing is missed")
        .isSubsetOf("SENT", "SUPERSEDED");

    assertThat(numbers(said, "number", 1).sum())
        .as("guesses of one number that were looked at, on all nodes")
        .isEqualTo(NodeChild.LIMITS.freeAttempts());
    assertThat(numbers(said, "anonymous", 1).sum())
        .as("guesses without a number that were looked at, on all nodes")
        .isEqualTo(20);
    assertThat(said.stream().filter(line -> line.startsWith("old")))
        .as("the answer to the ID that was reset")
        .hasSize(nodes)
        .allMatch("old\tRefused"::equals);
  }

  private List<String> run(int nodes, TestDatabase database, String old) throws Exception {
    List<Process> processes = new ArrayList<>();
    List<BufferedReader> outputs = new ArrayList<>();
    List<String> said = new ArrayList<>();
    try {
      for (int i = 0; i < nodes; i++) {
        Process process =
            Children.start(Redirect.PIPE, NodeChild.class, database.url(), prefix, old);
        processes.add(process);
        outputs.add(process.inputReader(StandardCharsets.UTF_8));
      }
      for (BufferedReader output : outputs) {
        assertThat(output.readLine()).isEqualTo("ready");
      }
      for (Process process : processes) {
        goOn(process);
      }
      for (int i = 0; i < nodes; i++) {
        outputs.get(i).lines().forEach(said::add);
        assertThat(processes.get(i).waitFor()).as("the end of node %d", i).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    return said;
  }

  private static void goOn(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("OB-4: a node that was paused for longer than its lease does no harm when it wakes")
  void shouldFenceWhoWakesTooLate(TestDatabase database) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    Process paused = Children.start(Redirect.PIPE, PausedChild.class, database.url(), prefix);
    try (BufferedReader output = paused.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).startsWith("delivering");
      signal(paused, "STOP");
      JdbcConferenceStore later = later(database);
      List<Lease> taken = later.outbox().claim("another", 10, Duration.ofMinutes(1));
      assertThat(taken).as("what the paused node had").hasSize(1);
      assertThat(taken.get(0).attempt()).isEqualTo(2);
      assertThat(later.outbox().settle(sent(taken))).isEmpty();
      DeliveryStatus before = status(store);

      signal(paused, "CONT");
      goOn(paused);

      assertThat(output.readLine()).isEqualTo("awake");
      assertThat(output.readLine()).as("its own settlement is nobody's").startsWith("settled");
      assertThat(paused.waitFor()).isZero();
      assertThat(status(store)).isEqualTo(before);
      assertThat(before.state()).isEqualTo(DeliveryState.SENT);
    } finally {
      paused.destroyForcibly();
    }
  }

  /** The database, as it will be when the lease is over. */
  private JdbcConferenceStore later(TestDatabase database) throws SQLException {
    return JdbcConferenceStore.builder(database.pool())
        .tablePrefix(prefix)
        .clock(new MutableClock(database.now().plus(PausedChild.LEASE.multipliedBy(2))))
        .build();
  }

  private static List<Settlement> sent(List<Lease> leases) {
    return leases.stream().map(lease -> new Settlement(lease, new Settlement.Sent())).toList();
  }

  private static DeliveryStatus status(JdbcConferenceStore store) {
    return store.audit(AuditQuery.all()).items().get(0).delivery();
  }

  private static void signal(Process process, String name) throws Exception {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private static LongStream numbers(List<String> said, String what, int place) {
    return said.stream()
        .filter(line -> line.startsWith(what + "\t"))
        .mapToLong(line -> number(line, place));
  }

  private static long number(String line, int place) {
    return Long.parseLong(line.split("\t", -1)[place]);
  }

  private long number(TestDatabase database, String what) {
    return database.number("SELECT count(*) FROM " + prefix + what);
  }

  private List<String> texts(TestDatabase database, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(String.format(Locale.ROOT, query, prefix))) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  private static UserId user(int number) {
    return UserId.of("user " + number);
  }
}
