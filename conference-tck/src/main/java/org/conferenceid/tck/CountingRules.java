package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Figures where it is less plain what counts as what: OB-14. */
abstract class CountingRules extends Rules {

  CountingRules(StoreHooks hooks) {
    super(hooks);
  }

  private void assertFigures(
      String when, long waiting, long leased, long runOut, long failed, Optional<Instant> due) {
    assertThat(store.outbox().figures())
        .as("the figures %s", when)
        .isEqualTo(new OutboxFigures(waiting, leased, runOut, failed, due));
  }

  @Test
  @DisplayName(
      "OB-14: a message behind an earlier one of its user is due when its own time has come")
  void shouldCountWhatWaitsForAnother() {
    enable(AMELIE);
    Lease lease = claimOne();
    advance(Duration.ofMinutes(1));
    info(AMELIE);
    Instant second = now();
    assertFigures("while a worker has the first of two", 1, 1, 0, 0, Optional.of(second));

    settle(lease, new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    assertFigures("while the first of two is tried again", 2, 0, 0, 0, Optional.of(second));
  }

  @Test
  @DisplayName("OB-14: superseded messages, and those that nobody wanted, are not counted")
  void shouldNotCountWhatIsOver() {
    enable(AMELIE);
    done(Wish.reset(AMELIE).withoutMail());
    assertFigures("before a claim marks the outdated one", 1, 0, 0, 0, Optional.of(now()));
    assertNothingToClaim("the only message is outdated");
    assertFigures("after a claim has marked the outdated one", 0, 0, 0, 0, Optional.empty());
  }

  @Test
  @DisplayName(
      "OB-14, OB-7: what ends too far ahead, because the clock is set back, counts as over")
  void shouldCountByAClockThatIsSetBack() {
    enable(AMELIE);
    enable(BRUNO);
    Instant at = now();
    settle(claim().get(0), new Settlement.Retry(Outbox.MAX_DELAY, "SMTP 451"));
    assertFigures("in time", 1, 1, 0, 0, Optional.empty());
    advance(TICK.negated());
    assertFigures("with a delay that ends too far ahead", 1, 1, 0, 0, Optional.of(at));
    advance(LEASE.minus(Outbox.MAX_DELAY));
    assertFigures("with a lease that ends too far ahead", 1, 0, 1, 0, Optional.of(at));
  }

  @Test
  @DisplayName("OB-14: the oldest due one is the one whose change is oldest, not the lowest number")
  void shouldTellTheOldestByItsTime() {
    enable(AMELIE);
    advance(Duration.ofMinutes(-1));
    enable(BRUNO);
    Instant oldest = now();
    advance(Duration.ofHours(1));
    enable(CHLOE);

    assertFigures("with times that do not follow the numbers", 3, 0, 0, 0, Optional.of(oldest));
  }

  @Test
  @DisplayName("OB-14: the figures are those of the moment, however often they are asked for")
  void shouldNotRememberFigures() {
    for (int i = 1; i <= 5; i++) {
      enable(users(5).get(i - 1));
      assertFigures("after " + i + " changes at one moment", i, 0, 0, 0, Optional.of(now()));
      assertFigures("asked for once more", i, 0, 0, 0, Optional.of(now()));
    }
    claim(2);
    assertFigures("after a claim of two", 3, 2, 0, 0, Optional.of(now()));
  }
}
