package org.conferenceid.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.conferenceid.EventKind;
import org.conferenceid.InvalidValueException;
import org.conferenceid.RequestContext;
import org.conferenceid.UserId;
import org.conferenceid.audit.AuditEntry;
import org.conferenceid.audit.AuditQuery;
import org.conferenceid.audit.DeliveryState;
import org.conferenceid.change.AdoptionMode;
import org.conferenceid.spi.Adoption;
import org.conferenceid.spi.Lease;
import org.conferenceid.spi.Outbox;
import org.conferenceid.spi.Settlement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What can be claimed, and by whom: OB-1 to OB-3. */
abstract class ClaimRules extends Rules {
  private static final int RESETS = 100;

  /** More than a signed byte holds. */
  private static final int MANY_ATTEMPTS = 130;

  ClaimRules(StoreHooks hooks) {
    super(hooks);
  }

  @Test
  @DisplayName("OB-1: an empty store has nothing to claim")
  void shouldHaveNothingAtFirst() {
    assertNothingToClaim("nothing was queued");
  }

  @Test
  @DisplayName("OB-1: a message can be claimed as soon as its change is done")
  void shouldBeClaimableAtOnce() {
    for (UserId user : List.of(AMELIE, BRUNO)) {
      enable(user);
      claimOne(EventKind.ENABLED, user);
    }
  }

  @Test
  @DisplayName("OB-1: a change whose first candidates were taken is queued like any other")
  void shouldQueueAChangeThatHadToTryAgain() {
    done(Wish.enable(AMELIE).withoutMail(), offering(ID_1));
    done(Wish.enable(BRUNO), offering(ID_1, ID_2));
    claimOne(EventKind.ENABLED, BRUNO);
    done(Wish.reset(AMELIE), offering(ID_1, ID_2, ID_3));
    claimOne(EventKind.RESET, AMELIE);
  }

  @Test
  @DisplayName("OB-1: a replay queues nothing")
  void shouldQueueAWishOnce() {
    done(Wish.enable(AMELIE).key("k"));
    settle(claimOne(), new Settlement.Sent());
    done(Wish.enable(AMELIE).key("k"));

    assertNothingToClaim("the second change was a replay of the first");
  }

  @Test
  @DisplayName("OB-1: a change without mail, an adoption and a refused change queue nothing")
  void shouldQueueNothingUnasked() {
    done(Wish.enable(AMELIE).withoutMail().key("k"));
    done(Wish.reset(AMELIE).withoutMail());
    store.adopt(List.of(new Adoption(CHLOE, ID_3, RequestContext.NONE)), AdoptionMode.SKIP_INVALID);
    make(Wish.enable(AMELIE));
    make(Wish.reset(BRUNO));
    make(Wish.disable(BRUNO));
    make(Wish.info(BRUNO));
    make(Wish.reset(AMELIE).expecting(ID_3));
    make(Wish.reset(AMELIE).expectingVersion(1));
    make(Wish.disable(AMELIE).key("k"));
    makeAll(List.of(Wish.enable(AMELIE), Wish.reset(BRUNO), Wish.enable(CHLOE)));

    assertNothingToClaim("no change that was done asked for mail");
    assertThat(store.outbox().figures().waiting()).as("the waiting messages").isZero();
  }

  @Test
  @DisplayName("OB-1: of a chunk those changes queue a message that ask for one")
  void shouldQueueForEachOfAChunk() {
    enable(CHLOE);
    settle(claimOne(), new Settlement.Sent());
    makeAll(
        List.of(
            Wish.enable(AMELIE).withoutMail(),
            Wish.enable(BRUNO),
            Wish.enable(CHLOE),
            Wish.enable(UserId.of("dora")).withoutMail(),
            Wish.enable(UserId.of("emil"))));

    assertThat(claim())
        .as("whose messages are claimed, of a chunk in which bruno's and emil's ask for mail")
        .extracting(lease -> lease.user().value())
        .containsExactlyInAnyOrder("bruno", "emil");
  }

  @Test
  @DisplayName("OB-1: whoever sees an audit entry sees its message, queued together with it")
  void shouldQueueTogetherWithTheEntry() {
    enable(AMELIE);
    AtomicBoolean over = new AtomicBoolean();
    Race.of(2, racer -> racer == 0 ? () -> resetOften(over) : () -> lookUntil(over));
  }

  private long resetOften(AtomicBoolean over) {
    try {
      for (int i = 0; i < RESETS; i++) {
        reset(AMELIE);
      }
    } finally {
      over.set(true);
    }
    return RESETS;
  }

