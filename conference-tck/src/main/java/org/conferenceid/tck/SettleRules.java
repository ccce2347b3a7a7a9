package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.conferenceid.EventKind;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.audit.DeliveryStatus;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a lease: OB-4, OB-7, OB-8, OB-9, OB-11 and OB-13. */
abstract class SettleRules extends Rules {
  private static final Duration DELAY = Duration.ofMinutes(30);

  SettleRules(StoreHooks hooks) {
    super(hooks);
  }

  private DeliveryStatus mail() {
    return lastEntryOf(AMELIE).delivery();
  }

  private static DeliveryStatus status(DeliveryState state, int attempts) {
    return new DeliveryStatus(state, attempts, Optional.empty());
  }

  private static DeliveryStatus status(DeliveryState state, int attempts, String problem) {
    return new DeliveryStatus(state, attempts, Optional.of(problem));
  }

  @Test
  @DisplayName("OB-4: a lease counts once")
  void shouldSettleOnce() {
    enable(AMELIE);
    Lease lease = claimOne();

    assertThat(settle(lease, new Settlement.Sent())).isTrue();
    assertThat(settle(lease, new Settlement.Failed("late"))).isFalse();
    assertThat(settle(lease, new Settlement.Retry(DELAY, "late"))).isFalse();
    assertThat(settle(lease, new Settlement.Released())).isFalse();
    assertThat(mail()).isEqualTo(status(DeliveryState.SENT, 1));
  }

  @Test
  @DisplayName("OB-4: a lease that is settled twice in one call counts once")
  void shouldSettleOnceInOneCall() {
    enable(AMELIE);
    Lease lease = claimOne();

    List<Lease> lost =
        store
            .outbox()
            .settle(
                List.of(
                    new Settlement(lease, new Settlement.Sent()),
                    new Settlement(lease, new Settlement.Failed("again"))));
    assertThat(lost).containsExactly(lease);
    assertThat(mail()).isEqualTo(status(DeliveryState.SENT, 1));
  }

  @Test
  @DisplayName("OB-4: a worker whose message was claimed by another has lost it")
  void shouldFenceALateWorker() {
    enable(AMELIE);
    Lease late = claimOne();
    advance(LEASE);
    Lease present = claimOne();

    assertThat(settle(late, new Settlement.Failed("late"))).isFalse();
    assertThat(settle(late, new Settlement.Sent())).isFalse();
    assertThat(mail().state()).isEqualTo(DeliveryState.LEASED);
    assertThat(settle(present, new Settlement.Sent())).isTrue();
    assertThat(mail()).isEqualTo(status(DeliveryState.SENT, 2));
  }

  @Test
  @DisplayName("OB-4: a worker whose message was retried meanwhile has lost it, too")
  void shouldFenceAfterARetry() {
    enable(AMELIE);
    Lease late = claimOne();
    advance(LEASE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451"));

    assertThat(settle(late, new Settlement.Sent())).isFalse();
    assertThat(mail().state()).isEqualTo(DeliveryState.PENDING);
  }

  @Test
  @DisplayName("OB-4: a lease that has run out still counts while nobody else has the message")
  void shouldSettleAfterTheEnd() {
    enable(AMELIE);
    Lease lease = claimOne();
    advance(LEASE.multipliedBy(10));

    assertThat(settle(lease, new Settlement.Sent())).isTrue();
    assertThat(mail()).isEqualTo(status(DeliveryState.SENT, 1));
    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName(
      "OB-4, OB-10: of several settlements the lost ones are returned, and the others count")
  void shouldSettleEachForItself() {
    enable(AMELIE);
    enable(BRUNO);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Failed("SMTP 550"));

    List<Lease> lost =
        store
            .outbox()
            .settle(
                leases.stream()
                    .map(lease -> new Settlement(lease, new Settlement.Sent()))
                    .toList());
    assertThat(lost).containsExactly(leases.get(0));
    assertThat(mail()).isEqualTo(status(DeliveryState.FAILED, 1, "SMTP 550"));
    assertThat(lastEntryOf(BRUNO).delivery()).isEqualTo(status(DeliveryState.SENT, 1));
    assertThat(store.outbox().settle(List.of())).isEmpty();
  }

  @Test
  @DisplayName("OB-7, OB-3: a message to be retried is due after its delay, not before")
  void shouldRetryAfterTheDelay() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451 4.3.0"));
    assertThat(mail()).isEqualTo(status(DeliveryState.PENDING, 1, "SMTP 451 4.3.0"));

    advance(DELAY.minus(TICK));
    assertThat(claim()).isEmpty();
    advance(TICK);
    assertThat(claimOne().attempt()).isEqualTo(2);
  }

  @Test
  @DisplayName("OB-7: the delay counts from the settlement, not from the claim")
  void shouldRetryCountingFromTheSettlement() {
    enable(AMELIE);
    Lease lease = claimOne();
    advance(Duration.ofMinutes(2));
    settle(lease, new Settlement.Retry(DELAY, "SMTP 451"));

    advance(DELAY.minus(TICK));
    assertThat(claim()).isEmpty();
    advance(TICK);
    assertThat(claim()).hasSize(1);
  }

