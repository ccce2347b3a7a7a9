package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.conferenceid.IdempotencyKey;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.MeetingStatus.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * That the audit can be searched without reading all of it: which index the database chooses, by
 * its own account, in tables with 40,000 entries of 1,000 users over 40 days.
 */
class IndexUseTest {
  private static final int ENTRIES = 40_000;
  private static final int USERS = 1000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final String prefix = TestDatabase.newPrefix();
  private TestDatabase database = TestDatabase.SQLITE;

  private void fill(TestDatabase filled) {
    database = filled;
    JdbcConferenceStore.builder(filled.pool()).tablePrefix(prefix).build().createSchema();
    for (List<Integer> some : Bulk.portions(IntStream.range(0, ENTRIES).boxed().toList(), 2000)) {
      filled.execute(
          some.stream()
              .map(IndexUseTest::entry)
              .collect(
                  Collectors.joining(
                      ", ",
                      "INSERT INTO "
                          + prefix
                          + "audit (user_key, idempotency_key, kind, version, at, actor,"
                          + " mail_state) VALUES ",
                      "")));
    }
    filled.execute(
        filled == TestDatabase.MARIADB
            ? "ANALYZE TABLE " + prefix + "audit"
            : "ANALYZE " + (filled == TestDatabase.SQLITE ? "" : prefix + "audit"));
  }

  /**
   * An entry each minute or so; a run over all users each tenth day, and single changes between.
   */
  private static String entry(int number) {
    int run = number / USERS;
    return String.format(
        Locale.ROOT,
        "('user %04d', %s, 'RESET', %d, %d, 'admin', '%s')",
        number % USERS,
        number % USERS < 40 ? "'run " + run + "'" : "NULL",
        run + 1,
        EpochMicros.of(START.plus(Duration.ofDays(40).multipliedBy(number).dividedBy(ENTRIES))),
        number % 5000 == 0 ? "FAILED" : "SENT");
  }

  /** How the database would run a statement, in its own words. */
  private String plan(String sql, Object... values) throws SQLException {
    Database kind = Dialect.valueOf(database.name()).database();
    String explain = database == TestDatabase.SQLITE ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
    try (Connection connection = database.pool().getConnection()) {
      Session session =
          new Session(connection, new SqlTemplates(kind, prefix, null), /* owned= */ true, false);
      return String.join(
          "\n",
          session.list(
              explain + sql,
              row ->
                  switch (database) {
                    case SQLITE -> row.getString("detail");
                    case POSTGRESQL -> row.getString(1);
                    case MARIADB -> row.getString("type") + " by " + row.getString("key");
                  },
              values));
    }
  }

  private void assertIndex(AuditQuery query, String postgresql, String sqlite, String mariadb)
      throws SQLException {
    AuditStatement statement = AuditStatement.of(query);
    String plan = plan(statement.sql(), statement.values().toArray());
    assertIndex(query.toString(), plan, postgresql, sqlite, mariadb);
  }

