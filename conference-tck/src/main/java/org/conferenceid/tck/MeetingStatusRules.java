package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.conferenceid.InvalidValueException;
import org.conferenceid.UserId;
import org.conferenceid.spi.MeetingCounts;
import org.conferenceid.spi.MeetingFigures;
import org.conferenceid.spi.MeetingLease;
import org.conferenceid.spi.MeetingSettlement;
import org.conferenceid.spi.MeetingStatus;
import org.conferenceid.spi.MeetingStatus.State;
import org.conferenceid.spi.MeetingUpdates;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is told of the updates: MU-7, MU-8, MU-9, MU-11. */
abstract class MeetingStatusRules extends MeetingRules {

  MeetingStatusRules(StoreHooks hooks) {
    super(hooks);
  }

  private void assertNoStatus(UserId user, String why) {
    assertThat(statusOf(user)).as("the status of %s, although %s", user, why).isEmpty();
    for (State state : State.values()) {
      assertThat(store.meetingUpdates().list(state, Optional.empty(), 1000))
          .as("those who are %s, although %s", state, why)
          .extracting(MeetingStatus::user)
          .doesNotContain(user);
    }
  }

  @Test
  @DisplayName("MU-7: the state is pending from the commit on, then in progress, then done")
  void shouldTellTheState() {
    enable(AMELIE);
    assertNoStatus(AMELIE, "the ID is the first one");
    reset(AMELIE);
    assertStatus(AMELIE, 2, State.PENDING, 0, MeetingCounts.NONE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    assertStatus(AMELIE, 2, State.IN_PROGRESS, 1, MeetingCounts.NONE);
    reset(AMELIE);
    assertStatus(AMELIE, 2, State.IN_PROGRESS, 1, MeetingCounts.NONE);
    counts(lease, DONE);
    assertStatus(AMELIE, 3, State.PENDING, 0, MeetingCounts.NONE);
    counts(workOn(AMELIE, 3, 1), FAILED);
    assertStatus(AMELIE, 3, State.FAILED, 1, SOME, "HTTP 403");
    reset(AMELIE);
    assertStatus(AMELIE, 4, State.PENDING, 0, MeetingCounts.NONE);
  }

  @Test
  @DisplayName(
      "MU-7: what was updated adds up; what was left or failed is that of the last attempt")
  void shouldAddUp() {
    enableAndReset(AMELIE);
    counts(
        workOn(AMELIE, 2, 1),
        new MeetingSettlement.Retry(Duration.ZERO, new MeetingCounts(5, 2, 1, 9), "HTTP 503"));
    assertStatus(AMELIE, 2, State.PENDING, 1, new MeetingCounts(5, 2, 1, 9), "HTTP 503");
    counts(workOn(AMELIE, 2, 2), RELEASED);
    assertStatus(AMELIE, 2, State.PENDING, 1, new MeetingCounts(5, 2, 1, 9), "HTTP 503");
    counts(workOn(AMELIE, 2, 2), new MeetingSettlement.Done(new MeetingCounts(4, 3, 8, 0)));
    assertStatus(AMELIE, 2, State.DONE, 2, new MeetingCounts(9, 5, 8, 0));
    reset(AMELIE);
    counts(workOn(AMELIE, 3, 1), new MeetingSettlement.Done(new MeetingCounts(1, 0, 0, 0)));
    assertStatus(AMELIE, 3, State.DONE, 1, new MeetingCounts(1, 0, 0, 0));
  }

  @Test
  @DisplayName("MU-7: a version that grew after a lease ended takes over none of its counts")
  void shouldBeginAnew() {
    enableAndReset(AMELIE);
    counts(
        workOn(AMELIE, 2, 1),
        new MeetingSettlement.Retry(Duration.ZERO, new MeetingCounts(5, 2, 1, 9), "HTTP 503"));
    workOn(AMELIE, 2, 2);
    reset(AMELIE);
    advance(LEASE);
    MeetingLease lease = workOn(AMELIE, 3, 1);
    assertStatus(AMELIE, 3, State.IN_PROGRESS, 1, MeetingCounts.NONE);
    counts(lease, new MeetingSettlement.Done(new MeetingCounts(1, 0, 0, 0)));
    assertStatus(AMELIE, 3, State.DONE, 1, new MeetingCounts(1, 0, 0, 0));
  }

  @Test
  @DisplayName("MU-7: a problem is told as it was given, whatever characters it has")
  void shouldTellTheProblem() {
    String problem = "é".repeat(200) + "\uD83D\uDCC5".repeat(150);
    enableAndReset(AMELIE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    counts(lease, new MeetingSettlement.Failed(MeetingCounts.NONE, problem + "more"));
    assertStatus(AMELIE, 2, State.FAILED, 1, MeetingCounts.NONE, problem);
  }

  @Test
  @DisplayName("MU-8: the pages of a list give each of a state once")
  void shouldList() {
    List<UserId> users = users(7);
    users.forEach(this::enableAndReset);
    enable(AMELIE);
    MeetingUpdates updates = store.meetingUpdates();
    assertThat(pages(State.PENDING, 3)).containsExactlyInAnyOrderElementsOf(users);
    work(7).stream().limit(4).forEach(lease -> counts(lease, DONE));
    List<UserId> done = pages(State.DONE, 2);
    assertThat(done).as("who is done").hasSize(4).doesNotHaveDuplicates();
    assertThat(pages(State.IN_PROGRESS, 1))
        .as("who is in progress")
        .hasSize(3)
        .doesNotContainAnyElementsOf(done);
    assertThat(pages(State.FAILED, 5)).as("whose update has failed").isEmpty();
    assertThatThrownBy(() -> updates.list(State.DONE, Optional.empty(), 0))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(
            () -> updates.list(State.DONE, Optional.empty(), MeetingUpdates.MAX_LIMIT + 1))
        .isInstanceOf(InvalidValueException.class);
  }

  private List<UserId> pages(State state, int limit) {
    List<UserId> all = new ArrayList<>();
    List<MeetingStatus> page = store.meetingUpdates().list(state, Optional.empty(), limit);
    while (page.size() == limit) {
      page.forEach(status -> all.add(status.user()));
      page = store.meetingUpdates().list(state, Optional.of(all.get(all.size() - 1)), limit);
    }
    page.forEach(status -> all.add(status.user()));
    return all;
  }

  @Test
  @DisplayName("MU-11: the figures count whom the lists give, and tell since when somebody waits")
  void shouldCount() {
    enable(BRUNO);
    assertFigures(0, 0, 0, Optional.empty());
    enableAndReset(AMELIE);
    advance(LEASE);
    reset(BRUNO);
    assertFigures(2, 0, 0, Optional.of(AMELIE));
    List<MeetingLease> both = work(2);
    assertFigures(0, 2, 0, Optional.of(AMELIE));
    both.forEach(lease -> counts(lease, lease.user().equals(BRUNO) ? FAILED : retry(LEASE)));
    assertFigures(1, 0, 1, Optional.of(AMELIE));
    advance(LEASE);
    counts(workOf(AMELIE), DONE);
    assertFigures(0, 0, 1, Optional.empty());
    reset(AMELIE);
    assertFigures(1, 0, 1, Optional.of(AMELIE));
    disable(AMELIE);
    assertFigures(0, 0, 1, Optional.empty());
  }

  private void assertFigures(long pending, long inProgress, long failed, Optional<UserId> oldest) {
    Optional<Instant> since = oldest.map(user -> store.find(user).orElseThrow().since());
    assertThat(store.meetingUpdates().figures())
        .as("the figures")
        .isEqualTo(new MeetingFigures(pending, inProgress, failed, since));
  }

  @Test
  @DisplayName("MU-9: whoever is disabled has no work and no status until enabled again")
  void shouldLeaveTheDisabled() {
    enableAndReset(AMELIE);
    enableAndReset(BRUNO);
    counts(workOf(AMELIE), retry(Duration.ZERO));
    disable(AMELIE);
    disable(BRUNO);
    assertNoWork("both are disabled");
    advance(LEASE);
    assertNoWork("both are disabled, and a lease has ended");
    assertNoStatus(AMELIE, "disabled");
    assertNoStatus(BRUNO, "disabled");
    enable(AMELIE);
    assertStatus(AMELIE, 4, State.PENDING, 0, MeetingCounts.NONE);
    workOn(AMELIE, 4, 1);
  }

  private MeetingLease workOf(UserId user) {
    return work().stream().filter(lease -> lease.user().equals(user)).findFirst().orElseThrow();
  }

  @Test
  @DisplayName("MU-9, CS-12: erasing leaves nothing, and a lease from before is lost for ever")
  void shouldForgetTheErased() {
    enableAndReset(AMELIE);
    MeetingLease lease = workOn(AMELIE, 2, 1);
    store.erase(AMELIE, Wish.QUARANTINE);
    isLost(lease, DONE);
    assertNoStatus(AMELIE, "erased");
    advance(LEASE);
    assertNoWork("erased");
    enable(AMELIE);
    assertNoStatus(AMELIE, "erased and enabled again");
    assertNoWork("erased and enabled again");
    reset(AMELIE);
    MeetingLease own = workOn(AMELIE, 2, 1);
    isLost(lease, DONE);
    assertStatus(AMELIE, 2, State.IN_PROGRESS, 1, MeetingCounts.NONE);
    counts(own, DONE);
  }
}
