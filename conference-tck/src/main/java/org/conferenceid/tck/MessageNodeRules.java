package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.conferenceid.UserId;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.spi.ConferenceStore;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages when several nodes deliver them: OB-1, OB-2, OB-4 to OB-6, OB-8 and OB-14. */
abstract class MessageNodeRules extends Rules {
  /** Another store on the same data as {@link #store}. */
  private ConferenceStore other;

  MessageNodeRules(StoreHooks hooks) {
    super(hooks);
  }

  @BeforeEach
  void openAnother() {
    other = hooks.secondNode(store);
  }

  private List<Lease> claimOnOther() {
    return other.outbox().claim("worker", 100, LEASE);
  }

  @Test
  @DisplayName("OB-1, OB-2, OB-14: what one node queues or leases, the other node knows at once")
  void shouldShareMessages() {
    for (int round = 0; round < 10; round++) {
      assertThat(claimOnOther()).as("what there is before the change").isEmpty();
      done(round == 0 ? Wish.enable(AMELIE) : Wish.reset(AMELIE));
      assertThat(other.outbox().figures())
          .as("the figures of the other node")
          .isEqualTo(store.outbox().figures());
      List<Lease> leases = claimOnOther();
      assertThat(leases)
          .as("what the other node claims once the change is answered")
          .extracting(Lease::version)
          .containsExactly(1L + round);
      assertNothingToClaim("the other node has the message");
      assertThat(other.outbox().figures()).isEqualTo(store.outbox().figures());
      assertCounts(leases.get(0), new Settlement.Sent());
    }
  }

  @Test
  @DisplayName("OB-4: a lease that one node gave can be settled, and is fenced, on the other")
  void shouldFenceOverNodes() {
    enable(AMELIE);
    Lease late = claimOne();
    advance(LEASE);
    Lease present = claimOnOther().get(0);
    assertThat(present.fence()).as("the fence of the second lease").isGreaterThan(late.fence());

    assertLost(late, new Settlement.Sent());
    assertCounts(present, new Settlement.Retry(Duration.ofHours(1), "SMTP 451"));
    assertThat(claimOnOther()).as("what the other node claims before the delay is over").isEmpty();
    advance(Duration.ofHours(1));
    assertThat(claimOnOther()).extracting(Lease::attempt).containsExactly(3);
  }

  @Test
  @DisplayName("OB-6: what a change on one node has made outdated, the other does not hand out")
  void shouldSupersedeOverNodes() {
    enable(AMELIE);
    Lease lease = claimOnOther().get(0);
    assertThat(other.outbox().settle(List.of(new Settlement(lease, new Settlement.Released()))))
        .isEmpty();
    done(Wish.reset(AMELIE).withoutMail());

    assertThat(claimOnOther()).as("what the other node claims of an outdated message").isEmpty();
    assertStates(AMELIE, DeliveryState.SUPERSEDED, DeliveryState.OFF);
  }

  @Test
  @DisplayName("OB-8: what failed on one node can be sent again, once, by the other")
  void shouldSendAgainOverNodes() {
    enable(AMELIE);
    Lease lease = claimOne();
    settle(lease, new Settlement.Failed("SMTP 550"));
    List<Long> numbers = List.of(lease.number());

    assertThat(other.outbox().resend(numbers)).as("what the other node sends again").isEqualTo(1);
    assertThat(store.outbox().resend(numbers)).as("what the first one does then").isZero();
    assertClaim(10, AMELIE);
  }

  @Test
  @DisplayName("OB-2, OB-5: two nodes that claim at once get no message, and no user, twice")
  void shouldShareAtOnce() {
    List<UserId> users = users(40);
    for (UserId user : users) {
      enable(user);
      info(user);
    }
    List<Lease> all = new ArrayList<>();
    Race.of(4, racer -> () -> drain((racer % 2 == 0 ? store : other).outbox()))
        .forEach(all::addAll);

    assertThat(all)
        .as("the users whose messages claimers on two nodes got; the second ones wait")
        .extracting(Lease::user)
        .doesNotHaveDuplicates();
    all.addAll(drain(other.outbox()));
    assertThat(all)
        .as("the users of all that could be claimed")
        .extracting(Lease::user)
        .containsExactlyInAnyOrderElementsOf(users);
  }

  private static List<Lease> drain(Outbox outbox) {
    List<Lease> mine = new ArrayList<>();
    List<Lease> leases = outbox.claim("worker", 7, LEASE);
    while (!leases.isEmpty()) {
      mine.addAll(leases);
      leases = outbox.claim("worker", 7, LEASE);
    }
    return mine;
  }

  @Test
  @DisplayName(
      "OB-6, OB-2: while one node resets, no claim of the other hands out what was outdated")
  void shouldNotHandOutWhatWasOutdated() {
    enable(AMELIE);
    int resets = 40;
    Race.of(2, racer -> racer == 0 ? () -> resetOften(resets) : () -> claimOften(resets));

    assertThat(claim()).extracting(Lease::version).containsExactly(1L + resets);
  }

  private long resetOften(int resets) {
    for (int i = 0; i < resets; i++) {
      reset(AMELIE);
    }
    return resets;
  }

  private long claimOften(int claims) {
    for (int i = 0; i < claims; i++) {
      long before = store.find(AMELIE).orElseThrow().version();
      for (Lease lease : claimOnOther()) {
        assertThat(lease.version())
            .as("the version of %s, compared with the user's before the claim", named(lease))
            .isGreaterThanOrEqualTo(before);
        other.outbox().settle(List.of(new Settlement(lease, new Settlement.Released())));
      }
    }
    return claims;
  }
}
