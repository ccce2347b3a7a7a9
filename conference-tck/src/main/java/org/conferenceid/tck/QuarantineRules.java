package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.conferenceid.ConferenceId;
import org.conferenceid.ConferenceIdPolicy;
import org.conferenceid.Lookup;
import org.conferenceid.capacity.AllocationRate;
import org.conferenceid.capacity.Capacity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of an ID that is retired: CS-4, CS-11, CS-14 and CS-20. */
abstract class QuarantineRules extends Rules {
  private static final Lookup UNKNOWN = new Lookup.Unknown();

  QuarantineRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("CS-4: an ID retired by a reset is reserved to the last instant, then free")
  void shouldReserveAfterReset() {
    enable(AMELIE, ID_1);
    reset(AMELIE);
    assertReservedUntil(now().plus(Wish.QUARANTINE));
  }

  @Test
  @DisplayName("CS-4: an ID retired by disabling is reserved to the last instant, then free")
  void shouldReserveAfterDisabling() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    assertReservedUntil(now().plus(Wish.QUARANTINE));
  }

  @Test
  @DisplayName("CS-4, CS-12: an ID retired by erasing is reserved to the last instant, then free")
  void shouldReserveAfterErasing() {
    enable(AMELIE, ID_1);
    store.erase(AMELIE, Wish.QUARANTINE);
    assertReservedUntil(now().plus(Wish.QUARANTINE));
  }

  @Test
  @DisplayName("CS-4, CS-12: erasing a disabled user does not shorten the quarantine")
  void shouldReserveWhatWasRetiredBeforeErasing() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    Instant freeAt = now().plus(Wish.QUARANTINE);
    advance(Duration.ofDays(1));
    store.erase(AMELIE, TICK);
    assertReservedUntil(freeAt);
  }

  @Test
  @DisplayName("CS-4, CS-13: pruning the audit does not end a quarantine")
  void shouldReserveWhatWasPruned() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    done(Wish.disable(AMELIE).withoutMail());
    assertThat(store.prune(Duration.ZERO)).as("how many entries were removed").isEqualTo(2);
    assertReservedUntil(now().plus(Wish.QUARANTINE));
  }

  /** Offers the first ID one tick before a moment, and at that moment. */
  private void assertReservedUntil(Instant freeAt) {
    advance(Duration.between(now(), freeAt).minus(TICK));
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isInstanceOf(Lookup.Retired.class);
    assertThat(enable(BRUNO, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", BRUNO)
        .isNotEqualTo(ID_1);
    assertThat(done(Wish.reset(BRUNO), offering(ID_1)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", BRUNO)
        .isNotEqualTo(ID_1);

    advance(TICK);
    assertThat(store.lookup(ID_1)).as("what the ID %s is", ID_1).isEqualTo(UNKNOWN);
    assertThat(done(Wish.reset(BRUNO), offering(ID_1)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", BRUNO)
        .isEqualTo(ID_1);
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Active(BRUNO));
  }

  @Test
  @DisplayName("CS-4: the last owner does not get the ID back while it is reserved")
  void shouldReserveAgainstTheLastOwnerToo() {
    enable(AMELIE, ID_1);
    assertThat(done(Wish.reset(AMELIE), offering(ID_2)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", AMELIE)
        .isEqualTo(ID_2);
    assertThat(done(Wish.reset(AMELIE), offering(ID_1)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", AMELIE)
        .isNotEqualTo(ID_1);
    disable(AMELIE);
    assertThat(enable(AMELIE, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", AMELIE)
        .isNotEqualTo(ID_1);
  }

  @Test
  @DisplayName("CS-4, CS-5: every ID that a user ever had stays reserved for its own time")
  void shouldReserveEveryFormerId() {
    enable(AMELIE, ID_1);
    Instant first = now();
    done(Wish.reset(AMELIE), offering(ID_2));
    advance(Duration.ofDays(10));
    done(Wish.reset(AMELIE).quarantine(Duration.ofDays(5)), offering(ID_3));
    Instant second = now();

    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(retired(first, first.plus(Wish.QUARANTINE)));
    assertThat(store.lookup(ID_2))
        .as("what the ID %s is", ID_2)
        .isEqualTo(retired(second, second.plus(Duration.ofDays(5))));

    advance(Duration.ofDays(5));
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(retired(first, first.plus(Wish.QUARANTINE)));
    assertThat(store.lookup(ID_2)).as("what the ID %s is", ID_2).isEqualTo(UNKNOWN);
    assertThat(enable(BRUNO, ID_2).event().newId().orElseThrow())
        .as("the ID that %s is given", BRUNO)
        .isEqualTo(ID_2);
  }

  private static Lookup retired(Instant at, Instant freeAt) {
    return new Lookup.Retired(Optional.of(AMELIE), at, freeAt);
  }

  @Test
  @DisplayName(
      "CS-4, CS-11, CS-14, CS-20: an ID that is used again is reserved again, for its new last"
          + " owner")
  void shouldReserveAgain() {
    enable(AMELIE, ID_1);
    disable(AMELIE);
    advance(Wish.QUARANTINE.plusDays(3));
    enable(BRUNO, ID_1);
    advance(Duration.ofDays(3));
    disable(BRUNO);

    Instant at = now();
    assertThat(store.lookup(ID_1))
        .as("what the ID %s is", ID_1)
        .isEqualTo(new Lookup.Retired(Optional.of(BRUNO), at, at.plus(Wish.QUARANTINE)));
    assertThat(store.capacity())
        .as("the capacity, after one ID was retired a second time")
        .isEqualTo(new Capacity(0, 1));
    assertThat(store.allocationRate(Wish.QUARANTINE).freed())
        .as("quarantines that end within a year: one, though the ID was retired twice")
        .isEqualTo(1);
    assertReservedAgain();
  }

  private void assertReservedAgain() {
    advance(Wish.QUARANTINE.minus(TICK));
    assertThat(enable(CHLOE, ID_1).event().newId().orElseThrow())
        .as("the ID that %s is given", CHLOE)
        .isNotEqualTo(ID_1);
    advance(TICK);
    assertThat(done(Wish.reset(CHLOE), offering(ID_1)).event().newId().orElseThrow())
        .as("the ID that %s is given by a reset", CHLOE)
        .isEqualTo(ID_1);
  }

  @Test
  @DisplayName("CS-11: an ID that nobody ever had is unknown, and so is a guessable one")
  void shouldNotKnowEveryId() {
    enable(AMELIE, ID_1);

    assertThat(store.lookup(ID_2)).as("what the ID %s is", ID_2).isEqualTo(UNKNOWN);
    assertThat(store.lookup(ConferenceId.parse("1234567")))
        .as("what the ID %s is", ConferenceId.parse("1234567"))
        .isEqualTo(UNKNOWN);
    assertThat(store.lookup(ConferenceId.of(ConferenceIdPolicy.LOWEST)))
        .as("what the ID %s is", ConferenceId.of(ConferenceIdPolicy.LOWEST))
        .isEqualTo(UNKNOWN);
    assertThat(store.lookup(ConferenceId.of(ConferenceIdPolicy.HIGHEST)))
        .as("what the ID %s is", ConferenceId.of(ConferenceIdPolicy.HIGHEST))
        .isEqualTo(UNKNOWN);
  }

  @Test
  @DisplayName("CS-14: the capacity counts active and reserved IDs, and those that are free again")
  void shouldCountCapacity() {
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(0, 0));
    enable(AMELIE);
    enable(BRUNO);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(2, 0));
    reset(AMELIE);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(2, 1));
    advance(Duration.ofDays(1));
    disable(BRUNO);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 2));

    advance(Wish.QUARANTINE.minusDays(1).minus(TICK));
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 2));
    advance(TICK);
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 1));
    advance(Duration.ofDays(1));
    assertThat(store.capacity())
        .as("how many IDs are active, and in quarantine")
        .isEqualTo(new Capacity(1, 0));
  }

  @Test
  @DisplayName("CS-20: an assignment counts for as long as its age is less than the period")
  void shouldCountAssignments() {
    Duration period = Duration.ofDays(7);
    assertThat(store.allocationRate(period))
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(new AllocationRate(period, 0, 0));
    enable(AMELIE);
    enable(BRUNO);
    reset(AMELIE);
    info(AMELIE);
    disable(BRUNO);
    make(Wish.enable(AMELIE));
    assertThat(store.allocationRate(period).assigned())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(3);
    advance(Duration.ofDays(1));
    reset(AMELIE);
    assertThat(store.allocationRate(period).assigned())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(4);

    advance(Duration.ofDays(6).minus(TICK));
    assertThat(store.allocationRate(period).assigned())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(4);
    advance(TICK);
    assertThat(store.allocationRate(period).assigned())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(1);
    advance(Duration.ofDays(1));
    assertThat(store.allocationRate(period).assigned())
        .as("assignments and ends of quarantines within the period")
        .isZero();
    assertThat(store.allocationRate(Duration.ofDays(8).plus(TICK)).assigned())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(4);
  }

  @Test
  @DisplayName("CS-20, CS-13, CS-12: what was pruned or erased is counted no more")
  void shouldCountWhatTheAuditHolds() {
    done(Wish.enable(AMELIE).withoutMail());
    done(Wish.enable(BRUNO).withoutMail());
    store.erase(BRUNO, Wish.QUARANTINE);
    assertThat(store.allocationRate(Wish.QUARANTINE))
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(new AllocationRate(Wish.QUARANTINE, 1, 1));
    store.prune(Duration.ZERO);
    assertThat(store.allocationRate(Wish.QUARANTINE).assigned())
        .as("assignments and ends of quarantines within the period")
        .isZero();
  }

  @Test
  @DisplayName("CS-20: a quarantine counts while its end is ahead by no more than the period")
  void shouldCountQuarantinesThatEnd() {
    Duration period = Duration.ofDays(7);
    enable(AMELIE);
    reset(AMELIE);
    done(Wish.disable(AMELIE).quarantine(period.plus(TICK)));
    assertThat(store.allocationRate(period).freed())
        .as("assignments and ends of quarantines within the period")
        .isZero();
    assertThat(store.allocationRate(Wish.QUARANTINE).freed())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(2);

    advance(TICK);
    assertThat(store.allocationRate(period).freed())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(1);
    advance(period.minus(TICK));
    assertThat(store.allocationRate(period).freed())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(1);
    advance(TICK);
    assertThat(store.allocationRate(period).freed())
        .as("assignments and ends of quarantines within the period")
        .isZero();
    assertThat(store.allocationRate(Wish.QUARANTINE).freed())
        .as("assignments and ends of quarantines within the period")
        .isEqualTo(1);
  }
}
