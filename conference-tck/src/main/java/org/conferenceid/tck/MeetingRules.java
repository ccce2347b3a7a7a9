package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingStatus;

/** What the rules about meetings have in common. */
abstract class MeetingRules extends Rules {
  static final MeetingCounts SOME = new MeetingCounts(3, 2, 1, 0);
  static final MeetingSettlement DONE = new MeetingSettlement.Done(SOME);
  static final MeetingSettlement FAILED = new MeetingSettlement.Failed(SOME, "HTTP 403");
  static final MeetingSettlement RELEASED = new MeetingSettlement.Released();

  private static final int MANY = 100;

  MeetingRules(StoreHooks hooks) {
    super(hooks);
  }

  static MeetingSettlement retry(Duration delay) {
    return new MeetingSettlement.Retry(delay, MeetingCounts.NONE, "HTTP 503");
  }

  /** Gives a user an ID and, a moment later, another one: from then on there is work. */
  final void enableAndReset(UserId user) {
    enable(user);
    reset(user);
  }

  final List<MeetingLease> work(int max) {
    return store.meetingUpdates().claim("worker", max, LEASE);
  }

  /** Claims whatever is due, which must come to an end. */
  final List<MeetingLease> work() {
    List<MeetingLease> all = new ArrayList<>();
    List<MeetingLease> some = work(MANY);
    while (!some.isEmpty()) {
      all.addAll(some);
      assertThat(all).as("the work of claims that follow each other").hasSizeLessThan(20 * MANY);
      some = work(MANY);
    }
    return all;
  }

  final MeetingLease workOn(UserId user, long version, int attempt) {
    List<MeetingLease> leases = work();
    assertThat(leases)
        .as("the work there is, when it is attempt %d of %s for version %d", attempt, user, version)
        .extracting(lease -> lease.user() + ", version " + lease.version())
        .containsExactly(user + ", version " + version);
    assertThat(leases.get(0).attempt())
        .as("which attempt this is of %s for version %d", user, version)
        .isEqualTo(attempt);
    return leases.get(0);
  }

  final void assertNoWork(String why) {
    assertThat(work()).as("the work there is, although " + why).isEmpty();
  }

  final void counts(MeetingLease lease, MeetingSettlement outcome) {
    assertThat(store.meetingUpdates().settle(lease, outcome))
        .as("whether the settlement of %s as %s counts (it is the latest lease)", lease, outcome)
        .isTrue();
  }

  final void isLost(MeetingLease lease, MeetingSettlement outcome) {
    assertThat(store.meetingUpdates().settle(lease, outcome))
        .as("whether the settlement of %s as %s counts (its lease was lost)", lease, outcome)
        .isFalse();
  }

  final Optional<MeetingStatus> statusOf(UserId user) {
    return store.meetingUpdates().status(user);
  }

  final void assertStatus(
      UserId user,
      long version,
      MeetingStatus.State state,
      int attempts,
      MeetingCounts counts,
      String... problem) {
    MeetingStatus wanted =
        new MeetingStatus(
            user, version, state, attempts, counts, List.of(problem).stream().findFirst());
    assertThat(statusOf(user)).as("the status of %s", user).contains(wanted);
    assertThat(store.meetingUpdates().list(state, Optional.empty(), 1000))
        .as("those who are %s, one of whom is %s", state, user)
        .contains(wanted);
  }
}
