package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingUpdates;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose meetings are handed out: MU-1, MU-2, MU-3, MU-6. */
abstract class MeetingClaimRules extends MeetingRules {
  private static final Duration DELAY = Duration.ofHours(1);

  MeetingClaimRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("MU-1: there is work once an ID was replaced, and not for a first one")
  void shouldFindWhoWasReset() {
    assertNoWork("nobody was ever enabled");
    enable(AMELIE);
    enable(BRUNO);
    assertNoWork("everybody has the first ID");
    info(AMELIE);
    assertNoWork("a message is no change of an ID");
    reset(BRUNO);
    workOn(BRUNO, 2, 1);
    assertNoWork("a worker has the only one");
  }

  @Test
  @DisplayName("MU-1: several changes that were missed are one piece of work, to the last of them")
  void shouldCatchUpAtOnce() {
    enableAndReset(AMELIE);
    reset(AMELIE);
    reset(AMELIE);
    counts(workOn(AMELIE, 4, 1), DONE);
    disable(AMELIE);
    enable(AMELIE);
    counts(workOn(AMELIE, 6, 1), DONE);
    assertNoWork("all is done");
  }

  @Test
  @DisplayName("MU-1: a reset of many, made as one, is work for each of them")
  void shouldFindAllOfABulkReset() {
    List<UserId> users = users(1200);
    doneAll(users.stream().map(Wish::enable).toList());
    doneAll(users.stream().map(Wish::reset).toList());
    assertThat(work())
        .as("whose work is handed out after a reset of all")
        .extracting(MeetingLease::user)
        .containsExactlyInAnyOrderElementsOf(users);
    assertNoWork("all of it was handed out");
  }

  @Test
  @DisplayName("MU-1: what is rolled back is no work; what is committed is, in one transaction too")
  void shouldWaitForTheCommit() {
    enable(AMELIE);
    enable(BRUNO);
    hooks.inTransaction(store, false, joined -> joined.change(Wish.reset(AMELIE).change(), ids));
    assertNoWork("the reset was rolled back");
    hooks.inTransaction(store, true, joined -> joined.change(Wish.reset(BRUNO).change(), ids));
    workOn(BRUNO, 2, 1);
  }

  @Test
  @DisplayName("MU-2: work is leased to one, and to another one at the moment the lease ends")
  void shouldLeaseForATime() {
    enableAndReset(AMELIE);
    MeetingLease first = workOn(AMELIE, 2, 1);
    advance(LEASE.minus(TICK));
    assertNoWork("the lease has a millisecond to go");
    advance(TICK);
    MeetingLease second = workOn(AMELIE, 2, 2);
    assertThat(second.key()).as("the name of another lease").isNotEqualTo(first.key());
  }

  @Test
  @DisplayName("MU-2: of racing workers each gets work of its own, and together all of it")
  void shouldShareTheWork() {
    List<UserId> users = users(40);
    doneAll(users.stream().map(Wish::enable).toList());
    doneAll(users.stream().map(Wish::reset).toList());
    List<List<MeetingLease>> got =
        Race.of(
            4,
            racer ->
                () ->
                    Stream.iterate(work(3), some -> !some.isEmpty(), some -> work(3))
                        .limit(users.size())
                        .flatMap(List::stream)
                        .toList());
    // Whoever finds others at it may have come away with nothing: the rest is due still.
    assertThat(Stream.concat(got.stream().flatMap(List::stream), work().stream()))
        .as("whose work racing workers were given")
        .extracting(MeetingLease::user)
        .containsExactlyInAnyOrderElementsOf(users);
  }

  @Test
  @DisplayName("MU-2: a claim hands out no more than was asked for, and refuses senseless numbers")
  void shouldKeepToTheNumbers() {
    users(5).forEach(this::enableAndReset);
    assertThat(work(2)).as("what a claim of at most 2 of 5 hands out").hasSize(2);
    assertThat(work(100)).as("what a claim of the other 3 hands out").hasSize(3);
    MeetingUpdates updates = store.meetingUpdates();
    assertThatThrownBy(() -> updates.claim("worker", 0, LEASE))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> updates.claim("worker", 1, Duration.ZERO))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> updates.claim("worker", 1, MeetingUpdates.MAX_DELAY.plus(Duration.ofMillis(1))))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  @DisplayName("MU-3: attempts are counted when they begin, from 1 for each version")
  void shouldCountAttempts() {
    enableAndReset(AMELIE);
    workOn(AMELIE, 2, 1);
    advance(LEASE);
    counts(workOn(AMELIE, 2, 2), retry(DELAY));
    advance(DELAY);
    workOn(AMELIE, 2, 3);
    reset(AMELIE);
    advance(LEASE);
    counts(workOn(AMELIE, 3, 1), RELEASED);
    counts(workOn(AMELIE, 3, 1), retry(Duration.ZERO));
    workOn(AMELIE, 3, 2);
  }

  @Test
  @DisplayName("MU-3, MU-4: leases and attempts outlive a restart")
  void shouldKeepLeases() {
    enableAndReset(AMELIE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    restart();
    assertNoWork("the lease was there before the restart");
    counts(lease, retry(Duration.ZERO));
    restart();
    counts(workOn(AMELIE, 2, 2), DONE);
    restart();
    assertNoWork("it was done before the restart");
  }

  @Test
  @DisplayName("MU-6: what is due at once comes first, then what has been due longest")
  void shouldTakeTurns() {
    enableAndReset(AMELIE);
    counts(workOn(AMELIE, 2, 1), retry(Duration.ofMinutes(2)));
    enableAndReset(BRUNO);
    counts(workOn(BRUNO, 2, 1), retry(Duration.ofMinutes(1)));
    enableAndReset(CHLOE);
    counts(workOn(CHLOE, 2, 1), RELEASED);
    advance(DELAY);
    assertThat(work(3))
        .as("whose turn it is, in their order")
        .extracting(MeetingLease::user)
        .containsExactly(CHLOE, BRUNO, AMELIE);
  }
}
