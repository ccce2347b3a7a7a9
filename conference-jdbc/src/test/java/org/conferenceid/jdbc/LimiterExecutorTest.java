package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.conferenceid.Caller;
import org.conferenceid.UserId;
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

/** What is given back, by whichever executor it is written (B23). */
class LimiterExecutorTest {
  private static final Caller CALLER = Caller.of("+33612345678");
  private static final UserId AMELIE = UserId.of("amelie");
  private static final int FREE = GuessLimits.ofDefaults().freeAttempts();

  private final MutableClock clock = new MutableClock();
  private final MutableTimeSource time = new MutableTimeSource();
  private final String prefix = TestDatabase.newPrefix();

  private JdbcGuessLimiter limiter(TestDatabase database, Executor executor) {
    JdbcConferenceStore.builder(database.pool()).tablePrefix(prefix).build().createSchema();
    return JdbcGuessLimiter.builder(database.pool())
        .tablePrefix(prefix)
        .clock(clock)
        .timeSource(time)
        .timeout(Duration.ofMinutes(1))
        .executor(executor)
        .build();
  }

  private static List<Granted> reserveAll(GuessLimiter limiter) {
    return Stream.generate(() -> (Granted) limiter.reserve(CALLER)).limit(FREE).toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("An attempt is given back in the background, and counts at once on its own node")
  void shouldGiveBackInTheBackground(TestDatabase database) {
    List<Runnable> waiting = new ArrayList<>();
    JdbcGuessLimiter limiter = limiter(database, waiting::add);
    GuessLimiter other = limiter(database, Runnable::run);
    reserveAll(limiter).forEach(granted -> granted.admitted(AMELIE));
    assertThat(other.reserve(CALLER)).as("elsewhere, before").isInstanceOf(Denied.class);
    assertThat(limiter.reserve(CALLER)).as("here, before").isInstanceOf(Granted.class);
    waiting.get(waiting.size() - 1).run(); // any one writes all: those before it may be dropped
    time.advance(LocalDenials.MEMORY);
    clock.advance(LocalDenials.MEMORY);
    assertThat(other.reserve(CALLER)).as("elsewhere, after").isInstanceOf(Granted.class);
  }

  @Test
  @DisplayName("An executor that throws anything costs no attempt: the caller's thread writes it")
  void shouldGiveBackItself() {
    GuessLimiter limiter =
        limiter(
            TestDatabase.SQLITE,
            task -> {
              throw new NoClassDefFoundError("of the application's executor");
            });
    reserveAll(limiter).forEach(Granted::withdrawn);
    GuessLimiter other = limiter(TestDatabase.SQLITE, Runnable::run);
    assertThat(reserveAll(other)).as("attempts on another node").hasSize(FREE);
  }

  @Test
  @DisplayName("An executor that drops all tasks takes nothing from the callers of its own node")
  void shouldNotDependOnTheExecutor() {
    GuessLimiter limiter = limiter(TestDatabase.SQLITE, task -> {});
    reserveAll(limiter).forEach(Granted::withdrawn);
    assertThat(reserveAll(limiter)).as("attempts after all were given back").hasSize(FREE);
    assertThat(limiter.reserve(CALLER)).isInstanceOf(Denied.class);
  }
}
