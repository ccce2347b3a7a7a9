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
class FreeIdsTest {
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
          new Texts(Dialect.SQLITE.database(), prefix, clock),
          Patience.DEFAULT);
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
                    ", ",
                    "INSERT INTO " + prefix + "id (id, holder, since, free_at) VALUES ",
                    "")));
    TAKEN.stream().filter(id -> id % 5 != 0).forEach(expected::clear);
  }

  /** Every third one is in quarantine for another day, every fifth one no longer. */
  private String row(int id) {
    Duration left = Duration.ofDays(id % 5 == 0 ? -1 : 1);
    return id % 3 == 0 || id % 5 == 0
        ? String.format(Locale.ROOT, "(%d, NULL, 0, %d)", id, Micros.of(clock.instant().plus(left)))
        : String.format(Locale.ROOT, "(%d, 'user %d', 0, NULL)", id, id);
  }

  /** Every ID at its place: near both ends, and some between. */
  private void requireOrder(FreeIds free) {
    assertThat(free.size()).isEqualTo(expected.cardinality());
    int place = 0;
    for (int id = expected.nextSetBit(0); id >= 0; id = expected.nextSetBit(id + 1), place++) {
      if (place < 10_000 || place % 997 == 0 || place > free.size() - 1000) {
        assertThat(free.get(place).value()).isEqualTo(id);
      }
    }
  }

  @Test
  @DisplayName("CS-3, CS-4: free is what is neither active, nor in quarantine, nor guessable")
  void shouldKnowWhatIsFree() {
    FreeIds free = FreeIds.load(transactions);
    assertThat(free.sizeAtFirst()).isEqualTo(expected.cardinality());
    requireOrder(free);
  }

  @Test
  @DisplayName("CS-3: what is taken is no longer there, and what is given back is, once")
  void shouldChange() {
    FreeIds free = FreeIds.load(transactions);
    int size = free.size();
    List<ConferenceId> taken = free.take(500, new SeededIdGenerator(5));
    assertThat(taken).hasSize(500).doesNotHaveDuplicates();
    assertThat(taken).allMatch(id -> expected.get(id.value()));
    taken.forEach(free::remove); // they are out already
    taken.forEach(id -> expected.clear(id.value()));
    requireOrder(free);
    taken.forEach(free::add);
    taken.forEach(free::add);
    assertThat(free.size()).isEqualTo(size);
    assertThat(free.worn()).isFalse();
  }

  @Test
  @DisplayName("CS-3: a set is worn when three quarters of it were taken, and ends with the last")
  void shouldWearOut() {
    FreeIds free = FreeIds.load(transactions);
    int quarter = free.sizeAtFirst() / 4;
    int id = ConferenceIdPolicy.LOWEST;
    for (; free.size() > quarter + 1; id++) {
      free.remove(ConferenceId.of(id));
    }
    assertThat(free.worn()).isFalse();
    free.take(1, new SeededIdGenerator(7));
    assertThat(free.worn()).isTrue();
    for (; free.size() > 3; id++) {
      free.remove(ConferenceId.of(id));
    }
    assertThat(free.take(4, new SeededIdGenerator(8))).hasSize(3);
    assertThat(free.size()).isZero();
  }
}
