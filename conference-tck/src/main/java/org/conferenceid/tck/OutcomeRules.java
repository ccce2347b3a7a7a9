package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is known of a message's attempts: OB-11 and OB-13. */
abstract class OutcomeRules extends Rules {
  private static final Duration DELAY = Duration.ofMinutes(30);

  OutcomeRules(StoreHooks hooks) {
    super(hooks);
  }

  private Settlement.Retry retry(Settlement.Attempt attempt) {
    return new Settlement.Retry(TICK, "SMTP 451", attempt);
  }

  /** Attempts after which the message is tried again. */
  private Lease after(Settlement.Attempt... attempts) {
    for (Settlement.Attempt attempt : attempts) {
      settle(claimOne(), retry(attempt));
      advance(TICK);
    }
    return claimOne();
  }

  private static void assertEnded(Lease lease, int excused, int unconfirmed) {
    assertThat("excused " + lease.excused() + ", unconfirmed " + lease.unconfirmed())
        .as("how the attempts before this one of %s ended", named(lease))
        .isEqualTo("excused " + excused + ", unconfirmed " + unconfirmed);
  }

  @Test
  @DisplayName(
      "OB-13, OB-3: a message says how many of its attempts were excused, and how many may have"
          + " sent it")
  void shouldTellHowAttemptsEnded() {
    enable(AMELIE);
    Lease lease =
        after(
            Settlement.Attempt.EXCUSED,
            Settlement.Attempt.COUNTED,
            Settlement.Attempt.UNCONFIRMED,
            Settlement.Attempt.EXCUSED,
            Settlement.Attempt.EXCUSED);

    assertThat(lease.attempt()).as("the attempt of %s", named(lease)).isEqualTo(6);
    assertEnded(lease, 3, 1);
    assertDelivery(AMELIE, DeliveryState.LEASED, 6, "SMTP 451");
  }

  @Test
  @DisplayName("OB-13: a lease that ended unsettled may have sent the message")
  void shouldCountLeasesThatEndedUnsettled() {
    enable(AMELIE);
    assertEnded(claimOne(), 0, 0);
    advance(LEASE);
    assertEnded(claimOne(), 0, 1);
    advance(LEASE);
    Lease third = claimOne();
    assertEnded(third, 0, 2);
    settle(third, retry(Settlement.Attempt.UNCONFIRMED));
    advance(TICK);
    assertEnded(claimOne(), 0, 3);
  }

  @Test
  @DisplayName("OB-13: a lease that was settled late, but before the next claim, counts as settled")
  void shouldNotCountWhatIsSettledLate() {
    enable(AMELIE);
    Lease late = claimOne();
    advance(LEASE.multipliedBy(2));
    settle(late, retry(Settlement.Attempt.COUNTED));
    advance(TICK);

    assertEnded(claimOne(), 0, 0);
  }

  @Test
  @DisplayName("OB-13, OB-9: putting a message back says nothing about it")
  void shouldNotExcuseWhatIsReleased() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Released());

    assertEnded(claimOne(), 0, 0);
  }

  @Test
  @DisplayName("OB-13, OB-8: what is sent again starts anew")
  void shouldForgetHowAttemptsEnded() {
    enable(AMELIE);
    Lease lease = after(Settlement.Attempt.EXCUSED, Settlement.Attempt.UNCONFIRMED);
    settle(lease, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(lease.number()));

    assertEnded(claimOne(), 0, 0);
  }

  @Test
  @DisplayName("OB-11: a message sent at last shows its attempts and the last problem")
  void shouldShowTheLastProblem() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 421"));
    advance(DELAY);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451"));
    advance(DELAY);
    settle(claimOne(), new Settlement.Sent());

    assertDelivery(AMELIE, DeliveryState.SENT, 3, "SMTP 451");
  }

  @Test
  @DisplayName("OB-11: a message that its worker found outdated shows as superseded")
  void shouldShowSuperseded() {
    enable(AMELIE);
    info(AMELIE);
    Lease lease = claimOne();
    assertCounts(lease, new Settlement.Superseded());

    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.PENDING);
    claimOne(EventKind.INFO_REQUESTED, AMELIE);
  }

  @Test
  @DisplayName("OB-11: a lease that has ended shows as leased until a claim takes the message")
  void shouldShowALeaseThatEnded() {
    enable(AMELIE);
    claimOne();
    advance(LEASE.multipliedBy(2));

    assertDelivery(AMELIE, DeliveryState.LEASED, 1);
    assertFound(DeliveryState.LEASED, AMELIE);
  }

  @Test
  @DisplayName("OB-11: a problem is shown as it was told, whatever it consists of")
  void shouldShowAnyProblem() {
    List<String> problems =
        List.of(
            "SMTP 550 5.1.1 o'Neill \"x\" 50% \\ ; --",
            " two  spaces and a tab\t",
            "é".repeat(Settlement.MAX_PROBLEM),
            "😀".repeat(Settlement.MAX_PROBLEM / 2),
            "x".repeat(Settlement.MAX_PROBLEM - 1) + "é",
            "\u202b\u05d0\u200f, \u4e2d\n\r\u2028");
    enable(AMELIE);
    for (String problem : problems) {
      settle(claimOne(), new Settlement.Retry(Duration.ZERO, problem));
      assertDelivery(AMELIE, DeliveryState.PENDING, problems.indexOf(problem) + 1, problem);
    }
  }

  @Test
  @DisplayName("OB-11: in every state a message is found by it, and by no other state")
  void shouldBeFoundByItsState() {
    done(Wish.enable(UserId.of("off")).withoutMail());
    List<UserId> users = users(6);
    users.forEach(this::enable);
    assertFound(DeliveryState.PENDING, users.toArray(UserId[]::new));
    List<Lease> leases = claim();
    assertFound(DeliveryState.LEASED, users.toArray(UserId[]::new));
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Retry(DELAY, "SMTP 451"));
    settle(leases.get(2), new Settlement.Failed("SMTP 550"));
    settle(leases.get(3), new Settlement.Superseded());
    settle(leases.get(4), new Settlement.Released());

    assertFound(DeliveryState.OFF, UserId.of("off"));
    assertFound(DeliveryState.SENT, users.get(0));
    assertFound(DeliveryState.PENDING, users.get(1), users.get(4));
    assertFound(DeliveryState.FAILED, users.get(2));
    assertFound(DeliveryState.SUPERSEDED, users.get(3));
    assertFound(DeliveryState.LEASED, users.get(5));
    store.outbox().resend(List.of(leases.get(2).number()));
    assertFound(DeliveryState.FAILED);
    assertFound(DeliveryState.PENDING, users.get(1), users.get(2), users.get(4));
    done(Wish.reset(users.get(1)).withoutMail());
    claim();
    assertFound(DeliveryState.SUPERSEDED, users.get(1), users.get(3));
    assertFound(DeliveryState.PENDING);
  }

  private void assertFound(DeliveryState state, UserId... users) {
    List<AuditEntry> found = store.audit(AuditQuery.all().withDelivery(state)).items();
    assertThat(found)
        .as("the users whose messages are found as %s", state)
        .extracting(entry -> entry.event().user())
        .containsExactly(users);
    assertThat(found)
        .as("the states of what is found as %s, by %s", state, Arrays.toString(users))
        .allMatch(entry -> entry.delivery().state() == state);
  }
}
