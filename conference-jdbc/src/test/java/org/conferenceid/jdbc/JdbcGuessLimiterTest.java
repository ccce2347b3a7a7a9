package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.InvalidValueException;
import org.conferenceid.Lockout;
import org.conferenceid.UserId;
import org.conferenceid.attendant.CallerGroup;
import org.conferenceid.attendant.GuessLimits;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.MutableTimeSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the contract does not ask: what goes to the database, what stands there, and its faults. */
class JdbcGuessLimiterTest {
  private static final String NUMBER = "+33612345678";
  private static final Caller CALLER = Caller.of(NUMBER);
  private static final UserId AMELIE = UserId.of("amelie");
  private static final GuessLimits LIMITS = GuessLimits.ofDefaults();

  private final MutableClock clock = new MutableClock();
  private final MutableTimeSource time = new MutableTimeSource();
  private final String prefix = TestDatabase.newPrefix();

  private JdbcGuessLimiter.Builder limiter(TestDatabase database) {
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    return onAnotherNode(database);
  }

  private JdbcGuessLimiter.Builder onAnotherNode(TestDatabase database) {
    return with(JdbcGuessLimiter.builder(database.pool()));
  }

  private JdbcGuessLimiter.Builder with(JdbcGuessLimiter.Builder builder) {
    return builder
        .tablePrefix(prefix)
        .limits(LIMITS)
        .clock(clock)
        .timeSource(time)
        .timeout(Duration.ofMinutes(1))
        .executor(Runnable::run);
  }

  private void advance(Duration step) {
    clock.advance(step);
    time.advance(step);
  }

  private static int fails(GuessLimiter limiter, Stream<Caller> callers) {
    return (int) callers.filter(caller -> limiter.reserve(caller) instanceof Granted).count();
  }

  private static int fails(GuessLimiter limiter, Caller caller, int times) {
    return fails(limiter, Stream.generate(() -> caller).limit(times));
  }

