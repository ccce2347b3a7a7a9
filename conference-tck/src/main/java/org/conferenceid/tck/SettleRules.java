package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.conferenceid.EventKind;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whether a settlement counts, and what it is to put a message back: OB-4 and OB-9. */
abstract class SettleRules extends Rules {
  private static final int ROUNDS = 20;
  private static final Duration DELAY = Duration.ofMinutes(30);

  private static final List<Settlement.Result> RESULTS =
      List.of(
          new Settlement.Sent(),
          new Settlement.Retry(DELAY, "late"),
          new Settlement.Retry(DELAY, "late", Settlement.Attempt.EXCUSED),
          new Settlement.Retry(DELAY, "late", Settlement.Attempt.UNCONFIRMED),
          new Settlement.Failed("late"),
          new Settlement.Released(),
          new Settlement.Superseded());

  SettleRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-4: a lease counts once, whatever it is settled as")
  void shouldSettleOnce() {
    for (Settlement.Result first : RESULTS) {
      UserId user = UserId.of("user " + RESULTS.indexOf(first));
      enable(user);
      Lease lease = claimOne(EventKind.ENABLED, user);
      assertCounts(lease, first);
      AuditEntry settled = lastEntryOf(user);
      RESULTS.forEach(again -> assertLost(lease, again));

      assertThat(lastEntryOf(user).delivery())
          .as("%s, settled as %s and once more as something else", named(settled), first)
          .isEqualTo(settled.delivery());
      store.erase(user, Wish.QUARANTINE);
    }
  }

