package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.conferenceid.ConferenceIdGenerator;
import org.conferenceid.Organizer;
import org.conferenceid.UserId;
import org.conferenceid.spi.ChangeResult;
import org.conferenceid.spi.OrganizerQuery;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What must hold when chunks meet each other and single changes: CS-17. */
abstract class BulkRaceRules extends HistoryRules {
  private static final int CROWD = 30;
  private static final int CHUNKS = 4;
  private static final int ROUNDS = 5;

  BulkRaceRules(StoreHooks hooks) {
    super(hooks);
  }

  private static List<Wish> wishes(List<UserId> users, Function<UserId, Wish> wish) {
    return users.stream().map(wish).toList();
  }

  /** The users as one racer goes through them: every other one backwards. */
  private static List<UserId> inOrderOf(int racer, List<UserId> users) {
    List<UserId> order = new ArrayList<>(users);
    if (racer % 2 == 1) {
      Collections.reverse(order);
    }
    return order;
  }

  @Test
  @DisplayName("CS-17, CS-2, CS-5, CS-9: chunks about the same users in opposite order all happen")
  void shouldMeetInOppositeOrder() {
    List<UserId> users = users(CROWD);
    doneAll(wishes(users, Wish::enable));
    Race.of(
        RACERS,
        racer ->
            () -> {
              for (int i = 0; i < CHUNKS; i++) {
                doneAll(wishes(inOrderOf(racer, users), Wish::reset));
              }
              return racer;
            });

    assertTrue(users);
    assertThat(store.findAll(users).values())
        .as("the users that are found at once")
        .hasSize(CROWD)
        .allMatch(user -> user.version() == 1 + RACERS * CHUNKS);
  }

  @Test
  @DisplayName("CS-17, CS-2, CS-5, CS-9: chunks and single changes of the same users all happen")
  void shouldMeetSingleChanges() {
    List<UserId> users = users(CROWD);
    doneAll(wishes(users, Wish::enable));
    Race.of(
        RACERS,
        racer ->
            () -> {
              if (racer < 2) {
                for (int i = 0; i < CHUNKS; i++) {
                  doneAll(wishes(inOrderOf(racer, users), Wish::reset));
                }
              } else {
                inOrderOf(racer, users).forEach(this::reset);
              }
              return racer;
            });

    assertTrue(users);
    assertThat(store.findAll(users).values())
        .as("the users that are found at once")
        .allMatch(user -> user.version() == 1 + 2 * CHUNKS + RACERS - 2);
  }

  @Test
  @DisplayName(
      "CS-17, CS-2, CS-5, CS-8: of chunks with the same keys at once, each wish is fulfilled once")
  void shouldFulfilKeysOnce() {
    List<UserId> users = users(CROWD);
    for (int round = 0; round < ROUNDS; round++) {
      String key = "run " + round;
      boolean first = round == 0;
      List<List<ChangeResult.Done>> results =
          Race.of(
              RACERS,
              racer -> {
                List<Wish> chunk =
                    wishes(
                        inOrderOf(racer, users),
                        user -> (first ? Wish.enable(user) : Wish.reset(user)).key(key));
                return () -> doneAll(chunk);
              });
      List<ChangeResult.Done> done = results.stream().flatMap(List::stream).toList();
      assertThat(done)
          .as("what became of the changes")
          .filteredOn(one -> !one.replayed())
          .extracting(one -> one.event().user())
          .containsExactlyInAnyOrderElementsOf(users);
      assertThat(done.stream().map(ChangeResult.Done::event).distinct())
          .as("the events that were answered, each once")
          .hasSize(CROWD);
    }
    assertTrue(users);
  }

  @Test
  @DisplayName(
      "CS-17, CS-2, CS-5, CS-7: of those who enable the same new users at once, one does for each")
  void shouldEnableOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      String name = round + "/";
      List<UserId> users = IntStream.range(0, CROWD).mapToObj(i -> UserId.of(name + i)).toList();
      List<List<ChangeResult>> results =
          Race.of(
              RACERS,
              racer -> {
                List<Wish> wishes = wishes(inOrderOf(racer, users), Wish::enable);
                return racer < RACERS - 2
                    ? () -> makeAll(wishes)
                    : () -> wishes.stream().map(this::make).toList();
              });
      List<ChangeResult> all = results.stream().flatMap(List::stream).toList();
      assertThat(all)
          .as("what became of all of them")
          .filteredOn(ChangeResult.Done.class::isInstance)
          .extracting(one -> ((ChangeResult.Done) one).event().user())
          .containsExactlyInAnyOrderElementsOf(users);
      assertThat(all)
          .as("what became of all of them")
          .filteredOn(ChangeResult.AlreadyEnabled.class::isInstance)
          .hasSize((RACERS - 1) * CROWD);
    }
    List<UserId> everybody =
        store.organizers(OrganizerQuery.all()).stream().map(Organizer::user).toList();
    assertThat(everybody).as("all organizers").hasSize(ROUNDS * CROWD);
    assertTrue(everybody);
  }

  @Test
  @DisplayName("CS-17, CS-2, CS-4, CS-5: chunks with few candidates give no ID twice")
  void shouldStayTrueWhenCrowded() {
    List<UserId> users = users(CROWD);
    ConferenceIdGenerator crowded = new Crowded();
    Race.of(
        RACERS,
        racer ->
            () -> {
              SplittableRandom random = new SplittableRandom(racer);
              for (int i = 0; i < 2 * CHUNKS; i++) {
                List<UserId> some = users.stream().filter(user -> random.nextInt(3) == 0).toList();
                List<Wish> chunk = wishes(some, user -> anyWish(random, user));
                assertThat(makeAll(chunk, crowded))
                    .as("what becomes of each change of the chunk")
                    .hasSameSizeAs(chunk);
              }
              return racer;
            });
    assertTrue(users);
  }

  private static Wish anyWish(SplittableRandom random, UserId user) {
    return switch (random.nextInt(4)) {
      case 0 -> Wish.disable(user);
      case 1 -> Wish.enable(user);
      default -> Wish.reset(user);
    };
  }

  @Test
  @DisplayName("CS-17: chunks about different users, who are neighbours, are all made at once")
  void shouldMeetNeighbours() {
    List<UserId> users =
        IntStream.range(0, RACERS * CROWD)
            .mapToObj(i -> UserId.of(String.format(Locale.ROOT, "neighbour %04d", i)))
            .toList();
    Race.of(
        RACERS,
        racer ->
            () -> {
              List<UserId> own =
                  IntStream.range(0, users.size())
                      .filter(i -> i % RACERS == racer)
                      .mapToObj(users::get)
                      .toList();
              for (int i = 0; i < 2; i++) {
                doneAll(wishes(own, Wish::enable));
                doneAll(wishes(inOrderOf(racer, own), Wish::reset));
                doneAll(wishes(own, Wish::reset));
                doneAll(wishes(inOrderOf(racer + 1, own), Wish::disable));
              }
              return racer;
            });

    assertThat(store.findAll(users).values())
        .as("%d users, changed by chunks of their own", users.size())
        .hasSize(users.size());
    assertTrue(users);
  }
}