  @Test
  @DisplayName("OB-7: a failed message is not claimed, however long one waits")
  void shouldNotClaimWhatHasFailed() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Failed("SMTP 550 5.1.1"));
    advance(Duration.ofDays(1000));

    assertThat(claim()).isEmpty();
    assertThat(mail()).isEqualTo(status(DeliveryState.FAILED, 1, "SMTP 550 5.1.1"));
  }

  @Test
  @DisplayName("OB-8, OB-4: a failed message that is sent again is due at once, as attempt 1")
  void shouldSendAgain() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(TICK, "SMTP 451"));
    advance(TICK);
    Lease failed = claimOne();
    settle(failed, new Settlement.Failed("SMTP 550"));

    assertThat(store.outbox().resend(List.of(failed.number()))).isEqualTo(1);
    assertThat(mail().state()).isEqualTo(DeliveryState.PENDING);
    assertThat(mail().attempts()).isZero();
    Lease again = claimOne();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.fence()).isGreaterThan(failed.fence());
    assertThat(settle(failed, new Settlement.Sent())).isFalse();
    assertThat(settle(again, new Settlement.Sent())).isTrue();
  }

  @Test
  @DisplayName("OB-8: only failed messages are sent again")
  void shouldSendOnlyFailedOnesAgain() {
    done(Wish.enable(AMELIE).withoutMail());
    enable(BRUNO);
    long off = lastEntryOf(AMELIE).number();
    long mine = lastEntryOf(BRUNO).number();
    List<Long> numbers = List.of(off, mine, Long.MAX_VALUE, -1L);

    assertThat(store.outbox().resend(numbers)).as("pending").isZero();
    Lease lease = claimOne();
    assertThat(store.outbox().resend(numbers)).as("leased").isZero();
    settle(lease, new Settlement.Sent());
    assertThat(store.outbox().resend(numbers)).as("sent").isZero();
    assertThat(store.outbox().resend(List.of())).as("none").isZero();
    assertThat(claim()).isEmpty();
  }

  @Test
  @DisplayName("OB-8: a message that is named twice is sent again once")
  void shouldSendAgainOnce() {
    enable(AMELIE);
    Lease lease = claimOne();
    settle(lease, new Settlement.Failed("SMTP 550"));

    assertThat(store.outbox().resend(List.of(lease.number(), lease.number()))).isEqualTo(1);
    assertThat(claim()).hasSize(1);
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

    assertThat(lease.attempt()).isEqualTo(6);
    assertThat(lease.excused()).isEqualTo(3);
    assertThat(lease.unconfirmed()).isEqualTo(1);
    assertThat(mail().attempts()).isEqualTo(6);
  }

  @Test
  @DisplayName("OB-13: a lease that ended unsettled may have sent the message")
  void shouldCountLeasesThatEndedUnsettled() {
    enable(AMELIE);
    assertThat(claimOne().unconfirmed()).isZero();
    advance(LEASE);
    assertThat(claimOne().unconfirmed()).isEqualTo(1);
    advance(LEASE);
    Lease third = claimOne();
    assertThat(third.unconfirmed()).isEqualTo(2);
    settle(third, retry(Settlement.Attempt.COUNTED));
    advance(TICK);
    assertThat(claimOne().unconfirmed()).as("settled").isEqualTo(2);
  }

  @Test
  @DisplayName("OB-13, OB-9: putting a message back says nothing about it")
  void shouldNotExcuseWhatIsReleased() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Released());
    Lease lease = claimOne();

    assertThat(lease.excused()).isZero();
    assertThat(lease.unconfirmed()).isZero();
  }

  @Test
  @DisplayName("OB-13, OB-8: what is sent again starts anew")
  void shouldForgetHowAttemptsEnded() {
    enable(AMELIE);
    Lease lease = after(Settlement.Attempt.EXCUSED, Settlement.Attempt.UNCONFIRMED);
    settle(lease, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(lease.number()));

    Lease again = claimOne();
    assertThat(again.excused()).isZero();
    assertThat(again.unconfirmed()).isZero();
  }

  @Test
  @DisplayName("OB-9, OB-4: a released message is due at once, and its attempt was not counted")
  void shouldRelease() {
    enable(AMELIE);
    Lease first = claimOne();

    assertThat(settle(first, new Settlement.Released())).isTrue();
    assertThat(mail()).isEqualTo(status(DeliveryState.PENDING, 0));
    Lease second = claimOne();
    assertThat(second.attempt()).isEqualTo(1);
    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(settle(first, new Settlement.Sent())).isFalse();
  }

  @Test
  @DisplayName(
      "OB-9, OB-3: a message that was released after a retry keeps its count and its problem")
  void shouldReleaseARetry() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451"));
    advance(DELAY);
    settle(claimOne(), new Settlement.Released());

    assertThat(mail()).isEqualTo(status(DeliveryState.PENDING, 1, "SMTP 451"));
    assertThat(claimOne().attempt()).isEqualTo(2);
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

    assertThat(mail()).isEqualTo(status(DeliveryState.SENT, 3, "SMTP 451"));
  }

  @Test
  @DisplayName("OB-11: a message that its worker found untrue shows as superseded")
  void shouldShowSuperseded() {
    enable(AMELIE);
    info(AMELIE);
    Lease lease = claimOne();
    assertThat(settle(lease, new Settlement.Superseded())).isTrue();

    assertThat(entriesOf(AMELIE).get(0).delivery()).isEqualTo(status(DeliveryState.SUPERSEDED, 1));
    assertThat(claimOne().kind()).isEqualTo(EventKind.INFO_REQUESTED);
  }
}
