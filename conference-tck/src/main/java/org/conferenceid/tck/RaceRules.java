package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.testkit.ScriptedIdGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What must hold when many change at once. The clock stands still meanwhile. */
abstract class RaceRules extends HistoryRules {
  private static final int ROUNDS = 10;

  RaceRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-6: of two resets that expect the same ID, one happens and the other is stale")
  void shouldResetOnceForOneExpectedId() {
    ConferenceId shown = enable(AMELIE).event().newId().orElseThrow();
    for (int round = 0; round < ROUNDS; round++) {
      Wish confirmed = Wish.reset(AMELIE).expecting(shown);
      List<ChangeResult> results = Race.of(2, racer -> () -> make(confirmed));

      assertThat(results)
          .as("what became of each")
          .hasAtLeastOneElementOfType(ChangeResult.Done.class);
      assertThat(results)
          .as("what became of each")
          .hasAtLeastOneElementOfType(ChangeResult.StaleId.class);
      shown = idOf(AMELIE).orElseThrow();
    }
    assertThat(entriesOf(AMELIE))
        .as("the entries of %s, the oldest first", AMELIE)
        .hasSize(1 + ROUNDS);
  }

  @Test
  @DisplayName(
      "CS-8: of many wishes with one key, one is fulfilled and the others are replays of it")
  void shouldFulfilOneKeyOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = UserId.of("user " + round);
      Wish enabling = Wish.enable(user).key("first");
      assertOneDone(Race.of(RACERS, racer -> () -> make(enabling)));
      Wish resetting = Wish.reset(user).key("second");
      assertOneDone(Race.of(RACERS, racer -> () -> make(resetting)));
      assertThat(entriesOf(user)).as("the entries of %s, the oldest first", user).hasSize(2);
    }
  }

  private static void assertOneDone(List<ChangeResult> results) {
    assertThat(results).as("what became of each").hasOnlyElementsOfType(ChangeResult.Done.class);
    List<ChangeResult.Done> done = results.stream().map(ChangeResult.Done.class::cast).toList();
    assertThat(done).as("what became of the changes").filteredOn(one -> !one.replayed()).hasSize(1);
    assertThat(done)
        .as("what became of the changes")
        .extracting(ChangeResult.Done::event)
        .containsOnly(done.get(0).event());
  }

  @Test
  @DisplayName("CS-7: of many who enable one user, one does and the others find the user enabled")
  void shouldEnableOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = UserId.of("user " + round);
      List<ChangeResult> results = Race.of(RACERS, racer -> () -> make(Wish.enable(user)));

      assertThat(results)
          .as("what became of each")
          .filteredOn(ChangeResult.Done.class::isInstance)
          .hasSize(1);
      assertThat(results)
          .as("what became of each")
          .filteredOn(ChangeResult.AlreadyEnabled.class::isInstance)
          .hasSize(RACERS - 1);
      assertThat(results)
          .as("what became of each")
          .extracting(
              result ->
                  result instanceof ChangeResult.Done done
                      ? done.event().newId().orElseThrow()
                      : alreadyHad(result))
          .containsOnly(idOf(user).orElseThrow());
    }
  }

  private static ConferenceId alreadyHad(ChangeResult result) {
    return ((ChangeResult.AlreadyEnabled) result).organizer().id().orElseThrow();
  }

  @Test
  @DisplayName("CS-9, CS-10: resets of one user at once make one unbroken chain")
  void shouldChainResets() {
    enable(AMELIE);
    Race.of(RACERS, racer -> () -> List.of(reset(AMELIE), reset(AMELIE)));

    assertChain(AMELIE);
    assertThat(lastEntryOf(AMELIE).event().version())
        .as("what the last entry of %s says", AMELIE)
        .isEqualTo(1 + 2 * RACERS);
  }

  @Test
  @DisplayName("CS-2: of many users who are offered one ID, one gets it")
  void shouldGiveOneIdOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      ConferenceId wanted = ConferenceId.of(ID_1.value() + 7 * round);
      int thisRound = round;
      List<ConferenceId> given =
          Race.of(
              RACERS,
              racer -> {
                ConferenceIdGenerator candidates =
                    ScriptedIdGenerator.startingWith(100L * thisRound + racer, wanted);
                UserId user = UserId.of(thisRound + "/" + racer);
                return () -> done(Wish.enable(user), candidates).event().newId().orElseThrow();
              });
      assertThat(given).as("the IDs that were given").doesNotHaveDuplicates().contains(wanted);
    }
  }

  @Test
  @DisplayName(
      "CS-2, CS-4, CS-5: many threads, few candidates: no ID is given twice, the audit is true")
  void shouldStayTrueWhenCrowded() {
    List<UserId> users = IntStream.range(0, 12).mapToObj(i -> UserId.of("user " + i)).toList();
    ConferenceIdGenerator crowded = new Crowded();
    Race.of(
        RACERS,
        racer ->
            () -> {
              SplittableRandom random = new SplittableRandom(racer);
              for (int i = 0; i < 30; i++) {
                UserId user = users.get(random.nextInt(users.size()));
                store.change(anyWish(random, user).change(), crowded);
              }
              return racer;
            });
    assertTrue(users);
  }

  private static Wish anyWish(SplittableRandom random, UserId user) {
    return switch (random.nextInt(5)) {
      case 0 -> Wish.disable(user);
      case 1, 2 -> Wish.enable(user);
      default -> Wish.reset(user);
    };
  }
}
