package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.stream.IntStream;
import org.conferenceid.Caller;
import org.conferenceid.StoreException;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers while the database of the limiter is away, refuses, or does not answer (GL-12, B23). */
class LimiterOutagesTest {
  private static final Caller CALLER = Caller.of("+33612345678");
  private static final String WRONG = "4839201";

  private final String prefix = TestDatabase.newPrefix();

  private HikariDataSource pool(Wire wire, TestDatabase database) {
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(wire.through(database.url()));
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(TestDatabase.LONGEST.toMillis());
    HikariDataSource pool = new HikariDataSource(config); // has connected once, however slowly
    pool.getHikariConfigMXBean().setConnectionTimeout(300);
    return pool;
  }

  private JdbcGuessLimiter limiter(TestDatabase database) {
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    return JdbcGuessLimiter.builder(database.pool())
        .tablePrefix(prefix)
        .timeout(Duration.ofMinutes(1))
        .executor(Runnable::run)
        .build();
  }

  private static AutoAttendant attendant(GuessLimiter limiter) {
    return AutoAttendant.builder(new InMemoryConferenceStore())
        .guessLimiter(limiter)
        .guessLimiterTimeout(Duration.ofMinutes(1))
        .build();
  }

  private static long lookedAt(AutoAttendant attendant, Caller caller) {
    return lookedAt(attendant, caller, 50);
  }

  private static long lookedAt(AutoAttendant attendant, Caller caller, int attempts) {
    return IntStream.range(0, attempts)
        .filter(i -> attendant.admit(WRONG, caller) instanceof Admission.Refused)
        .count();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("GL-12: while the database is away, the limits of the process hold")
  @SuppressWarnings("try") // the network ends before the test does
  void shouldFallBackWhenTheDatabaseIsAway(TestDatabase database) throws Exception {
    try (Wire wire = new Wire(database);
        HikariDataSource pool = pool(wire, database)) {
      AutoAttendant attendant =
          attendant(
              JdbcGuessLimiter.builder(pool)
                  .tablePrefix(prefix)
                  .timeout(Duration.ofMinutes(1))
                  .build());
      assertThat(lookedAt(attendant, CALLER)).as("by the database").isEqualTo(5);
      assertThat(database.number("SELECT failures FROM " + prefix + "caller")).isEqualTo(5);
      wire.close();
      assertThat(lookedAt(attendant, Caller.of("+33687654321")))
          .as("by the process, after the database was cut off")
          .isEqualTo(5);
      assertThat(lookedAt(attendant, Caller.anonymous())).isEqualTo(20);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("GL-12: a database that does not answer keeps nobody waiting beyond the time-out")
  @SuppressWarnings("try") // the network ends before the pool, which would wait for answers
  void shouldGiveUpWhatDoesNotAnswer(TestDatabase database) throws Exception {
    try (Wire wire = new Wire(database);
        HikariDataSource pool = pool(wire, database)) {
      JdbcGuessLimiter limiter =
          JdbcGuessLimiter.builder(pool)
              .tablePrefix(prefix)
              .timeout(Duration.ofMillis(700))
              .build();
      assertThat(limiter.reserve(CALLER)).isInstanceOf(GuessLimiter.Granted.class);
      wire.swallowAnswers();
      assertThatThrownBy(() -> limiter.reserve(CALLER)).isInstanceOf(StoreException.class);
      // Each waits for the time-out.
      assertThat(lookedAt(attendant(limiter), CALLER, 7)).as("by the process").isEqualTo(5);
      wire.close();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("GL-12: attempts of a number that are in each other's way are denied, not handed on")
  void shouldDenyConflicts(TestDatabase database) {
    JdbcGuessLimiter limiter = limiter(database);
    ((GuessLimiter.Granted) limiter.reserve(CALLER)).withdrawn();
    String conflict = database == TestDatabase.POSTGRESQL ? "40001" : "1213";
    Given.refuse(database, prefix, "caller", "BEFORE UPDATE", "NEW.failures > 0", conflict);

    assertThat(limiter.reserve(CALLER)).isEqualTo(new GuessLimiter.Denied(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
  @DisplayName("GL-12: any other failure is an exception, so that another limiter decides")
  void shouldThrowWhatIsNoConflict(TestDatabase database) {
    JdbcGuessLimiter limiter = limiter(database);
    ((GuessLimiter.Granted) limiter.reserve(CALLER)).withdrawn();
    Given.refuse(database, prefix, "caller", "BEFORE UPDATE", "NEW.failures > 0", "");

    assertThatThrownBy(() -> limiter.reserve(CALLER)).isInstanceOf(StoreException.class);
  }

  @Test
  @DisplayName("Without the tables it says what is missing")
  void shouldWantTables() {
    GuessLimiter limiter =
        JdbcGuessLimiter.builder(TestDatabase.SQLITE.pool()).tablePrefix(prefix).build();
    assertThatThrownBy(() -> limiter.reserve(CALLER))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("create or migrate the schema");
  }
}
