package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.spi.ChangeResult;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What is about very many entries goes on in portions. Whenever the store asks for a connection, so
 * between two transactions, the test looks how far it has come, and makes a change of its own.
 */
class PortionsTest {
  private static final int ENTRIES = 1500;
  private static final int PORTION = 512;

  private final String prefix = TestDatabase.newPrefix();
  private final List<Long> counts = new ArrayList<>();
  private String query = "";
  private int others;
  private int failing = Integer.MAX_VALUE;

  /** A store with old entries by one actor, whose messages are in one state. */
  private JdbcConferenceStore store(TestDatabase database, String state) {
    JdbcConferenceStore store = other(database);
    store.createSchema();
    database.execute(
        IntStream.range(0, ENTRIES)
            .mapToObj(i -> "('user " + i + "', 'RESET', 2, 0, 'admin', '" + state + "')")
            .collect(
                Collectors.joining(
                    ", ",
                    "INSERT INTO "
                        + prefix
                        + "audit (user_key, kind, version, at, actor, mail_state) VALUES ",
                    "")));
    return store;
  }

  private JdbcConferenceStore other(TestDatabase database) {
    return JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build();
  }

  /** A store that is watched: a query tells how far it has come. */
  private JdbcConferenceStore watched(TestDatabase database, String condition) {
    JdbcConferenceStore other = other(database);
    query = "SELECT count(*) FROM " + prefix + "audit WHERE " + condition;
    DataSource watching =
        (DataSource)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (self, method, arguments) -> {
                  counts.add(database.number(query));
                  UserId user = UserId.of("new " + others++);
                  assertThat(other.change(Changes.enable(user), Changes.IDS))
                      .isInstanceOf(ChangeResult.Done.class);
                  if (counts.size() == failing) {
                    throw new SQLException("the connection is refused", "08001");
                  }
                  return database.pool().getConnection();
                });
    JdbcConferenceStore store = JdbcConferenceStore.builder(watching).tablePrefix(prefix).build();
    store.find(UserId.of("admin")); // the first use has connections of its own
    counts.clear();
    return store;
  }

  private void assertPortions(TestDatabase database) {
    counts.add(database.number(query));
    assertThat(counts).startsWith((long) ENTRIES).endsWith(0L);
    for (int i = 1; i < counts.size(); i++) {
      assertThat(Math.abs(counts.get(i) - counts.get(i - 1))).isLessThanOrEqualTo(PORTION);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-13: while old entries are removed, others see some of them and change users")
  void shouldPruneInPortions(TestDatabase database) {
    store(database, "SENT");
    JdbcConferenceStore watched = watched(database, "actor = 'admin'");

    assertThat(watched.prune(Duration.ofDays(1))).isEqualTo(ENTRIES);
    assertThat(watched.audit(AuditQuery.all()).items())
        .noneMatch(entry -> entry.context().actor().isPresent());
    assertPortions(database);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-13: after a failure some old entries are left, and the next time goes on")
  void shouldGoOnPruning(TestDatabase database) {
    JdbcConferenceStore store = store(database, "SENT");
    JdbcConferenceStore watched = watched(database, "actor = 'admin'");
    failing = 6;

    assertThatThrownBy(() -> watched.prune(Duration.ofDays(1)))
        .isInstanceOf(StoreUnavailableException.class);
    int left = store.prune(Duration.ofDays(1));
    assertThat(left).isPositive().isLessThan(ENTRIES);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("OB-8: while failed messages are queued again, others change users")
  void shouldResendInPortions(TestDatabase database) {
    store(database, "FAILED");
    JdbcConferenceStore watched = watched(database, "mail_state = 'FAILED'");
    List<Long> numbers = LongStream.rangeClosed(1, 2 * ENTRIES).boxed().toList();

    assertThat(watched.outbox().resend(numbers)).isEqualTo(ENTRIES);
    assertPortions(database);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-12: while an actor of very many entries is forgotten, others change users")
  void shouldForgetAnActorInPortions(TestDatabase database) {
    store(database, "SENT");
    JdbcConferenceStore watched = watched(database, "actor = 'admin'");

    assertThat(watched.erase(UserId.of("admin"), Duration.ofDays(1))).isTrue();
    assertThat(database.number("SELECT count(actor) FROM " + prefix + "audit")).isZero();
    assertThat(watched.erase(UserId.of("admin"), Duration.ofDays(1))).isFalse();
    assertPortions(database);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-13, CS-15: in a transaction of the application all old entries go, or none")
  void shouldPruneInOnePieceInATransaction(TestDatabase database) throws Exception {
    JdbcConferenceStore store = store(database, "SENT");
    try (Connection connection = database.pool().getConnection()) {
      connection.setAutoCommit(false);
      JdbcConferenceStore joined = Fixture.joined(connection).tablePrefix(prefix).build();
      assertThat(joined.prune(Duration.ofDays(1))).isEqualTo(ENTRIES);
      connection.rollback();
      connection.setAutoCommit(true);
    }
    assertThat(store.prune(Duration.ofDays(1))).isEqualTo(ENTRIES);
  }
}
