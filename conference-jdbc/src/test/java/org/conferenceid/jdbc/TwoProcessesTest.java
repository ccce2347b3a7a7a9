package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.conferenceid.Page;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes that reset, enable and disable the same few users, and both dispatch, while a third
 * makes changes that are rolled back.
 */
@Tag("thorough")
class TwoProcessesTest {
  private static final int USERS = 10;
  private static final int CHANGES = 25;
  private static final Duration LEASE = Duration.ofHours(1);

  @TempDir Path folder;

  private final String prefix = TestDatabase.newPrefix();
  private int rolledBack;

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "CS-1, OB-2, OB-5: two processes send each message once, in order, and only what happened")
  void shouldShareTheWork(TestDatabase database) throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    IntStream.range(0, USERS).forEach(i -> store.change(Changes.enable(user(i)), Changes.IDS));
    resetAndRollBack(database);
    assertThat(rolledBack).isEqualTo(1);
    Path said = folder.resolve("said");
    List<Process> processes = new ArrayList<>();
    try {
      for (String name : List.of("a", "b")) {
        processes.add(start(database, said, name, CHANGES));
      }
      while (processes.stream().anyMatch(Process::isAlive)) {
        resetAndRollBack(database);
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).isZero();
      }
      // What was locked when the two last looked is left: a claim passes over it.
      Process last = start(database, said, "last", 0);
      processes.add(last);
      assertThat(last.waitFor()).isZero();
    } finally {
      processes.forEach(Process::destroyForcibly);
    }

    CrashLedger ledger = new CrashLedger(prefix);
    List<String> lines = Files.readAllLines(said);
    lines.forEach(ledger::hear);
    assertThat(ledger.acknowledged()).isGreaterThan(CHANGES);
    ledger.verify(database.pool());
    Map<Long, AuditEntry> entries = auditOf(store);
    assertInOrder(delivered(lines), entries);
    assertToldOrUntrue(delivered(lines), entries);
  }

  /** All append to one file, a line at once, so that its order is that of the deliveries. */
  private Process start(TestDatabase database, Path said, String name, int changes)
      throws IOException {
    return Children.start(
        Redirect.appendTo(said.toFile()),
        CrashChild.class,
        database.url(),
        prefix,
        name,
        USERS,
        changes,
        LEASE.toSeconds());
  }

  private void resetAndRollBack(TestDatabase database) throws SQLException {
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      try {
        JdbcConferenceStore store = Fixture.joined(connection).tablePrefix(prefix).build();
        if (store.change(Changes.reset(user(rolledBack % USERS)), Changes.IDS)
            instanceof ChangeResult.Done) {
          rolledBack++;
        }
      } catch (TransactionConflictException theOthersAreFaster) {
        assertThat(theOthersAreFaster).hasMessageContaining("roll the transaction back");
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static UserId user(int number) {
    return UserId.of("user " + number);
  }

  private static Map<Long, AuditEntry> auditOf(JdbcConferenceStore store) {
    Page<AuditEntry> page = store.audit(AuditQuery.all().limit(AuditQuery.MAX_LIMIT));
    assertThat(page.next()).as("one page is enough").isEmpty();
    return page.items().stream().collect(Collectors.toMap(AuditEntry::number, entry -> entry));
  }

  private static List<Long> delivered(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("delivered\t"))
        .map(line -> Long.valueOf(line.substring("delivered\t".length())))
        .toList();
  }

  private static void assertInOrder(List<Long> delivered, Map<Long, AuditEntry> entries) {
    assertThat(entries.keySet()).as("nothing was sent that did not happen").containsAll(delivered);
    Map<UserId, List<Long>> toUsers =
        delivered.stream()
            .collect(Collectors.groupingBy(number -> entries.get(number).event().user()));
    assertThat(toUsers.values())
        .allSatisfy(
            numbers ->
                assertThat(numbers).doesNotHaveDuplicates().isSortedAccordingTo(Long::compare));
  }

  private static void assertToldOrUntrue(List<Long> delivered, Map<Long, AuditEntry> entries) {
    Map<UserId, Long> latest = new HashMap<>();
    entries
        .values()
        .forEach(entry -> latest.merge(entry.event().user(), entry.event().version(), Math::max));
    assertThat(entries.values())
        .allSatisfy(
            entry -> {
              boolean told = delivered.contains(entry.number());
              boolean untrue = entry.event().version() < latest.get(entry.event().user());
              assertThat(entry.delivery().state())
                  .isEqualTo(told ? DeliveryState.SENT : DeliveryState.SUPERSEDED);
              assertThat(told || untrue).isTrue();
            });
  }
}
