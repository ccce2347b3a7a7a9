package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.conferenceid.Caller;
import org.conferenceid.attendant.Admission;
import org.conferenceid.attendant.AutoAttendant;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.testkit.InMemoryConferenceStore;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.MutableTimeSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The figures of docs/guessing.md: guesses that are looked at within a moment, by nodes. */
class GuessesOnNodesTest {
  private static final int GUESSES = 2_000;

  private final MutableClock clock = new MutableClock();
  private final MutableTimeSource time = new MutableTimeSource();
  private final ConferenceStore store = new InMemoryConferenceStore();

  @Tag("thorough")
  @ParameterizedTest
  @EnumSource
  @DisplayName(
      "B4: nodes that share limits look at no more guesses than one; others at n times more")
  void shouldShareLimits(TestDatabase database) {
    for (int nodes : new int[] {1, 2, 4}) {
      assertThat(lookedAt(apart(nodes)))
          .as("one number, new numbers, no number; %d nodes apart", nodes)
          .containsExactly(5 * nodes, 95 * nodes, 20 * nodes);
    }
    shouldLookAtOneBudget(node -> database.pool());
  }

  @Tag("galera")
  @Test
  @DisplayName("B4: so do nodes of which each has a Galera node of its own")
  void shouldShareLimitsOnGalera() {
    shouldLookAtOneBudget(node -> GaleraCluster.started().node(1 + node % GaleraCluster.NODES));
  }

  private void shouldLookAtOneBudget(IntFunction<DataSource> pools) {
    for (int nodes : new int[] {1, 2, 4}) {
      assertThat(lookedAt(together(nodes, pools)))
          .as("one number, new numbers, no number; %d nodes together", nodes)
          .containsExactly(5, 95, 20);
    }
  }

  private List<AutoAttendant> apart(int nodes) {
    return Stream.generate(() -> attendant().build()).limit(nodes).toList();
  }

  private AutoAttendant.Builder attendant() {
    return AutoAttendant.builder(store)
        .timeSource(time)
        .guessLimiterTimeout(Duration.ofMinutes(1)); // however slow the machine is
  }

  private List<AutoAttendant> together(int nodes, IntFunction<DataSource> pools) {
    String prefix = TestDatabase.newPrefix();
    JdbcConferenceStore.builder(pools.apply(0)).tablePrefix(prefix).build().createSchema();
    return IntStream.range(0, nodes)
        .mapToObj(
            node ->
                attendant()
                    .guessLimiter(
                        JdbcGuessLimiter.builder(pools.apply(node))
                            .tablePrefix(prefix)
                            .clock(clock)
                            .timeSource(time)
                            .timeout(Duration.ofMinutes(1))
                            .build())
                    .build())
        .toList();
  }

  private static List<Integer> lookedAt(List<AutoAttendant> nodes) {
    return List.of(
        lookedAt(nodes, GUESSES, i -> Caller.of("+33612345678")),
        lookedAt(nodes, GUESSES, i -> Caller.of("+331" + (100_000 + i))),
        lookedAt(nodes, GUESSES, i -> Caller.anonymous()));
  }

  private static int lookedAt(List<AutoAttendant> nodes, int guesses, IntFunction<Caller> caller) {
    return (int)
        IntStream.range(0, guesses)
            .filter(
                i ->
                    nodes.get(i % nodes.size()).admit("4839201", caller.apply(i))
                        instanceof Admission.Refused)
            .count();
  }
}
