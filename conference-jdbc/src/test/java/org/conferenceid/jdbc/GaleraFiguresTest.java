package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.ConferenceId;
import org.conferenceid.Lookup;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.GuessLimiter.Granted;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The figures of docs/guide/clusters.md for Galera, printed as the rows of its tables. */
@Tag("galera")
@EnabledIfSystemProperty(named = "figures", matches = "true")
class GaleraFiguresTest {
  private static final Duration RUN = Duration.ofSeconds(10);
  private static final int[] CLIENTS = {1, 4, 12};
  private static final int RESETS = 1_000;
  private static final int QUERIES = 2_000;

  private final GaleraCluster cluster = GaleraCluster.started();
  private final String prefix = TestDatabase.newPrefix();

  @BeforeEach
  void createSchema() {
    store(cluster.node(1)).createSchema();
  }

  private JdbcConferenceStore store(DataSource connections) {
    return JdbcConferenceStore.builder(connections).tablePrefix(prefix).build();
  }

  @Test
  @DisplayName("Resets a second")
  void resets() throws Exception {
    for (int clients : CLIENTS) {
      print(
          "| resets a second, %d clients | one node %.0f | spread %.0f |",
          clients,
          resetsPerSecond(cluster.node(1), clients),
          resetsPerSecond(cluster.spread(0), clients));
    }
  }

  private double resetsPerSecond(DataSource connections, int clients) throws Exception {
    JdbcConferenceStore store = store(connections);
    List<Callable<Integer>> all =
        IntStream.range(0, clients)
            .<Callable<Integer>>mapToObj(client -> () -> reset(store, client))
            .toList();
    long start = System.nanoTime();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      int sum = 0;
      for (Future<Integer> done : threads.invokeAll(all)) {
        sum += done.get();
      }
      return sum * 1e9 / (System.nanoTime() - start);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int reset(JdbcConferenceStore store, int client) {
    List<UserId> users =
        IntStream.range(0, 20).mapToObj(i -> UserId.of("user " + client + "-" + i)).toList();
    users.forEach(user -> store.change(Changes.enable(user), Changes.IDS));
    int resets = 0;
    for (long start = System.nanoTime(); System.nanoTime() - start < RUN.toNanos(); resets++) {
      store.change(Changes.reset(users.get(resets % users.size())), Changes.IDS);
    }
    return resets;
  }

  @Test
  @DisplayName("S9: old IDs that are active on the other nodes right after a reset on the first")
  void oldIds() throws Exception {
    JdbcConferenceStore writer = store(cluster.node(1));
    writer.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    for (int node = 2; node <= GaleraCluster.NODES; node++) {
      JdbcConferenceStore reader = store(cluster.node(node));
      int waiting = 0;
      int plain = 0;
      for (int i = 0; i < RESETS; i++) {
        plain += isActive(cluster.node(node), reset(writer)) ? 1 : 0;
        waiting += reader.lookup(reset(writer)) instanceof Lookup.Active ? 1 : 0;
      }
      print(
          "| old IDs active of %d, node %d | plain %d | store %d |", RESETS, node, plain, waiting);
      assertThat(waiting).as("old IDs that the store lets in").isZero();
    }
  }

  private static ConferenceId reset(JdbcConferenceStore store) {
    ChangeResult.Done done =
        (ChangeResult.Done) store.change(Changes.reset(Changes.AMELIE), Changes.IDS);
    return done.event().oldId().orElseThrow();
  }

  /** What the store's query would tell if it did not wait for what other nodes have committed. */
  private boolean isActive(DataSource connections, ConferenceId id) {
    String holder = "SELECT count(owner) FROM " + prefix + "id WHERE free_at IS NULL AND id = ";
    return TestDatabase.number(connections, holder + id.value()) == 1;
  }

  @Test
  @DisplayName("What it costs a look-up to wait")
  void lookups() throws Exception {
    JdbcConferenceStore store = store(cluster.node(2));
    store.change(Changes.enable(Changes.AMELIE), Changes.IDS);
    ConferenceId id = store.find(Changes.AMELIE).orElseThrow().id().orElseThrow();
    String query = "SELECT since FROM " + prefix + "id WHERE id = " + id.value();
    DataSource node = cluster.node(2);
    times("a query", () -> TestDatabase.number(node, query));
    times("a query that waits", () -> TestDatabase.number(node, Galera.CAUGHT_UP + query));
    times("the store's look-up", () -> store.lookup(id));
  }

  @Test
  @DisplayName("An attempt of a caller")
  void attempts() throws Exception {
    attempts("one node", cluster.node(1));
    attempts("spread", cluster.spread(0));
  }

  private void attempts(String which, DataSource connections) throws Exception {
    JdbcGuessLimiter limiter =
        JdbcGuessLimiter.builder(connections)
            .tablePrefix(prefix)
            .timeout(Duration.ofMinutes(1))
            .build();
    List<Granted> granted = new ArrayList<>();
    times(
        "an attempt, " + which,
        () -> {
          Caller caller = Caller.of("+3361234" + (1000 + granted.size()));
          if (limiter.reserve(caller) instanceof Granted attempt) {
            granted.add(attempt);
            attempt.admitted(Changes.AMELIE);
          }
          return true;
        });
  }

  private static void times(String what, Callable<?> call) throws Exception {
    long[] nanos = new long[QUERIES];
    for (int i = -QUERIES / 4; i < QUERIES; i++) {
      long start = System.nanoTime();
      call.call();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    print(
        "| %s, milliseconds | half within %.2f | 99 of 100 within %.2f |",
        what, nanos[QUERIES / 2] / 1e6, nanos[QUERIES * 99 / 100] / 1e6);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
