package org.conferenceid.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.SeededIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A generator that draws one ID only: what a nearly full space is like, without nine million rows.
 */
@Tag("thorough")
class DrawnOutTest {
  private static final ConferenceId ONE = ConferenceId.parse("4839201");

  /** Draws an ID that is taken, but chooses among free ones as it should. */
  private static class Stubborn implements ConferenceIdGenerator {
    private final ConferenceIdGenerator chooser = new SeededIdGenerator(11);

    @Override
    public ConferenceId next() {
      return ONE;
    }

    @Override
    public int nextIndex(int bound) {
      return chooser.nextIndex(bound);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-2, CS-3: when only taken IDs are drawn, free ones are looked up, and none twice")
  void shouldLookUpFreeIds(TestDatabase database) {
    JdbcConferenceStore store = database.newStore();
    ConferenceIdGenerator stubborn = new Stubborn();
    Set<ConferenceId> given = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      given.add(idOf(store.change(Changes.enable(UserId.of("single" + i)), stubborn)));
    }
    assertThat(given).hasSize(3).contains(ONE);
    for (int chunk = 0; chunk < 2; chunk++) {
      String prefix = "chunk" + chunk + " ";
      List<ChangeResult> results =
          store.changeAll(
              IntStream.range(0, 50).mapToObj(i -> Changes.enable(UserId.of(prefix + i))).toList(),
              stubborn);
      results.forEach(result -> given.add(idOf(result)));
    }
    assertThat(given).hasSize(103).noneMatch(ConferenceIdPolicy::isGuessable);
    assertThat(store.capacity().active()).isEqualTo(103);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("CS-17: while free IDs are listed for a chunk, other users are changed")
  void shouldNotBlockOthersMeanwhile(TestDatabase database) {
    JdbcConferenceStore store = database.newStore();
    store.change(Changes.enable(UserId.of("first")), new Stubborn());
    List<ChangeResult> meanwhile = new ArrayList<>();
    ConferenceIdGenerator watched =
        new Stubborn() {
          @Override
          public int nextIndex(int bound) {
            UserId other = UserId.of("meanwhile " + meanwhile.size());
            meanwhile.add(store.change(Changes.enable(other), Changes.IDS));
            return super.nextIndex(bound);
          }
        };
    List<ChangeResult> results =
        store.changeAll(
            List.of(Changes.enable(UserId.of("a")), Changes.enable(UserId.of("b"))), watched);

    assertThat(meanwhile).hasSize(2).allMatch(ChangeResult.Done.class::isInstance);
    assertThat(results).hasSize(2).allMatch(ChangeResult.Done.class::isInstance);
  }

  private static ConferenceId idOf(ChangeResult result) {
    return ((ChangeResult.Done) result).event().newId().orElseThrow();
  }
}