  @Test
  @DisplayName("OB-4: a lease that is settled twice in one call counts once, as what comes first")
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
    assertThat(lost).as("the lost leases, one of two settlements").containsExactly(lease);
    assertDelivery(AMELIE, DeliveryState.SENT, 1);
  }

  @Test
  @DisplayName("OB-4: a worker whose message was claimed by another has lost it")
  void shouldFenceALateWorker() {
    enable(AMELIE);
    Lease late = claimOne();
    advance(LEASE);
    Lease present = claimOne();

    RESULTS.forEach(result -> assertLost(late, result));
    assertDelivery(AMELIE, DeliveryState.LEASED, 2);
    assertCounts(present, new Settlement.Sent());
    assertDelivery(AMELIE, DeliveryState.SENT, 2);
  }

  @Test
  @DisplayName("OB-4: a worker whose message was retried or released meanwhile has lost it, too")
  void shouldFenceAfterARetry() {
    enable(AMELIE);
    Lease first = claimOne();
    settle(first, new Settlement.Released());
    Lease second = claimOne();
    assertLost(first, new Settlement.Sent());
    advance(LEASE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451"));

    assertLost(first, new Settlement.Sent());
    assertLost(second, new Settlement.Sent());
    assertDelivery(AMELIE, DeliveryState.PENDING, 2, "SMTP 451");
  }

  @Test
  @DisplayName("OB-4: a lease that has run out still counts while nobody else has the message")
  void shouldSettleAfterTheEnd() {
    enable(AMELIE);
    for (Settlement.Result result : RESULTS) {
      UserId user = UserId.of("user " + RESULTS.indexOf(result));
      enable(user);
    }
    List<Lease> leases = claim();
    advance(LEASE.multipliedBy(10));

    for (int i = 0; i < RESULTS.size(); i++) {
      assertCounts(leases.get(i + 1), RESULTS.get(i));
    }
    assertCounts(leases.get(0), new Settlement.Sent());
    assertDelivery(AMELIE, DeliveryState.SENT, 1);
    assertClaim(10, UserId.of("user 5")); // the one that was released
  }

  @Test
  @DisplayName("OB-4: a settlement changes its own message and no other")
  void shouldTouchOneMessage() {
    for (UserId user : List.of(AMELIE, BRUNO)) {
      enable(user);
      info(user);
    }
    List<Lease> leases = claim();
    List<AuditEntry> others = new ArrayList<>(entries());
    others.removeIf(entry -> entry.number() == leases.get(1).number());
    assertCounts(leases.get(1), new Settlement.Failed("SMTP 550"));

    List<AuditEntry> after = new ArrayList<>(entries());
    after.removeIf(entry -> entry.number() == leases.get(1).number());
    assertThat(after)
        .as("the entries whose messages are not %s, which was settled", named(leases.get(1)))
        .isEqualTo(others);
    assertCounts(leases.get(0), new Settlement.Sent());
  }

  @Test
  @DisplayName("OB-4: of several settlements the lost ones are returned, and the others count")
  void shouldSettleEachForItself() {
    List<UserId> users = users(9);
    users.forEach(this::enable);
    List<Lease> leases = claim();
    settle(leases.get(0), new Settlement.Failed("SMTP 550"));
    settle(leases.get(4), new Settlement.Released());
    settle(leases.get(8), new Settlement.Superseded());

    List<Lease> lost =
        store
            .outbox()
            .settle(
                leases.stream()
                    .map(lease -> new Settlement(lease, new Settlement.Sent()))
                    .toList());
    assertThat(lost)
        .as("the lost leases: the first, the fifth and the last of nine were settled before")
        .containsExactlyInAnyOrder(leases.get(0), leases.get(4), leases.get(8));
    assertDelivery(users.get(0), DeliveryState.FAILED, 1, "SMTP 550");
    assertDelivery(users.get(4), DeliveryState.PENDING, 0);
    assertDelivery(users.get(8), DeliveryState.SUPERSEDED, 1);
    for (int i : List.of(1, 2, 3, 5, 6, 7)) {
      assertDelivery(users.get(i), DeliveryState.SENT, 1);
    }
    assertThat(store.outbox().settle(List.of())).as("no settlements").isEmpty();
  }

  @Test
  @DisplayName("OB-4: a lease that has run out is either settled or claimed by another, never both")
  void shouldRaceWithAClaim() {
    enable(AMELIE);
    Lease present = claimOne();
    for (int round = 0; round < ROUNDS; round++) {
      advance(LEASE);
      Lease late = present;
      List<List<Lease>> results =
          Race.of(2, racer -> racer == 0 ? settling(late, new Settlement.Sent()) : this::claim);
      boolean settled = results.get(0).isEmpty();
      List<Lease> claimed = results.get(1);

      assertThat(claimed)
          .as("what is claimed of %s, settled as sent: %s", named(late), settled)
          .hasSize(settled ? 0 : 1);
      if (settled) {
        assertDelivery(AMELIE, DeliveryState.SENT, late.attempt());
        reset(AMELIE);
      }
      present = settled ? claimOne() : claimed.get(0);
    }
  }

  private Callable<List<Lease>> settling(Lease lease, Settlement.Result result) {
    return () -> store.outbox().settle(List.of(new Settlement(lease, result)));
  }

  @Test
  @DisplayName("OB-4: of two settlements of one lease at once, one counts")
  void shouldSettleOnceAtOnce() {
    List<UserId> users = users(ROUNDS);
    users.forEach(this::enable);
    for (Lease lease : claim()) {
      List<List<Lease>> lost =
          Race.of(2, racer -> settling(lease, RESULTS.get(racer == 0 ? 0 : 4)));
      assertThat(lost)
          .as("the lost leases of two settlements of %s at once", named(lease))
          .containsExactlyInAnyOrder(List.of(), List.of(lease));
    }
  }

  @Test
  @DisplayName("OB-9, OB-4: a released message is due at once, and its attempt was not counted")
  void shouldRelease() {
    enable(AMELIE);
    Lease first = claimOne();

    assertCounts(first, new Settlement.Released());
    assertDelivery(AMELIE, DeliveryState.PENDING, 0);
    Lease second = claimOne();
    assertThat(second.attempt()).as("the attempt of %s", named(second)).isEqualTo(1);
    assertThat(second.fence()).as("the fence of the second lease").isGreaterThan(first.fence());
    assertLost(first, new Settlement.Sent());
  }

  @Test
  @DisplayName(
      "OB-9, OB-3: a message that was released after a retry keeps its count and its problem")
  void shouldReleaseARetry() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451", Settlement.Attempt.EXCUSED));
    advance(DELAY);
    settle(claimOne(), new Settlement.Released());

    assertDelivery(AMELIE, DeliveryState.PENDING, 1, "SMTP 451");
    Lease again = claimOne();
    assertThat(again.attempt()).as("the attempt of %s", named(again)).isEqualTo(2);
    assertThat(again.excused()).as("the excused attempts of %s", named(again)).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "OB-9, OB-13: a release does not undo what its claim found out about the lease before")
  void shouldKeepWhatTheClaimFoundOut() {
    enable(AMELIE);
    claimOne();
    advance(LEASE);
    settle(claimOne(), new Settlement.Released());

    Lease again = claimOne();
    assertThat(again.unconfirmed())
        .as("how many attempts may have sent %s; the first lease ended unsettled", named(again))
        .isEqualTo(1);
    assertThat(again.attempt()).as("the attempt of %s", named(again)).isEqualTo(2);
  }
}
