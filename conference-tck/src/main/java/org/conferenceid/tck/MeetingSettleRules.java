package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.conferenceid.UserId;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingStatus.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a lease: MU-4, MU-5, MU-10. */
abstract class MeetingSettleRules extends MeetingRules {
  private static final Duration DELAY = Duration.ofHours(1);

  MeetingSettleRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("MU-4: a lease is settled once, and not after somebody else has the user")
  void shouldSettleTheLatestLease() {
    enableAndReset(AMELIE);
    MeetingLease first = workOn(AMELIE, 2, 1);
    advance(LEASE);
    MeetingLease second = workOn(AMELIE, 2, 2);
    isLost(first, DONE);
    isLost(first, RELEASED);
    assertStatus(AMELIE, 2, State.IN_PROGRESS, 2, MeetingCounts.NONE);
    counts(second, DONE);
    isLost(second, FAILED);
    isLost(first, FAILED);
    assertStatus(AMELIE, 2, State.DONE, 2, SOME);
  }

  @Test
  @DisplayName("MU-4: a lease that has merely run out can be settled")
  void shouldSettleLate() {
    enableAndReset(AMELIE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    advance(LEASE.plus(LEASE));
    counts(lease, DONE);
    assertNoWork("it was done, though late");
  }

  @Test
  @DisplayName("MU-5: what is done or given up is not due until the version grows")
  void shouldRestUntilTheNextChange() {
    enableAndReset(AMELIE);
    enableAndReset(BRUNO);
    List<MeetingLease> leases = work();
    leases.forEach(lease -> counts(lease, lease.user().equals(AMELIE) ? DONE : FAILED));
    advance(Duration.ofDays(30));
    assertNoWork("one is done and one given up");
    reset(AMELIE);
    counts(workOn(AMELIE, 3, 1), DONE);
    reset(BRUNO);
    counts(workOn(BRUNO, 3, 1), DONE);
  }

  @Test
  @DisplayName("MU-5: a retry is due at the moment its delay is over, or at the next change")
  void shouldTryAgainInTime() {
    enableAndReset(AMELIE);
    counts(workOn(AMELIE, 2, 1), retry(DELAY));
    advance(DELAY.minus(TICK));
    assertNoWork("the delay has a millisecond to go");
    advance(TICK);
    counts(workOn(AMELIE, 2, 2), retry(DELAY));
    reset(AMELIE);
    workOn(AMELIE, 3, 1);
  }

  @Test
  @DisplayName("MU-5: a version that grows meanwhile is due when the lease is settled or has ended")
  void shouldNotMissWhatHappensMeanwhile() {
    enableAndReset(AMELIE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    reset(AMELIE);
    assertNoWork("a worker has the user");
    counts(lease, DONE);
    MeetingLease failing = workOn(AMELIE, 3, 1);
    reset(AMELIE);
    counts(failing, FAILED);
    MeetingLease late = workOn(AMELIE, 4, 1);
    reset(AMELIE);
    counts(late, retry(DELAY));
    workOn(AMELIE, 5, 1);
    reset(AMELIE);
    advance(LEASE);
    workOn(AMELIE, 6, 1);
  }

  @Test
  @DisplayName("MU-5: what is released is due at once, and was no attempt")
  void shouldGiveBack() {
    enableAndReset(AMELIE);
    counts(workOn(AMELIE, 2, 1), retry(DELAY));
    advance(DELAY);
    counts(workOn(AMELIE, 2, 2), RELEASED);
    assertStatus(AMELIE, 2, State.PENDING, 1, MeetingCounts.NONE, "HTTP 503");
    workOn(AMELIE, 2, 2);
  }

  @Test
  @DisplayName("MU-5: a clock that was wrong by a year, and set back, holds nothing up")
  void shouldOutliveAWrongClock() {
    enableAndReset(AMELIE);
    enableAndReset(BRUNO);
    advance(Duration.ofDays(365));
    for (MeetingLease lease : work()) {
      if (lease.user().equals(AMELIE)) {
        counts(lease, retry(DELAY));
      }
    }
    advance(Duration.ofDays(-365));
    assertThat(work())
        .as("whose work is due after the clock was set back")
        .extracting(MeetingLease::user)
        .containsExactlyInAnyOrder(AMELIE, BRUNO);
  }

  @Test
  @DisplayName("MU-10: what is done or was given up can be tried again, as if it were new")
  void shouldTryAgainWhenAsked() {
    UserId dora = UserId.of("dora");
    List.of(AMELIE, BRUNO, CHLOE, dora).forEach(this::enableAndReset);
    for (MeetingLease lease : work()) {
      if (lease.user().equals(AMELIE)) {
        counts(lease, DONE);
      } else if (lease.user().equals(BRUNO)) {
        counts(lease, FAILED);
      } else if (lease.user().equals(CHLOE)) {
        counts(lease, retry(DELAY));
      }
    }
    List<UserId> all = List.of(AMELIE, BRUNO, CHLOE, dora, UserId.of("nobody"), AMELIE);
    assertThat(store.meetingUpdates().again(all))
        .as("how many of one done, one given up, one to be retried and one in progress are due")
        .isEqualTo(2);
    assertStatus(AMELIE, 2, State.PENDING, 0, MeetingCounts.NONE);
    assertStatus(BRUNO, 2, State.PENDING, 0, MeetingCounts.NONE);
    assertStatus(CHLOE, 2, State.PENDING, 1, MeetingCounts.NONE, "HTTP 503");
    assertStatus(dora, 2, State.IN_PROGRESS, 1, MeetingCounts.NONE);
    assertThat(work())
        .as("what is due then")
        .extracting(MeetingLease::user, MeetingLease::attempt)
        .containsExactlyInAnyOrder(tuple(AMELIE, 1), tuple(BRUNO, 1));
  }
}