  private long lookUntil(AtomicBoolean over) {
    long looks = 0;
    while (!over.get()) {
      AuditEntry newest =
          store.audit(AuditQuery.all().ofUser(AMELIE).newestFirst().limit(1)).items().get(0);
      assertThat(newest.delivery().state())
          .as("the message of %s, which asked for mail, as soon as the entry shows", named(newest))
          .isEqualTo(DeliveryState.PENDING);
      assertThat(store.outbox().figures().waiting())
          .as("the waiting messages when entry and message %d of one user show", ++looks)
          .isGreaterThanOrEqualTo(newest.event().version());
    }
    return looks;
  }

  @Test
  @DisplayName("OB-2: a leased message is given to nobody else, to the last instant of its lease")
  void shouldLeaseToOneWorker() {
    enable(AMELIE);
    Lease first = claimOne();
    assertNothingToClaim("a worker of the same name has the message");
    assertThat(store.outbox().claim("another", 10, LEASE))
        .as("what another worker claims while the message is leased")
        .isEmpty();

    advance(LEASE.minus(TICK));
    assertNothingToClaim("the lease has a millisecond left");
    advance(TICK);
    Lease second = claimOne();
    assertThat(second.number()).isEqualTo(first.number());
    assertThat(second.fence())
        .as("the fence of %s, which grows with each lease", named(second))
        .isGreaterThan(first.fence());
  }

  @Test
  @DisplayName("OB-2: a worker may have any name")
  void shouldLeaseToAnyName() {
    enable(AMELIE);
    List<String> names =
        List.of("", "o'Neill \"x\" %s", "a\u0000b\n", "x".repeat(5000), "a" + "😀".repeat(3000));
    for (String name : names) {
      List<Lease> leases = store.outbox().claim(name, 1, LEASE);
      assertThat(leases)
          .as("what a worker claims whose name has %d units", name.length())
          .hasSize(1);
      assertCounts(leases.get(0), new Settlement.Released());
    }
  }

  @Test
  @DisplayName("OB-2: a claim of nothing, or for no time or too long a time, is refused")
  void shouldRefuseWhatIsOutOfRange() {
    Outbox outbox = store.outbox();
    for (int max : List.of(0, -1, Integer.MIN_VALUE)) {
      assertThatThrownBy(() -> outbox.claim("worker", max, LEASE))
          .as("a claim of %d messages", max)
          .isInstanceOf(InvalidValueException.class);
    }
    for (Duration lease : List.of(Duration.ZERO, TICK.negated(), Outbox.MAX_DELAY.plusNanos(1))) {
      assertThatThrownBy(() -> outbox.claim("worker", 1, lease))
          .as("a claim for %s", lease)
          .isInstanceOf(InvalidValueException.class);
    }
  }

  @Test
  @DisplayName("OB-2, OB-10: a claim that may take more than there is takes all")
  void shouldTakeAll() {
    users(3).forEach(this::enable);

    assertClaim(Integer.MAX_VALUE, users(3).toArray(UserId[]::new));
  }

  @Test
  @DisplayName("OB-3, OB-11: an attempt is counted when the message is claimed")
  void shouldCountAttemptsWhenClaimed() {
    enable(AMELIE);
    for (int attempt = 1; attempt <= 3; attempt++) {
      Lease lease = claimOne();
      assertThat(lease.attempt()).as("the attempt of %s", named(lease)).isEqualTo(attempt);
      assertDelivery(AMELIE, DeliveryState.LEASED, attempt);
      advance(LEASE);
    }
  }

  @Test
  @DisplayName("OB-3, OB-13: attempts are counted on, however many there are")
  void shouldCountManyAttempts() {
    enable(AMELIE);
    for (int i = 1; i < MANY_ATTEMPTS; i++) {
      store.outbox().claim("worker", 1, TICK);
      advance(TICK);
    }
    Lease last = claimOne();
    assertThat(last.attempt()).as("the attempt of %s", named(last)).isEqualTo(MANY_ATTEMPTS);
    assertThat(last.unconfirmed())
        .as("how many attempts may have sent %s, of which all leases ended", named(last))
        .isEqualTo(MANY_ATTEMPTS - 1);
    assertDelivery(AMELIE, DeliveryState.LEASED, MANY_ATTEMPTS);
  }

  @Test
  @DisplayName("OB-2: claimers at once never get the same message, and together get all")
  void shouldShareMessagesAmongWorkers() {
    List<UserId> users = users(60);
    users.forEach(this::enable);
    List<Lease> all = new ArrayList<>();
    Race.of(4, racer -> () -> drain("worker " + racer)).forEach(all::addAll);

    assertThat(all)
        .as("the messages that four claimers got")
        .extracting(Lease::number)
        .doesNotHaveDuplicates();
    // A claim may pass over what another has under way, so the rest is claimed afterwards.
    all.addAll(drain("last"));
    assertThat(all)
        .as("whose messages four claimers got, and one who came afterwards")
        .extracting(Lease::user)
        .containsExactlyInAnyOrderElementsOf(users);
    assertThat(all).as("first attempts").extracting(Lease::attempt).containsOnly(1);
  }
}
