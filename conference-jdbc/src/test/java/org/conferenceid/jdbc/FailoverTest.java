package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An application on a PostgreSQL primary with a synchronous standby, while primaries go and
 * standbys take their place. Nothing in the application is started again. Short here; {@code
 * -Pcrash} makes it long, and prints what was survived.
 */
@Tag("postgresql-ha")
class FailoverTest {
  private static final int ROUNDS = Integer.getInteger("crash.kills", 2);
  private static final int CHANGES = 200;
  private static PostgresqlCluster cluster;

  private final Random random = new Random();
  private final String prefix = TestDatabase.newPrefix();
  private final CrashLedger ledger = new CrashLedger(prefix);
  private long longest;

  @BeforeAll
  static void start() {
    cluster = isRoot() ? PostgresqlCluster.withNetworks() : new PostgresqlCluster("on");
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** How a primary goes, and what it does afterwards. */
  private interface Round {
    void run(SteadyLoad load) throws Exception;
  }

  @Test
  @DisplayName("B1, B12, S9: what was acknowledged outlives killed primaries, whole and once")
  void shouldOutliveKilledPrimaries() throws Exception {
    long outdated =
        survive(
            "primary killed",
            load -> {
              cluster.run("kill");
              load.awaitFailures(1 + random.nextInt(6)); // until somebody notices
              cluster.run("promote");
            });
    assertThat(outdated).as("old IDs that were active after a reset").isZero();
  }

  @Test
  @DisplayName("B1, B12, S9: what was acknowledged outlives primaries that are shut down")
  void shouldOutliveShutDownPrimaries() throws Exception {
    long outdated =
        survive(
            "primary shut down",
            load -> {
              cluster.run("shutdown");
              cluster.run("promote");
            });
    assertThat(outdated).as("old IDs that were active after a reset").isZero();
  }

  @Test
  @DisplayName("B1, B12, S9: what was acknowledged outlives primaries that are cut off")
  void shouldOutliveCutOffPrimaries() throws Exception {
    Assumptions.assumeTrue(isRoot(), "only root can cut a network");
    long outdated =
        survive(
            "primary cut off from everybody",
            load -> {
              cluster.run("cut");
              load.awaitFailures(1 + random.nextInt(6));
              cluster.run("promote");
            });
    assertThat(outdated).as("old IDs that were active after a reset").isZero();
  }

  /** It has no synchronous standby any more, and so confirms nothing. What it shows is old. */
  @Test
  @DisplayName("B1, B12: a primary that hung and wakes up after its successor does no harm")
  void shouldOutliveHungPrimaries() throws Exception {
    survive(
        "primary hung, and woke up later",
        load -> {
          cluster.run("pause");
          load.awaitFailures(1 + random.nextInt(6));
          cluster.run("promote");
          ledger.await(CHANGES, TestDatabase.LONGEST);
          cluster.run("resume");
          ledger.await(CHANGES, TestDatabase.LONGEST);
        });
  }

  private long survive(String what, Round round) throws Exception {
    try (HikariDataSource patient = cluster.pool("primary", 1)) {
      store(patient).createSchema();
    }
    SteadyLoad load;
    try (HikariDataSource pool = cluster.impatientPool(8);
        SteadyLoad started = new SteadyLoad(store(pool), ledger)) {
      load = started;
      for (int i = 1; i <= ROUNDS; i++) {
        ledger.await(CHANGES, TestDatabase.LONGEST);
        round.run(load);
        long start = System.nanoTime();
        ledger.await(1, TestDatabase.LONGEST);
        longest = Math.max(longest, System.nanoTime() - start);
        ledger.await(CHANGES, TestDatabase.LONGEST);
        cluster.run("rejoin");
      }
      load.finish();
    }
    try (HikariDataSource primary = cluster.pool("primary", 1);
        HikariDataSource standby = cluster.pool("secondary", 1)) {
      int messages = load.verifyMail(primary, prefix);
      ledger.verify(primary);
      PostgresqlCluster.awaitSame(primary, standby);
      ledger.verify(standby);
      report(what, messages, load);
    }
    return load.outdated();
  }

  private JdbcConferenceStore store(HikariDataSource pool) {
    return JdbcConferenceStore.builder(pool).tablePrefix(prefix).build();
  }

  private void report(String what, int messages, SteadyLoad load) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | 0 | %s; old IDs active %d; works again after %d ms |%n",
          what,
          ROUNDS,
          ledger.acknowledged(),
          messages,
          load.doubts(),
          load.outdated(),
          Duration.ofNanos(longest).toMillis());
    }
  }
}
