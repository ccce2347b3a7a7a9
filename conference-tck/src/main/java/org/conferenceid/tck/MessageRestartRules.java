package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the next process finds of the messages: OB-1 to OB-4, OB-7, OB-8 and OB-11 to OB-14. */
abstract class MessageRestartRules extends Rules {
  private static final Duration DELAY = Duration.ofMinutes(30);

  MessageRestartRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-1: a message that was queued before a restart is claimed after it")
  void shouldKeepWhatIsQueued() {
    enable(AMELIE);
    reset(AMELIE);
    restart();

    assertThat(claimOne(EventKind.RESET, AMELIE).version()).isEqualTo(2);
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.LEASED);
  }

  @Test
  @DisplayName(
      "OB-2, OB-3, OB-12, OB-13: a lease, its attempt and its message's key outlive a restart")
  void shouldKeepLeases() {
    enable(AMELIE);
    claimOne();
    advance(LEASE);
    Lease before = claimOne();
    restart();

    assertNothingToClaim("the lease has not ended");
    advance(LEASE.minus(TICK));
    assertNothingToClaim("the lease has a millisecond left");
    advance(TICK);
    Lease after = claimOne();
    assertThat(after.attempt()).as("the attempt of %s", named(after)).isEqualTo(3);
    assertThat(after.unconfirmed()).as("ended leases of %s", named(after)).isEqualTo(2);
    assertThat(after.fence())
        .as("the fence of %s, which grows with each lease", named(after))
        .isGreaterThan(before.fence());
    assertThat(after.messageKey()).as("the key of %s", named(after)).isEqualTo(before.messageKey());
    assertLost(before, new Settlement.Sent());
    assertCounts(after, new Settlement.Sent());
  }

  @Test
  @DisplayName("OB-4: a lease from before a restart can be settled after it")
  void shouldSettleAfterwards() {
    enable(AMELIE);
    Lease lease = claimOne();
    restart();

    assertCounts(lease, new Settlement.Sent());
    assertDelivery(AMELIE, DeliveryState.SENT, 1);
  }

  @Test
  @DisplayName("OB-7, OB-11, OB-13: what is to be tried again stays so over a restart")
  void shouldKeepRetries() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(TICK, "SMTP 451", Settlement.Attempt.EXCUSED));
    advance(TICK);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 452", Settlement.Attempt.UNCONFIRMED));
    restart();

    assertDelivery(AMELIE, DeliveryState.PENDING, 2, "SMTP 452");
    advance(DELAY.minus(TICK));
    assertNothingToClaim("the delay has a millisecond left");
    advance(TICK);
    Lease lease = claimOne();
    assertThat(lease.attempt()).as("the attempt of %s", named(lease)).isEqualTo(3);
    assertThat(lease.excused()).as("the excused attempts of %s", named(lease)).isEqualTo(1);
    assertThat(lease.unconfirmed()).as("those that may have sent it").isEqualTo(1);
  }

  @Test
  @DisplayName("OB-4, OB-8, OB-11, OB-14: what was settled stays so over a restart")
  void shouldKeepSettlements() {
    List<UserId> users = users(4);
    users.forEach(this::enable);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Sent());
    settle(leases.get(1), new Settlement.Failed("SMTP 550"));
    settle(leases.get(2), new Settlement.Superseded());
    settle(leases.get(3), new Settlement.Released());
    OutboxFigures before = store.outbox().figures();
    restart();

    assertThat(store.outbox().figures()).as("the figures after a restart").isEqualTo(before);
    assertDelivery(users.get(0), DeliveryState.SENT, 1);
    assertDelivery(users.get(1), DeliveryState.FAILED, 1, "SMTP 550");
    assertDelivery(users.get(2), DeliveryState.SUPERSEDED, 1);
    assertClaim(10, users.get(3));
    leases.forEach(lease -> assertLost(lease, new Settlement.Sent()));
    assertThat(store.outbox().resend(leases.stream().map(Lease::number).toList()))
        .as("how many of the messages are sent again; one has failed")
        .isEqualTo(1);
    assertClaim(10, users.get(1));
  }
}