  private static Stream<Caller> strangers(int first, int count) {
    return Stream.iterate(first, i -> i + 1).limit(count).map(i -> Caller.of("+4412345" + i));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("An attempt is one round trip; one that is locked out or anonymous is none")
  void shouldTakeOneRoundTrip(TestDatabase database) throws Exception {
    limiter(database);
    try (Wire wire = new Wire(database);
        Connection connection = DriverManager.getConnection(wire.through(database.url()))) {
      JdbcGuessLimiter limiter = with(JdbcGuessLimiter.builder(Fixture.always(connection))).build();
      for (int i = 0; i < 12; i++) { // drivers prepare statements after some uses
        ((Granted) limiter.reserve(CALLER)).admitted(AMELIE);
        ((Granted) limiter.reserve(Caller.anonymous())).admitted(AMELIE);
      }
      int before = wire.requests();
      Granted granted = (Granted) limiter.reserve(CALLER);
      assertThat(wire.requests() - before).as("reserve").isEqualTo(1);
      granted.admitted(AMELIE);
      assertThat(wire.requests() - before).as("reserve and give back").isEqualTo(2);
      ((Granted) limiter.reserve(Caller.anonymous())).withdrawn();
      assertThat(wire.requests() - before).as("an anonymous attempt more").isEqualTo(2);

      fails(limiter, CALLER, LIMITS.freeAttempts() + 1);
      before = wire.requests();
      assertThat(fails(limiter, CALLER, 1000)).isZero();
      assertThat(wire.requests() - before).as("1000 attempts of a number locked out").isZero();
      advance(LocalDenials.MEMORY);
      assertThat(fails(limiter, CALLER, 1000)).isZero();
      assertThat(wire.requests() - before).as("1000 more after the memory ended").isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("No number and no user stands in the tables, and whoever has the key can list them")
  void shouldShowNoNumber(TestDatabase database) throws SQLException {
    byte[] key = new byte[32];
    JdbcGuessLimiter limiter = limiter(database).key(key).build();
    ((Granted) limiter.reserve(Caller.attested(NUMBER))).admitted(AMELIE);
    fails(limiter, CALLER, 10);

    String all = everything(database);
    assertThat(all).doesNotContain("612345678", "amelie").contains("UNKNOWN");
    assertThat(database.number("SELECT count(*) FROM " + prefix + "caller_key")).isZero();
    assertThat(limiter.lockouts(10)).extracting(Lockout::caller).containsExactly(CALLER);
    JdbcGuessLimiter other =
        onAnotherNode(database)
            .key(AMELIE.value().repeat(10).getBytes(StandardCharsets.UTF_8))
            .build();
    assertThat(other.lockouts(10)).as("with another key").isEmpty();
  }

  private String everything(TestDatabase database) throws SQLException {
    StringBuilder found = new StringBuilder();
    try (Connection connection = database.pool().getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : List.of("caller", "caller_group", "caller_key")) {
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + prefix + table)) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              found.append(row.getString(i)).append('\n');
            }
          }
        }
      }
    }
    return found.toString();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("The first limiter makes the key of all, also when several begin at once")
  void shouldMakeOneKey(TestDatabase database) {
    limiter(database);
    List<JdbcGuessLimiter> nodes =
        Stream.generate(() -> onAnotherNode(database).build()).limit(6).toList();
    nodes.parallelStream().forEach(node -> node.reserve(CALLER));
    assertThat(nodes.stream().mapToInt(node -> fails(node, CALLER, 5)).sum()).isZero();
    assertThat(database.number("SELECT count(*) FROM " + prefix + "caller")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-5: 1, 2 and 4 nodes have one budget, to the last attempt, and it comes back")
  void shouldShareBudgets(TestDatabase database) {
    for (int count : new int[] {1, 2, 4}) {
      limiter(database);
      List<JdbcGuessLimiter> nodes =
          Stream.generate(() -> onAnotherNode(database).build()).limit(count).toList();
      for (int hour = 0; hour < 2; hour++) {
        int looked = 0;
        for (Caller stranger : strangers(10_000 * count, 400).toList()) {
          JdbcGuessLimiter node = nodes.get(stranger.hashCode() & (count - 1));
          looked += node.reserve(stranger) instanceof Granted ? 1 : 0;
        }
        int anonymous = 0;
        for (int i = 0; i < 100; i++) {
          anonymous += nodes.get(i % count).reserve(Caller.anonymous()) instanceof Granted ? 1 : 0;
        }
        assertThat(looked).as("unknown callers on %d nodes", count).isEqualTo(100);
        assertThat(anonymous).as("anonymous callers on %d nodes", count).isEqualTo(20);
        advance(LIMITS.window());
      }
      advance(Duration.ofDays(1));
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "GL-5: what one node has borrowed and not used, the others lack for a window at most")
  void shouldHoldNoMoreThanAPortion(TestDatabase database) {
    GuessLimiter idle = limiter(database).build();
    GuessLimiter busy = onAnotherNode(database).build();
    int portion = new CallerBudget(CallerGroup.UNKNOWN, false, 100).portion();
    assertThat(portion).isEqualTo(2);
    ((Granted) idle.reserve(CALLER)).withdrawn();

    assertThat(fails(busy, strangers(10_000, 400))).isEqualTo(100 - portion);
    assertThat(fails(idle, strangers(20_000, 400))).as("what was held").isEqualTo(portion);
    ((Granted) idle.reserve(Caller.anonymous())).withdrawn();
    advance(LIMITS.window());
    assertThat(fails(busy, strangers(30_000, 400))).as("an hour later").isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-6: rows that say nothing any more are removed")
  void shouldRemoveWhatHasEnded(TestDatabase database) {
    JdbcGuessLimiter limiter = limiter(database).build();
    fails(limiter, strangers(10_000, 50));
    ((Granted) limiter.reserve(CALLER)).admitted(AMELIE);
    advance(LIMITS.forgetAfter());
    limiter.reserve(Caller.of("+33611111111"));
    assertThat(callers(database)).as("the known one, and one that failed now").isEqualTo(2);
    advance(LIMITS.knownFor());
    limiter.reserve(Caller.of("+33622222222"));
    assertThat(callers(database)).isEqualTo(1);
  }

  private long callers(TestDatabase database) {
    return database.number("SELECT count(*) FROM " + prefix + "caller");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-13: what a clock that was ahead has written down denies nobody for long")
  void shouldSurviveAClockThatIsSetBack(TestDatabase database) {
    JdbcGuessLimiter limiter = limiter(database).build();
    clock.advance(Duration.ofDays(100));
    fails(limiter, CALLER, 6);
    fails(limiter, Caller.anonymous(), 30);
    clock.advance(Duration.ofDays(-100));
    GuessLimiter restarted = onAnotherNode(database).build();

    for (Caller caller : List.of(CALLER, Caller.anonymous())) {
      Denied denied = (Denied) restarted.reserve(caller);
      assertThat(denied.retryAfter()).isLessThanOrEqualTo(LIMITS.window());
    }
    advance(LIMITS.window());
    assertThat(restarted.reserve(CALLER)).isInstanceOf(Granted.class);
    assertThat(fails(restarted, Caller.anonymous(), 30)).isEqualTo(20);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("GL-13: the shortest and the longest limits that are allowed work, too")
  void shouldTakeAllLimits(TestDatabase database) {
    Duration year = Duration.ofDays(365);
    GuessLimits longest =
        GuessLimits.builder()
            .freeAttempts(1)
            .initialLockout(year.minusDays(1))
            .maxLockout(year.minusDays(1))
            .forgetAfter(year)
            .window(year)
            .knownFor(year)
            .budget(CallerGroup.UNKNOWN, 1_000_000)
            .trackedCallers(10_000_000)
            .build();
    Duration second = Duration.ofSeconds(1);
    GuessLimits shortest =
        GuessLimits.builder()
            .freeAttempts(1)
            .initialLockout(second)
            .maxLockout(second)
            .maxKnownLockout(second)
            .window(second)
            .budget(CallerGroup.UNKNOWN, 1)
            .trackedCallers(1)
            .knownPerOrganizer(1)
            .build();
    GuessLimiter slow = limiter(database).limits(longest).build();
    assertThat(((Granted) slow.reserve(CALLER)).lockout()).contains(longest.initialLockout());
    assertThat(slow.reserve(CALLER)).isEqualTo(new Denied(longest.initialLockout()));
    Caller other = Caller.attested(NUMBER);
    GuessLimiter fast = onAnotherNode(database).limits(shortest).build();
    assertThat(((Granted) fast.reserve(other)).lockout()).contains(second);
    assertThat(fast.reserve(other)).isEqualTo(new Denied(second));
    advance(second);
    ((Granted) fast.reserve(other)).admitted(AMELIE);
    assertThat(fast.reserve(other)).isInstanceOf(Granted.class);
  }

  @Test
  @DisplayName("The database's own clock is the one that counts")
  void shouldUseTheDatabasesClock() throws SQLException {
    for (TestDatabase database : TestDatabase.values()) {
      if (database.isWanted()) {
        JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
        JdbcGuessLimiter limiter =
            JdbcGuessLimiter.builder(database.pool())
                .tablePrefix(prefix)
                .timeout(Duration.ofMinutes(1))
                .build();
        fails(limiter, CALLER, 5);
        long at = database.number("SELECT last_at FROM " + prefix + "caller");
        assertThat(EpochMicros.toInstant(at))
            .isBetween(database.now().minusSeconds(600), database.now());
      }
    }
  }

  @Test
  @DisplayName("Settings that break their rule are refused")
  void shouldRefuseBadSettings() {
    JdbcGuessLimiter.Builder builder = JdbcGuessLimiter.builder(TestDatabase.SQLITE.pool());
    assertThatThrownBy(() -> builder.key(new byte[31]))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageContaining("at least 32 bytes");
    assertThatThrownBy(() -> builder.timeout(Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.timeout(Duration.ofMinutes(2)))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> builder.tablePrefix("pg_")).isInstanceOf(InvalidValueException.class);
  }
}
