package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.StoreException;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.spi.GuessLimiter;
import org.conferenceid.spi.GuessLimiter.Denied;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.conferenceid.spi.GuessLimiter.Reservation;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers whose attempts are counted by a database of several servers, while one of them dies. */
class LimiterFailoverTest {
  private static final Caller GUESSER = Caller.of("+33612345678");
  private static final int FREE_ATTEMPTS = 5;

  private final String prefix = TestDatabase.newPrefix();

  /** Time stands still, so that no lock-out ends meanwhile. */
  private final MutableClock clock = new MutableClock();

  private JdbcGuessLimiter newNode(DataSource connections) {
    return JdbcGuessLimiter.builder(connections)
        .tablePrefix(prefix)
        .clock(clock)
        .timeout(Duration.ofMinutes(1))
        .build();
  }

  private void createSchema(DataSource connections) {
    JdbcConferenceStore.builder(connections).tablePrefix(prefix).build().createSchema();
  }

  @Test
  @Tag("postgresql-ha")
  @DisplayName(
      "B4, GL-12: a lock-out outlives the primary; while there is none, the process limits")
  void shouldOutliveThePrimary() {
    try (PostgresqlCluster cluster = new PostgresqlCluster("on");
        HikariDataSource pool = cluster.impatientPool(4)) {
      createSchema(pool);
      useUpAttempts(newNode(pool));

      cluster.run("kill");
      pool.getHikariConfigMXBean().setConnectionTimeout(300);
      JdbcGuessLimiter another = newNode(pool);
      assertThatThrownBy(() -> another.reserve(GUESSER)).isInstanceOf(StoreException.class);
      assertThat(lookedAt(another)).as("by the process, of 7").isEqualTo(FREE_ATTEMPTS);

      cluster.run("promote");
      assertThat(untilAnswered(another, GUESSER)).isInstanceOf(Denied.class);
      assertThat(untilAnswered(another, Caller.of("+33687654321"))).isInstanceOf(Granted.class);
    }
  }

  @Test
  @Tag("galera")
  @DisplayName("B4: a lock-out outlives a Galera node, and is there on it when it comes back")
  void shouldOutliveANode() {
    GaleraCluster cluster = GaleraCluster.started();
    List<HikariDataSource> pools = cluster.impatientPools(2);
    createSchema(cluster.node(1));
    useUpAttempts(newNode(pools.get(0)));

    cluster.run("kill", 1);
    try {
      for (int node = 2; node <= GaleraCluster.NODES; node++) {
        JdbcGuessLimiter limiter = newNode(pools.get(node - 1));
        assertThat(untilAnswered(limiter, GUESSER)).as("node %d", node).isInstanceOf(Denied.class);
      }
    } finally {
      cluster.run("restart", 1);
    }
    cluster.awaitCaughtUp(1);
    assertThat(untilAnswered(newNode(pools.get(0)), GUESSER)).isInstanceOf(Denied.class);
    pools.forEach(HikariDataSource::close);
  }

  private static void useUpAttempts(JdbcGuessLimiter limiter) {
    for (int i = 0; i < FREE_ATTEMPTS; i++) {
      assertThat(untilAnswered(limiter, GUESSER)).isInstanceOf(Granted.class);
    }
    assertThat(untilAnswered(limiter, GUESSER)).isInstanceOf(Denied.class);
  }

  /** How many of a few attempts an auto attendant looks at, which asks the limiter first. */
  private static long lookedAt(GuessLimiter limiter) {
    AutoAttendant attendant =
        AutoAttendant.builder(new InMemoryConferenceStore())
            .guessLimiter(limiter)
            .guessLimiterTimeout(Duration.ofMinutes(1))
            .build();
    return IntStream.range(0, FREE_ATTEMPTS + 2)
        .filter(i -> attendant.admit("4839201", GUESSER) instanceof Admission.Refused)
        .count();
  }

  /** Asks until a server answers: which one does so is found out meanwhile. */
  private static Reservation untilAnswered(GuessLimiter limiter, Caller caller) {
    while (true) {
      try {
        return limiter.reserve(caller);
      } catch (StoreException e) {
        Thread.onSpinWait(); // the next attempt waits for a connection
      }
    }
  }
}
