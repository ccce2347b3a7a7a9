package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An application whose connections are spread over three Galera nodes, while one after another of
 * them goes and comes back. Nothing in the application is started again. Short here; {@code
 * -Pcrash} makes it long, and prints what was survived.
 */
@Tag("galera")
class GaleraFailureTest {
  private static final int ROUNDS = Integer.getInteger("crash.kills", 1);
  private static final int CHANGES = 200;

  private final GaleraCluster cluster = GaleraCluster.started();
  private final Random random = new Random();
  private final String prefix = TestDatabase.newPrefix();
  private final CrashLedger ledger = new CrashLedger(prefix);
  private long longest;

  /** What happens to a node, and how it comes back. */
  private enum Failure {
    KILLED("kill", "restart"),
    /** It takes everything from another node. */
    KILLED_AND_EMPTIED("kill", "wipe restart"),
    /** It wakes up, and does not know yet that the others went on. */
    PAUSED("pause", "continue"),
    /** Clients still reach it. */
    CUT_OFF("cut", "join");

    private final String begin;
    private final String end;

    Failure(String begin, String end) {
      this.begin = begin;
      this.end = end;
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("B1, B12, S9: what was acknowledged outlives a node that goes, whole and once")
  void shouldOutlive(Failure failure) throws Exception {
    List<HikariDataSource> pools = cluster.impatientPools(8);
    survive(failure, GaleraCluster.spread(pools), () -> 1 + random.nextInt(GaleraCluster.NODES));
    pools.forEach(HikariDataSource::close);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KILLED_AND_EMPTIED")
  @DisplayName("B1, B12, S9: so it does where all connections are to that node, until it goes")
  void shouldOutliveTheOnlyWriter(Failure failure) throws Exception {
    try (HikariDataSource pool = cluster.oneWriter()) {
      survive(failure, pool, () -> GaleraCluster.nodeOf(pool));
    }
  }

  private void survive(Failure failure, DataSource connections, IntSupplier victim)
      throws Exception {
    JdbcConferenceStore store =
        JdbcConferenceStore.builder(connections).tablePrefix(prefix).build();
    store.createSchema();
    SteadyLoad load = new SteadyLoad(store, ledger);
    try (load) {
      for (int round = 1; round <= ROUNDS; round++) {
        ledger.await(CHANGES, TestDatabase.LONGEST);
        int node = victim.getAsInt();
        cluster.run(failure.begin, node);
        long start = System.nanoTime();
        ledger.await(CHANGES, TestDatabase.LONGEST);
        longest = Math.max(longest, System.nanoTime() - start);
        for (String command : failure.end.split(" ", -1)) {
          cluster.run(command, node);
        }
        progress(failure, round, node);
      }
      ledger.await(CHANGES, TestDatabase.LONGEST);
      load.finish();
    }
    int messages = 0;
    for (int node = 1; node <= GaleraCluster.NODES; node++) {
      cluster.awaitCaughtUp(node);
      messages = load.verifyMail(cluster.node(node), prefix);
      ledger.verify(cluster.node(node));
    }
    report(failure, messages, load);
    assertThat(load.outdated()).as("old IDs that were active after a reset").isZero();
  }

  private void progress(Failure failure, int round, int node) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT,
          "%s, round %d, node %d: %d acknowledged%n",
          failure,
          round,
          node,
          ledger.acknowledged());
    }
  }

  private void report(Failure failure, int messages, SteadyLoad load) {
    if (Boolean.getBoolean("crash.report")) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %d | %d | 0 | %s; %d changes within %d ms of a failure |%n",
          failure,
          ROUNDS,
          ledger.acknowledged(),
          messages,
          load.doubts(),
          CHANGES,
          Duration.ofNanos(longest).toMillis());
    }
  }
}