  private void assertIndex(
      String what, String plan, String postgresql, String sqlite, String mariadb) {
    String expected =
        switch (database) {
          case POSTGRESQL -> postgresql;
          case SQLITE -> sqlite;
          case MARIADB -> mariadb;
        };
    assertThat(plan)
        .as("%s reads %s by the index %s", database, what, expected)
        .contains(prefix + expected)
        .doesNotContain("Seq Scan on " + prefix, "SCAN " + prefix, "SCAN a", "ALL by", "index by");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B22: by key over all users, by time, by user, what failed: each has an index")
  void shouldUseAnIndex(TestDatabase filled) throws SQLException {
    fill(filled);
    AuditQuery all = AuditQuery.all();
    AuditQuery run = all.withKey(new IdempotencyKey("run 20"));
    assertIndex(run, "audit_key", "audit_key", "audit_key");
    assertIndex(run.ofUser(UserId.of("user 0007")), "audit_key", "audit_key", "audit_key");

    Instant day = START.plus(Duration.ofDays(3));
    AuditQuery hour = all.from(day).until(day.plus(Duration.ofHours(1))).newestFirst();
    assertIndex(hour, "audit_at", "audit_at", "audit_at");
    assertIndex(hour.byActor("admin"), "audit_at", "audit_at", "audit_at");

    AuditQuery history = all.ofUser(UserId.of("user 0007")).newestFirst();
    assertIndex(history, "audit_user", "audit_user", "audit_open");
    assertIndex(
        all.withDelivery(DeliveryState.FAILED), "audit_failed", "audit_failed", "audit_mail");
    assertIndex(all.withDelivery(DeliveryState.PENDING), "audit_turn", "audit_turn", "audit_mail");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B12, OB-14: a repetition, and the figures of the outbox, are found by an index")
  void shouldFindRepetitions(TestDatabase filled) throws SQLException {
    fill(filled);
    String seen =
        filled == TestDatabase.POSTGRESQL
            ? "SELECT kind FROM cid_audit WHERE idempotency_key IS NOT NULL AND user_key = ?"
                + " AND idempotency_key = ?"
            : BatchBulk.SEEN.replace("%s", BatchBulk.SEEN_ONE + " OR " + BatchBulk.SEEN_ONE);
    Object[] one = {"user 0007", "run 20"};
    Object[] two = {"user 0007", "run 20", "user 0008", "run 20"};
    String repeated = plan(seen, filled == TestDatabase.POSTGRESQL ? one : two);
    assertIndex("repetitions", repeated, "audit_key", "audit_key", "audit_key");
    if (filled != TestDatabase.POSTGRESQL) {
      String first =
          plan(MultiStatementChange.LOCK_KEYED, 4839201, "user 0007", "user 0007", "run 20");
      assertThat(first).as("a repetition on %s", filled).contains(prefix + "audit_key");
    }
    long day = Duration.ofDays(1).toMillis();
    String figures = plan(JdbcOutbox.FIGURES, day, day);
    assertIndex("figures", figures, "audit_turn", "audit_turn", "audit_turn");
    assertIndex("figures", figures, "audit_failed", "audit_failed", "audit_mail");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("MU-2, MU-8: meetings that are due, and those given up, are found by an index")
  void shouldFindMeetings(TestDatabase filled) throws SQLException {
    database = filled;
    JdbcConferenceStore.builder(filled.pool()).tablePrefix(prefix).build().createSchema();
    for (List<Integer> some : Bulk.portions(IntStream.range(0, 10_000).boxed().toList(), 2000)) {
      insert(some, "user (user_key, current_id, version, since)", "('user %1$05d', 1, 2, 0)");
      insert(
          some,
          "meetings (user_key, version, state, due, attempts, updated, in_part, untouched, failed)",
          "('user %1$05d', 2, %2$s, 1, 0, 0, 0, 0)");
    }
    for (String table : List.of("user", "meetings")) {
      filled.execute(
          (filled == TestDatabase.MARIADB ? "ANALYZE TABLE " : "ANALYZE ") + prefix + table);
    }
    String due = plan(MeetingClaim.DUE, 10);
    assertIndex("due meetings", due, "meetings_due", "meetings_due", "meetings_due");
    String failed = plan(JdbcMeetingUpdates.listing(State.FAILED), "", 100);
    assertIndex("given up", failed, "meetings_failed", "meetings_failed", "meetings_state");
  }

  private void insert(List<Integer> numbers, String into, String row) {
    database.execute(
        numbers.stream()
            .map(i -> String.format(Locale.ROOT, row, i, state(i)))
            .collect(Collectors.joining(", ", "INSERT INTO " + prefix + into + " VALUES ", "")));
  }

  /** One in a thousand is due, and one given up. */
  private static String state(int number) {
    return switch (number % 1000) {
      case 0 -> "'PENDING', 0";
      case 1 -> "'FAILED', NULL";
      default -> "'DONE', NULL";
    };
  }

  @Test
  @DisplayName("CS-21: former IDs are looked for among all IDs only if the audit was pruned")
  void shouldNotReadAllIds() throws SQLException {
    database = TestDatabase.POSTGRESQL;
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
    store.createSchema();
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
    assertThat(scansOfTheIds()).isNotEmpty().allMatch(scan -> scan.contains("never executed"));

    database.execute("DELETE FROM " + prefix + "audit WHERE version = 1");
    assertThat(scansOfTheIds()).anyMatch(scan -> !scan.contains("never executed"));
  }

  private List<String> scansOfTheIds() throws SQLException {
    String key = Changes.AMELIE.value();
    return plan("(ANALYZE) " + Queries.FORMER, key, key, key, key, key)
        .lines()
        .filter(line -> line.contains("Scan") && line.contains(" " + prefix + "id"))
        .toList();
  }
}
