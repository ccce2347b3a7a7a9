package org.conferenceid.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FreeIdsTest {
  private static final ConferenceIdGenerator ANY = new SeededIdGenerator(5);

  private static ConferenceId id(int index) {
    return ConferenceId.of(ConferenceIdPolicy.LOWEST + index);
  }

  @Test
  @DisplayName("CS-16: the free IDs are all that are issuable, and no guessable one")
  void holdsWhatIsIssuable() {
    FreeIds ids = FreeIds.all();

    assertThat(ids.size()).isEqualTo(ConferenceIdPolicy.ISSUABLE);
    for (int index = 0; index < ConferenceIdPolicy.WELL_FORMED; index += 7) {
      assertThat(ids.contains(id(index))).isNotEqualTo(ConferenceIdPolicy.isGuessable(id(index)));
    }
  }

  @Test
  @DisplayName("What is taken from one set is still free in another")
  void isIndependent() {
    FreeIds one = FreeIds.all();
    FreeIds other = FreeIds.all();
    ConferenceId taken = one.removeAny(ANY).orElseThrow();

    assertThat(one.contains(taken)).isFalse();
    assertThat(other.contains(taken)).isTrue();
    assertThat(other.size()).isEqualTo(one.size() + 1);
    assertThat(FreeIds.all().size()).isEqualTo(ConferenceIdPolicy.ISSUABLE);
  }

  @Test
  @DisplayName("CS-3: nothing can be taken when nothing is free")
  void isEmptyInTheEnd() {
    FreeIds ids = FreeIds.none();
    assertThat(ids.removeAny(ANY)).isEqualTo(Optional.empty());
    ids.add(id(8_999_999));
    assertThat(ids.removeAny(ANY)).contains(id(8_999_999));
    assertThat(ids.size()).isZero();
    assertThat(ids.removeAny(ANY)).isEqualTo(Optional.empty());
  }

  @Test
  @DisplayName("Of all IDs, those to be kept stay")
  void retains() {
    FreeIds ids = FreeIds.all();
    ConferenceId guessable = ConferenceId.of("1234567");

    int removed = ids.retainAll(List.of(id(839_201), id(839_201), guessable));
    assertThat(removed).isEqualTo(ConferenceIdPolicy.ISSUABLE - 1);
    assertThat(ids.size()).isEqualTo(1);
    assertThat(ids.removeAny(ANY)).contains(id(839_201));
  }

  /** One step: an index, and what to do at it. */
  record Step(Move move, int index) {}

  enum Move {
    ADD,
    REMOVE,
    PICK
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> index =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, ConferenceIdPolicy.WELL_FORMED - 1),
            Arbitraries.integers().between(0, 1100),
            Arbitraries.of(63, 64, 511, 512, 8191, 8192, 131_071, 131_072, 8_999_999));
    return Combinators.combine(Arbitraries.of(Move.class), index)
        .as(Step::new)
        .list()
        .ofMaxSize(200);
  }

  @Property(tries = 150)
  void behavesAsABitSet(@ForAll("steps") List<Step> steps) {
    FreeIds ids = FreeIds.none();
    BitSet model = new BitSet();
    for (Step step : steps) {
      ConferenceId id = id(step.index());
      switch (step.move()) {
        case ADD -> {
          ids.add(id);
          model.set(step.index());
        }
        case REMOVE -> {
          assertThat(ids.remove(id)).isEqualTo(model.get(step.index()));
          model.clear(step.index());
        }
        case PICK -> assertThat(pick(ids, step)).isEqualTo(pick(model, step));
      }
      assertThat(ids.contains(id)).isEqualTo(model.get(step.index()));
      assertThat(ids.size()).isEqualTo(model.cardinality());
    }
  }

  private static Optional<ConferenceId> pick(FreeIds ids, Step step) {
    return ids.removeAny(new Nth(step.index()));
  }

  private static Optional<ConferenceId> pick(BitSet model, Step step) {
    if (model.isEmpty()) {
      return Optional.empty();
    }
    int nth = model.stream().skip(step.index() % model.cardinality()).findFirst().orElseThrow();
    model.clear(nth);
    return Optional.of(id(nth));
  }

  /** Picks by a number of the test. */
  private record Nth(int number) implements ConferenceIdGenerator {
    @Override
    public ConferenceId next() {
      throw new AssertionError("no candidate is asked for");
    }

    @Override
    public int nextIndex(int bound) {
      return number % bound;
    }
  }

  @Test
  @DisplayName(
      "CS-3: each free ID is picked with the same chance (chi-square, 999 degrees of freedom)")
  void picksUniformly() {
    int free = 1000;
    int picks = 500 * free;
    FreeIds ids = FreeIds.none();
    for (int i = 0; i < free; i++) {
      ids.add(id(spread(i)));
    }
    ConferenceIdGenerator random = new SeededIdGenerator(20);
    int[] picked = new int[ConferenceIdPolicy.WELL_FORMED];
    for (int i = 0; i < picks; i++) {
      ConferenceId id = ids.removeAny(random).orElseThrow();
      picked[id.value() - ConferenceIdPolicy.LOWEST]++;
      ids.add(id);
    }
    double chiSquare = 0;
    double expected = (double) picks / free;
    for (int i = 0; i < free; i++) {
      chiSquare += Math.pow(picked[spread(i)] - expected, 2) / expected;
    }
    // The 0.05 % and the 99.95 % quantile.
    assertThat(chiSquare).isBetween(857.0, 1154.0);
  }

  /** Some lie close together, some far apart. */
  private static int spread(int i) {
    return i % 2 == 0 ? i : 8_999 * i;
  }
}
