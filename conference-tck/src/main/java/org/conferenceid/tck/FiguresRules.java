package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.conferenceid.UserId;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.OutboxFigures;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many messages there are: OB-14. */
abstract class FiguresRules extends Rules {

  FiguresRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName(
      "OB-14: each message is counted once, as what it is now, and the oldest due one told")
  void shouldCountMessages() {
    assertThat(store.outbox().figures())
        .as("the figures of the outbox")
        .isEqualTo(new OutboxFigures(0, 0, 0, 0, Optional.empty()));
    enable(AMELIE);
    Instant first = now();
    advance(Duration.ofHours(1));
    enable(BRUNO);
    enable(CHLOE);
    done(Wish.enable(UserId.of("dora")).withoutMail());
    assertFigures(3, 0, 0, 0, Optional.of(first));

    List<Lease> leases = claim();
    assertFigures(0, 3, 0, 0, Optional.empty());
    settle(of(AMELIE, leases), new Settlement.Retry(LEASE, "SMTP 451"));
    settle(of(BRUNO, leases), new Settlement.Failed("SMTP 550"));
    assertFigures(1, 1, 0, 1, Optional.empty());

    advance(LEASE.minus(TICK));
    assertFigures(1, 1, 0, 1, Optional.empty());
    advance(TICK);
    assertFigures(1, 0, 1, 1, Optional.of(first));
    settle(of(CHLOE, leases), new Settlement.Sent());
    assertFigures(1, 0, 0, 1, Optional.of(first));
  }

  @Test
  @DisplayName("OB-14: a message sent again is as old as its change; an outdated one is no more")
  void shouldCountWhatIsSentAgain() {
    enable(AMELIE);
    Instant first = now();
    settle(claimOne(), new Settlement.Failed("SMTP 550"));
    advance(Duration.ofHours(1));
    store.outbox().resend(List.of(lastEntryOf(AMELIE).number()));
    assertFigures(1, 0, 0, 0, Optional.of(first));

    disable(AMELIE);
    Instant second = now();
    assertFigures(2, 0, 0, 0, Optional.of(first));
    claimOne();
    assertFigures(0, 1, 0, 0, Optional.empty());
    advance(LEASE);
    assertFigures(0, 0, 1, 0, Optional.of(second));
  }

  @Test
  @DisplayName("OB-14, CS-12, CS-13: what was erased or pruned is counted no more")
  void shouldNotCountWhatIsGone() {
    enable(AMELIE);
    enable(BRUNO);
    enable(CHLOE);
    Instant first = now();
    List<Lease> leases = claim();
    settle(of(AMELIE, leases), new Settlement.Failed("SMTP 550"));
    settle(of(BRUNO, leases), new Settlement.Released());
    assertFigures(1, 1, 0, 1, Optional.of(first));
    store.erase(CHLOE, Wish.QUARANTINE);
    assertFigures(1, 0, 0, 1, Optional.of(first));
    store.prune(Duration.ZERO);
    assertFigures(1, 0, 0, 0, Optional.of(first));
    store.erase(BRUNO, Wish.QUARANTINE);
    assertFigures(0, 0, 0, 0, Optional.empty());
  }

  @Test
  @DisplayName("OB-14: an outbox is always the same")
  void shouldHaveOneOutbox() {
    assertThat(store.outbox())
        .as("the outbox of a store, asked for twice")
        .isSameAs(store.outbox());
  }

  private static Lease of(UserId user, List<Lease> leases) {
    return leases.stream().filter(lease -> lease.user().equals(user)).findFirst().orElseThrow();
  }

  private void assertFigures(
      long waiting, long leased, long leasesRunOut, long failed, Optional<Instant> oldestDue) {
    assertThat(store.outbox().figures())
        .as("the figures of the outbox")
        .isEqualTo(new OutboxFigures(waiting, leased, leasesRunOut, failed, oldestDue));
  }
}
