package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.conferenceid.EventKind;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When leases and delays end: OB-2 and OB-7. */
abstract class DueRules extends Rules {
  private static final Duration DELAY = Duration.ofMinutes(30);

  /** What is rounded, cut or too long for a type that is too narrow. */
  private static final List<Duration> LENGTHS =
      List.of(
          TICK,
          Duration.ofMillis(999),
          Duration.ofSeconds(1),
          Duration.ofMillis(1001),
          Duration.ofMillis(59_999),
          Duration.ofSeconds(90),
          Duration.ofMinutes(36), // more microseconds than 31 bits hold
          Duration.ofHours(1).plusMillis(1),
          Duration.ofHours(25),
          Outbox.MAX_DELAY.minus(TICK),
          Outbox.MAX_DELAY);

  DueRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-2: every lease lasts as long as its own claim said")
  void shouldLeaseForAsLongAsSaid() {
    enable(AMELIE);
    store.outbox().claim("short", 1, Duration.ofSeconds(1));
    advance(Duration.ofSeconds(1));
    store.outbox().claim("long", 1, Duration.ofHours(1));
    advance(Duration.ofHours(1).minus(TICK));

    assertNothingToClaim("the second lease, of an hour, has a millisecond left");
  }

  @Test
  @DisplayName("OB-2: a lease of any length ends at its very end, whatever the clock showed")
  void shouldLeaseForAnyLength() {
    enable(AMELIE);
    advance(Duration.ofMillis(777)); // not at the beginning of a second or a minute
    for (Duration length : LENGTHS) {
      assertThat(store.outbox().claim("worker", 1, length))
          .as("a claim for %s, after the lease before has ended", length)
          .hasSize(1);
      advance(length.minus(TICK));
      assertNothingToClaim("a lease of %s has a millisecond left", length);
      advance(TICK);
    }
    assertThat(claimOne().attempt()).isEqualTo(1 + LENGTHS.size());
  }

  @Test
  @DisplayName("OB-7: a delay of any length ends at its very end, whatever the clock showed")
  void shouldRetryAfterAnyDelay() {
    enable(AMELIE);
    advance(Duration.ofMillis(777));
    for (Duration delay : LENGTHS) {
      settle(claimOne(), new Settlement.Retry(delay, "SMTP 451"));
      advance(delay.minus(TICK));
      assertNothingToClaim("a delay of %s has a millisecond left", delay);
      advance(TICK);
    }
    assertThat(claimOne().attempt()).isEqualTo(1 + LENGTHS.size());
  }

  @Test
  @DisplayName("OB-7: a message to be retried after no time is due at once")
  void shouldRetryAtOnce() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Duration.ZERO, "SMTP 451"));

    assertThat(claimOne().attempt()).as("the attempt after a retry without delay").isEqualTo(2);
  }

  @Test
  @DisplayName("OB-7: the longest delay and lease are not taken for a clock that was set back")
  void shouldWaitForTheLongest() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(Outbox.MAX_DELAY, "SMTP 451"));
    assertNothingToClaim("the longest delay has just begun");
    advance(TICK.negated());
    Lease again = claimOne(EventKind.ENABLED, AMELIE);
    assertThat(again.attempt())
        .as("the attempt when a delay ends more than %s ahead", Outbox.MAX_DELAY)
        .isEqualTo(2);

    assertCounts(again, new Settlement.Released());
    assertThat(store.outbox().claim("worker", 1, Outbox.MAX_DELAY)).hasSize(1);
    assertNothingToClaim("the longest lease has just begun");
    advance(TICK.negated());
    assertThat(claimOne().unconfirmed())
        .as("the leases that ended unsettled, when one ends more than %s ahead", Outbox.MAX_DELAY)
        .isEqualTo(1);
  }

  @Test
  @DisplayName("OB-7, OB-3: a message to be retried is due after its delay, not before")
  void shouldRetryAfterTheDelay() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Retry(DELAY, "SMTP 451 4.3.0"));
    assertDelivery(AMELIE, DeliveryState.PENDING, 1, "SMTP 451 4.3.0");

    advance(DELAY.minus(TICK));
    assertNothingToClaim("the delay has a millisecond left");
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
    assertNothingToClaim("the delay, counted from the settlement, has a millisecond left");
    advance(TICK);
    claimOne(EventKind.ENABLED, AMELIE);
  }

  @Test
  @DisplayName("OB-7: a failed message is not claimed, however long one waits")
  void shouldNotClaimWhatHasFailed() {
    enable(AMELIE);
    settle(claimOne(), new Settlement.Failed("SMTP 550 5.1.1"));
    advance(Duration.ofDays(1000));

    assertNothingToClaim("the only message has failed");
    assertDelivery(AMELIE, DeliveryState.FAILED, 1, "SMTP 550 5.1.1");
  }

  @Test
  @DisplayName("OB-7: what is queued is due at once, also when the clock is set back")
  void shouldBeDueThoughTheClockIsSetBack() {
    enable(AMELIE);
    advance(Duration.ofMinutes(-10));
    Lease lease = claimOne();
    advance(Duration.ofMinutes(-10));
    settle(lease, new Settlement.Released());
    advance(Duration.ofMinutes(-10));
    Lease again = claimOne();
    settle(again, new Settlement.Failed("SMTP 550"));
    store.outbox().resend(List.of(again.number()));
    advance(Duration.ofMinutes(-10));

    claimOne(EventKind.ENABLED, AMELIE);
  }

  @Test
  @DisplayName(
      "OB-7: a delay and a lease that end too far ahead, because the clock is set back, are over")
  void shouldNotWaitForAClockThatIsSetBack() {
    enable(AMELIE);
    enable(BRUNO);
    info(BRUNO);
    settle(claim().get(0), new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    advance(Duration.ofHours(1).minus(Outbox.MAX_DELAY));
    assertNothingToClaim("a delay ends as far ahead as it may");
    advance(Duration.ofHours(-1).minus(LEASE));

    List<Lease> leases = claim();
    assertThat(leases)
        .as("what is claimed when a delay and a lease end too far ahead")
        .extracting(Lease::user)
        .containsExactlyInAnyOrder(AMELIE, BRUNO);
    leases.forEach(lease -> settle(lease, new Settlement.Sent()));
    claimOne(EventKind.INFO_REQUESTED, BRUNO);
  }
}
