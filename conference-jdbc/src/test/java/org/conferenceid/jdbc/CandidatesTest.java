package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.testkit.MutableClock;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The free IDs of a small table, compared with those that are counted one by one. */
class CandidatesTest {
  /** Taken: both ends, and runs over the borders of what is stored together. */
  private static final List<Integer> TAKEN =
      Stream.of(
              IntStream.of(1_000_000, 9_999_999, 4_839_201),
              IntStream.rangeClosed(1_000_050, 1_000_200),
              IntStream.rangeClosed(1_004_000, 1_008_300),
              IntStream.rangeClosed(9_999_900, 9_999_990))
          .flatMap(IntStream::boxed)
          .toList();

  private static final BitSet ISSUABLE = new BitSet();

  static {
    for (int id = ConferenceIdPolicy.LOWEST; id <= ConferenceIdPolicy.HIGHEST; id++) {
      ISSUABLE.set(id, !ConferenceIdPolicy.isGuessable(ConferenceId.of(id)));
    }
  }

  private final MutableClock clock = new MutableClock();
  private final String prefix = TestDatabase.newPrefix();
  private final Transactions transactions =
      new Transactions(
          TestDatabase.SQLITE.pool(),
          new SqlTemplates(Dialect.SQLITE.database(), prefix, clock),
          Patience.DEFAULT,
          new Joining(null));
  private final BitSet expected = (BitSet) ISSUABLE.clone();

  @BeforeEach
  void occupy() {
    JdbcConferenceStore.builder(TestDatabase.SQLITE.pool())
        .tablePrefix(prefix)
        .clock(clock)
        .build()
        .createSchema();
    TestDatabase.SQLITE.execute(
        TAKEN.stream()
            .map(this::row)
            .collect(
                Collectors.joining(
                    ", ", "INSERT INTO " + prefix + "id (id, owner, since, free_at) VALUES ", "")));
    TAKEN.stream().filter(id -> id % 5 != 0).forEach(expected::clear);
  }

  /** Every third one is in quarantine for another day, every fifth one no longer. */
  private String row(int id) {
    Duration left = Duration.ofDays(id % 5 == 0 ? -1 : 1);
    return id % 3 == 0 || id % 5 == 0
        ? String.format(
            Locale.ROOT, "(%d, NULL, 0, %d)", id, EpochMicros.of(clock.instant().plus(left)))
        : String.format(Locale.ROOT, "(%d, 'user %d', 0, NULL)", id, id);
  }

  private List<Integer> pick(int most) {
    return transactions.read(
        "list the free IDs",
        session ->
            Candidates.free(session, new SeededIdGenerator(5), most).stream()
                .map(ConferenceId::value)
                .toList());
  }

  @Test
  @DisplayName("CS-3, CS-4: free is what is neither active, nor in quarantine, nor guessable")
  void shouldKnowWhatIsFree() {
    BitSet free = new BitSet();
    pick(ConferenceIdPolicy.WELL_FORMED).forEach(free::set);
    assertThat(free).isEqualTo(expected);
  }

  @Test
  @DisplayName("CS-3: some of the free IDs are picked, none of them twice")
  void shouldPickSome() {
    assertThat(pick(500)).hasSize(500).doesNotHaveDuplicates().allMatch(expected::get);
  }

  @Test
  @DisplayName(
      "CS-3: each free ID is picked with the same chance (chi-square, 9 degrees of freedom)")
  void shouldPickUniformly() {
    int cells = 10;
    int picks = 20_000;
    int[] free = new int[cells];
    expected.stream().forEach(id -> free[cell(id)]++);
    int[] picked = new int[cells];
    pick(picks).forEach(id -> picked[cell(id)]++);
    double chiSquare = 0;
    for (int i = 0; i < cells; i++) {
      double even = (double) picks * free[i] / expected.cardinality();
      chiSquare += Math.pow(picked[i] - even, 2) / even;
    }
    assertThat(chiSquare).isLessThan(29.7); // the 99.95 % quantile
  }

  private static int cell(int id) {
    return (id - ConferenceIdPolicy.LOWEST) / 900_000;
  }
}
